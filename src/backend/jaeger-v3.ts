import { normaliseTraceId } from "@/lib/ids";
import type { Operation, SearchQuery } from "@/model/search-query";
import type { ServiceCount, TraceSummary } from "@/model/trace-summary";
import { bothSpellings, goDuration, type Param, rfc3339 } from "./jaeger-params";
import {
  bigintField,
  countField,
  type JsonObject,
  readList,
  readObject,
  readText,
  textField,
} from "./json-shape";
import { compare } from "./order";
import { plainSummary } from "./plain-summary";

/** The window of a search as v3 takes it: the end has to be after the start. */
function timeParams(query: SearchQuery): readonly Param[] {
  const end = Math.max(query.endUnixMicro, query.startUnixMicro + 1);
  return [
    ...bothSpellings("startTimeMin", "start_time_min", rfc3339(query.startUnixMicro)),
    ...bothSpellings("startTimeMax", "start_time_max", rfc3339(end)),
  ];
}

/**
 * A search as parameters of v3, in camelCase and in snake_case both, so that every version
 * understands them: up to 2.18 only snake_case and only `num_traces` are known.
 */
export function searchParamsV3(query: SearchQuery): readonly Param[] {
  const params: Param[] = [];
  if (query.service) params.push(...bothSpellings("serviceName", "service_name", query.service));
  if (query.operation) {
    params.push(...bothSpellings("operationName", "operation_name", query.operation));
  }
  params.push(...timeParams(query));
  if (query.minDurationNs !== undefined) {
    params.push(...bothSpellings("durationMin", "duration_min", goDuration(query.minDurationNs)));
  }
  if (query.maxDurationNs !== undefined) {
    params.push(...bothSpellings("durationMax", "duration_max", goDuration(query.maxDurationNs)));
  }
  const limit = String(query.limit);
  params.push(...bothSpellings("searchDepth", "search_depth", limit), ["query.num_traces", limit]);
  if (Object.keys(query.attributes).length > 0) {
    params.push(["query.attributes", JSON.stringify(query.attributes)]);
  }
  return params;
}

/** `{"services": [...]}`; `{}` when there are none. */
export function readServicesV3(document: unknown): readonly string[] {
  return readList(readObject(document, "$"), ["services"], readText);
}

/** `{"operations": [{name, spanKind}]}`. */
export function readOperationsV3(document: unknown): readonly Operation[] {
  return readList(readObject(document, "$"), ["operations"], (value, path) => {
    const operation = readObject(value, path);
    return {
      name: textField(operation, ["name"]),
      kind: textField(operation, ["spanKind", "span_kind"]).toLowerCase(),
    };
  });
}

function readServiceCount(value: unknown, path: string): ServiceCount {
  const service = readObject(value, path);
  return {
    name: textField(service, ["name"]),
    spanCount: countField(service, ["spanCount", "span_count"]),
    errorCount: countField(service, ["errorSpanCount", "error_span_count"]),
  };
}

/** One element of `summaries`. */
export function readSummary(value: unknown, path: string): TraceSummary {
  return plainSummary(value) ?? readAnySummary(value, path);
}

function readAnySummary(value: unknown, path: string): TraceSummary {
  const summary: JsonObject = readObject(value, path);
  const traceId = textField(summary, ["traceId", "traceID", "trace_id"]);
  const start = bigintField(summary, ["minStartTimeUnixNano", "min_start_time_unix_nano"]);
  const end = bigintField(summary, ["maxEndTimeUnixNano", "max_end_time_unix_nano"]);
  const services = readList(summary, ["services"], readServiceCount);
  return {
    traceId: normaliseTraceId(traceId) ?? readText(traceId || undefined, `${path}.traceId`),
    rootService: textField(summary, ["rootServiceName", "root_service_name"]),
    rootName: textField(summary, ["rootOperationName", "root_operation_name"]),
    startUnixNano: start,
    durationNs: end > start ? Number(end - start) : 0,
    spanCount: countField(summary, ["spanCount", "span_count"]),
    errorCount: countField(summary, ["errorSpanCount", "error_span_count"]),
    orphanCount: countField(summary, ["orphanSpanCount", "orphan_span_count"]),
    services: services.sort((a, b) => compare(a.name, b.name)),
  };
}

/** `{"summaries": [...]}` of 2.19 and later, with everything left out that is zero or empty. */
export function readSummariesV3(document: unknown): readonly TraceSummary[] {
  return readList(readObject(document, "$"), ["summaries"], readSummary);
}
