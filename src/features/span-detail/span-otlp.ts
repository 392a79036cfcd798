import type { Attribute, AttributeValue } from "@/model/attribute";
import type { SpanEventView, SpanLinkView, SpanView } from "@/model/span-view";
import { base64Source, doubleText } from "./value-text";

/** A piece of JSON text that is written as it stands: a number beyond what doubles hold. */
type Json = { readonly raw: string } | string | number | boolean | readonly Json[] | JsonObject;
type JsonObject = { readonly [key: string]: Json | undefined };

const values = (attributes: readonly Attribute[]): JsonObject[] =>
  attributes.map(({ key, value }) => ({ key, value: anyValue(value) }));

/** What can be left out of OTLP's JSON: the defaults of protobuf. */
const unlessZero = (n: number): number | undefined => (n === 0 ? undefined : n);
const unlessEmpty = (text: string): string | undefined => (text === "" ? undefined : text);
const unlessNone = (list: readonly Json[]): readonly Json[] | undefined =>
  list.length === 0 ? undefined : list;

/** Deeper values are written as text: they would be more than the call stack holds. */
const deepest = 200;

function anyValue(value: AttributeValue, depth = 0): JsonObject {
  if (depth > deepest) return { stringValue: "…" };
  switch (value.type) {
    case "empty":
      return {};
    case "string":
      return { stringValue: value.value };
    case "bool":
      return { boolValue: value.value };
    case "int":
      return { intValue: String(value.value) };
    case "double":
      return {
        doubleValue: Number.isFinite(value.value)
          ? { raw: doubleText(value.value) }
          : String(value.value),
      };
    case "bytes": {
      const source = base64Source(value.value);
      return { bytesValue: source.slice(0, source.length) };
    }
    case "array":
      return { arrayValue: { values: value.value.map((one) => anyValue(one, depth + 1)) } };
    case "kvlist":
      return {
        kvlistValue: {
          values: value.value.map(({ key, value: one }) => ({
            key,
            value: anyValue(one, depth + 1),
          })),
        },
      };
  }
}

const eventJson = (event: SpanEventView): JsonObject => ({
  timeUnixNano: String(event.timeUnixNano),
  name: unlessEmpty(event.name),
  attributes: unlessNone(values(event.attributes)),
  droppedAttributesCount: unlessZero(event.droppedAttributesCount),
});

const linkJson = (link: SpanLinkView): JsonObject => ({
  traceId: link.traceId,
  spanId: link.spanId,
  traceState: unlessEmpty(link.traceState),
  attributes: unlessNone(values(link.attributes)),
  droppedAttributesCount: unlessZero(link.droppedAttributesCount),
  flags: link.traceFlags,
});

/** JSON text with indentation; members that are undefined are left out. */
function jsonText(json: Json, indent = ""): string {
  if (typeof json !== "object") return JSON.stringify(json);
  if ("raw" in json && typeof json.raw === "string" && Object.keys(json).length === 1) {
    return json.raw;
  }
  const deeper = `${indent}  `;
  const isList = Array.isArray(json);
  const parts = isList
    ? (json as readonly Json[]).map((one) => jsonText(one, deeper))
    : Object.entries(json as JsonObject)
        .filter((entry): entry is [string, Json] => entry[1] !== undefined)
        .map(([key, one]) => `${JSON.stringify(key)}: ${jsonText(one, deeper)}`);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indent}${close}`;
}

/**
 * A span as a document of OTLP's JSON (TracesData), with its resource and scope: nothing rounded,
 * fields of the source that OTLP does not know left out.
 */
export function spanOtlp(view: SpanView): string {
  const { resource, scope } = view;
  const span: JsonObject = {
    traceId: view.traceId,
    spanId: view.spanId,
    traceState: unlessEmpty(view.traceState),
    parentSpanId: unlessEmpty(view.parentSpanId),
    flags: view.traceFlags,
    name: view.name,
    kind: unlessZero(view.kind),
    startTimeUnixNano: String(view.startUnixNano),
    endTimeUnixNano: String(view.startUnixNano + BigInt(view.durationNs)),
    attributes: unlessNone(values(view.attributes)),
    droppedAttributesCount: unlessZero(view.droppedAttributesCount),
    events: unlessNone(view.events.map(eventJson)),
    droppedEventsCount: unlessZero(view.droppedEventsCount),
    links: unlessNone(view.links.map(linkJson)),
    droppedLinksCount: unlessZero(view.droppedLinksCount),
    status: { message: unlessEmpty(view.status.message), code: unlessZero(view.status.code) },
  };
  return jsonText({
    resourceSpans: [
      {
        resource: {
          attributes: values(resource.attributes),
          droppedAttributesCount: unlessZero(resource.droppedAttributesCount),
        },
        scopeSpans: [
          {
            scope: {
              name: unlessEmpty(scope.name),
              version: unlessEmpty(scope.version),
              attributes: unlessNone(values(scope.attributes)),
              droppedAttributesCount: unlessZero(scope.droppedAttributesCount),
            },
            spans: [span],
            schemaUrl: unlessEmpty(scope.schemaUrl),
          },
        ],
        schemaUrl: unlessEmpty(resource.schemaUrl),
      },
    ],
  });
}
