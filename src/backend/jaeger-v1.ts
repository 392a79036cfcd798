import { Problem } from "@/lib/problem";
import type { Operation, SearchQuery } from "@/model/search-query";
import type { DependencyLink } from "@/model/service-graph";
import { goDuration, type Param } from "./jaeger-params";
import {
  countField,
  type JsonObject,
  memberOf,
  readList,
  readObject,
  readText,
  textField,
} from "./json-shape";

/** A search as parameters of v1 `/api/traces`. */
export function searchParamsV1(query: SearchQuery): readonly Param[] {
  const params: Param[] = [];
  if (query.service) params.push(["service", query.service]);
  if (query.operation) params.push(["operation", query.operation]);
  params.push(
    ["start", String(Math.round(query.startUnixMicro))],
    ["end", String(Math.round(query.endUnixMicro))],
  );
  if (query.minDurationNs !== undefined) {
    params.push(["minDuration", goDuration(query.minDurationNs)]);
  }
  if (query.maxDurationNs !== undefined) {
    params.push(["maxDuration", goDuration(query.maxDurationNs)]);
  }
  params.push(["limit", String(query.limit)]);
  if (Object.keys(query.attributes).length > 0) {
    params.push(["tags", JSON.stringify(query.attributes)]);
  }
  return params;
}

/** The envelope `{data, errors}`; an answer that is nothing but errors is a Problem. */
function readEnvelope(document: unknown): JsonObject {
  const envelope = readObject(document, "$");
  const failures = readList(envelope, ["errors"], (value, path) => {
    const failure = readObject(value, path);
    return textField(failure, ["msg"]);
  });
  if (failures.length > 0 && memberOf(envelope, ["data"]) === undefined) {
    throw new Problem("server-error", { status: 200, serverMessage: failures.join("; ") });
  }
  return envelope;
}

/** `{"data": ["service", …]}`; `data: null` when there are none. */
export function readServicesV1(document: unknown): readonly string[] {
  return readList(readEnvelope(document), ["data"], readText);
}

/** `{"data": [{name, spanKind}]}`, or plain names where the server has no kinds. */
export function readOperationsV1(document: unknown): readonly Operation[] {
  return readList(readEnvelope(document), ["data"], (value, path) => {
    if (typeof value === "string") return { name: value, kind: "" };
    const operation = readObject(value, path);
    return {
      name: textField(operation, ["name"]),
      kind: textField(operation, ["spanKind"]).toLowerCase(),
    };
  });
}

/** `{"data": [{parent, child, callCount}]}`: unordered, and a pair may come several times. */
export function readDependenciesV1(document: unknown): readonly DependencyLink[] {
  return readList(readEnvelope(document), ["data"], (value, path) => {
    const link = readObject(value, path);
    return {
      parent: textField(link, ["parent"]),
      child: textField(link, ["child"]),
      callCount: countField(link, ["callCount"]),
    };
  });
}
