import { normaliseSpanId, normaliseTraceId } from "@/lib/ids";
import type { ResourceIndex, ScopeIndex } from "@/model/indexes";
import type {
  LinkFields,
  ResourceFields,
  ScopeFields,
  SpanFields,
  SpanSink,
  WireValue,
} from "@/model/span-sink";
import type { LinkRelation } from "@/model/span-view";
import { anyValue, ipValue } from "./any-value";
import { kindOf, statusCodeOf } from "./otlp-enums";
import {
  countOf,
  emptySpanFields,
  isObject,
  IssueNotes,
  listOf,
  noteDuplicateKeys,
  parentIdOf,
  textOf,
  timeFromNanos,
  unknownFieldsOf,
  type JsonObject,
} from "./wire";

/** Camel case and, as older servers write it, snake case. */
const SPAN_FIELDS: ReadonlySet<string> = new Set(
  [
    ["traceId", "spanId", "parentSpanId", "traceState", "flags", "name", "kind", "status"],
    ["startTimeUnixNano", "endTimeUnixNano", "attributes", "events", "links"],
    ["droppedAttributesCount", "droppedEventsCount", "droppedLinksCount"],
  ].flatMap((names) => names.flatMap((name) => [name, snakeCase(name)])),
);

/** Jaeger's query service hands its notes over as attributes of these names. */
const WARNINGS_KEY = "@jaeger@warnings";
const FORMAT_KEY = "@jaeger@format";

/** Rows of the resource and of the scope that spans belong to; may be described after them. */
export interface OtlpOwner {
  readonly resource: ResourceIndex;
  readonly scope: ScopeIndex;
}

/** Reads OTLP/JSON spans, resources and scopes into a sink. */
export class OtlpReader {
  private readonly sink: SpanSink;
  private readonly notes = new IssueNotes();
  private readonly fields: SpanFields = emptySpanFields();

  constructor(sink: SpanSink) {
    this.sink = sink;
  }

  span(source: JsonObject, owner: OtlpOwner): void {
    const { fields, notes, sink } = this;
    notes.clear();
    fields.traceId = idOf(pick(source, "traceId"), "traceId", notes);
    fields.spanId = idOf(pick(source, "spanId"), "spanId", notes);
    fields.parentSpanId = parentIdOf(idOf(pick(source, "parentSpanId"), "parentSpanId", notes));
    fields.name = textOf(source["name"], "name", notes);
    fields.kind = kindOf(source["kind"], notes);
    const status = source["status"];
    fields.statusCode = statusCodeOf(isObject(status) ? status["code"] : undefined, notes);
    fields.statusMessage = textOf(
      isObject(status) ? status["message"] : undefined,
      "message",
      notes,
    );
    if (!isObject(status) && status !== undefined && status !== null) {
      notes.add("bad-value", "status", status);
    }
    fields.start = timeFromNanos(pick(source, "startTimeUnixNano"), "startTimeUnixNano", notes);
    const end = timeFromNanos(pick(source, "endTimeUnixNano"), "endTimeUnixNano", notes);
    // A time of 0 is the absent one.
    fields.end = end?.micros === 0 && end.nanos === 0 ? undefined : end;
    fields.resource = owner.resource;
    fields.scope = owner.scope;
    fields.traceFlags = countOf(source["flags"], "flags", notes);
    fields.traceState = textOf(pick(source, "traceState"), "traceState", notes);
    fields.droppedAttributesCount = dropped(source, "droppedAttributesCount", notes);
    fields.droppedEventsCount = dropped(source, "droppedEventsCount", notes);
    fields.droppedLinksCount = dropped(source, "droppedLinksCount", notes);
    fields.unknownFields = unknownFieldsOf(source, SPAN_FIELDS, strayFields(source));

    sink.span(fields);
    if (fields.name === "") sink.issue("empty-name", "");
    this.attributes(source["attributes"], (key, value) => sink.attribute(key, value), true);
    noteDuplicateKeys(listOf(source["attributes"]), notes);
    for (const event of listOf(source["events"])) this.event(event);
    for (const link of listOf(source["links"])) this.link(link);
    notes.flush(sink);
  }

  /** What `resource` of a resourceSpans object says; `holder` is that object. */
  resource(holder: JsonObject): ResourceFields {
    const source = holder["resource"];
    const resource = isObject(source) ? source : {};
    const notes = new IssueNotes();
    const attributes = pairs(resource["attributes"], notes);
    const service = attributes.find(([key]) => key === "service.name")?.[1];
    return {
      service: service?.type === "string" ? service.value : "",
      attributes,
      droppedAttributesCount: dropped(resource, "droppedAttributesCount", notes),
      schemaUrl: textOf(pick(holder, "schemaUrl"), "schemaUrl", notes),
    };
  }

  /** What `scope` of a scopeSpans object says; `holder` is that object. */
  scope(holder: JsonObject): ScopeFields {
    const source =
      holder["scope"] ?? holder["instrumentationLibrary"] ?? holder["instrumentation_library"];
    const scope = isObject(source) ? source : {};
    const notes = new IssueNotes();
    return {
      name: textOf(scope["name"], "name", notes),
      version: textOf(scope["version"], "version", notes),
      attributes: pairs(scope["attributes"], notes),
      droppedAttributesCount: dropped(scope, "droppedAttributesCount", notes),
      schemaUrl: textOf(pick(holder, "schemaUrl"), "schemaUrl", notes),
    };
  }

  private attributes(
    list: unknown,
    put: (key: string, value: WireValue) => void,
    ofSpan = false,
  ): void {
    for (const item of listOf(list)) {
      const key = isObject(item) ? item["key"] : undefined;
      if (!isObject(item) || typeof key !== "string") {
        this.notes.add("bad-value", "attributes", item);
        continue;
      }
      if (ofSpan && key.startsWith("@jaeger@") && this.serverNote(key, item["value"])) continue;
      put(key, ipValue(key, anyValue(item["value"], key, this.notes)));
    }
  }

  /** Turns a note of the server into a warning; false where it does not look like one. */
  private serverNote(key: string, value: unknown): boolean {
    const texts = isObject(value) ? noteTexts(value) : undefined;
    if (texts === undefined || (key !== WARNINGS_KEY && key !== FORMAT_KEY)) return false;
    for (const text of texts) this.sink.warning(key === FORMAT_KEY ? `${key}: ${text}` : text);
    return true;
  }

  private event(source: unknown): void {
    const { notes, sink } = this;
    if (!isObject(source)) {
      notes.add("bad-value", "events", source);
      return;
    }
    const time = timeFromNanos(pick(source, "timeUnixNano"), "timeUnixNano", notes);
    const name = textOf(source["name"], "name", notes);
    sink.event(name, time, dropped(source, "droppedAttributesCount", notes));
    this.attributes(source["attributes"], (key, value) => sink.eventAttribute(key, value));
  }

  private link(source: unknown): void {
    const { notes, sink } = this;
    if (!isObject(source)) {
      notes.add("bad-value", "links", source);
      return;
    }
    const attributes = pairs(source["attributes"], notes);
    const fields: LinkFields = {
      relation: relationOf(attributes),
      traceId: parentIdOf(idOf(pick(source, "traceId"), "traceId", notes)),
      spanId: parentIdOf(idOf(pick(source, "spanId"), "spanId", notes)),
      traceState: textOf(pick(source, "traceState"), "traceState", notes),
      traceFlags: countOf(source["flags"], "flags", notes),
      droppedAttributesCount: dropped(source, "droppedAttributesCount", notes),
    };
    sink.link(fields);
    for (const [key, value] of attributes) sink.linkAttribute(key, value);
  }
}

function pairs(list: unknown, notes: IssueNotes): (readonly [string, WireValue])[] {
  const result: (readonly [string, WireValue])[] = [];
  for (const item of listOf(list)) {
    if (isObject(item) && typeof item["key"] === "string") {
      const { key } = item;
      result.push([key, ipValue(key, anyValue(item["value"], key, notes))]);
    } else {
      notes.add("bad-value", "attributes", item);
    }
  }
  return result;
}

/** Links that were OpenTracing references carry their type in an attribute. */
function relationOf(attributes: readonly (readonly [string, WireValue])[]): LinkRelation {
  const type = attributes.find(([key]) => key === "opentracing.ref_type")?.[1];
  if (type?.type !== "string") return "link";
  if (type.value === "follows_from") return "follows-from";
  return type.value === "child_of" ? "extra-parent" : "link";
}

function noteTexts(value: JsonObject): string[] | undefined {
  if (typeof value["stringValue"] === "string") return [value["stringValue"]];
  const array = value["arrayValue"] ?? value["array_value"];
  if (!isObject(array)) return undefined;
  const texts = listOf(array["values"]).map((item) =>
    isObject(item) ? (item["stringValue"] ?? item["string_value"]) : undefined,
  );
  return texts.every((text) => typeof text === "string") ? texts : undefined;
}

/** Hexadecimal as it came; base64 (plain protobuf JSON) of 8 or 16 bytes decoded to it. */
function idOf(value: unknown, field: string, notes: IssueNotes): string {
  const id = textOf(value, field, notes);
  if (id.length === 16 || id.length === 32 || id.length < 11 || /^[0-9a-f]*$/i.test(id)) return id;
  return (field === "traceId" ? normaliseTraceId(id) : normaliseSpanId(id)) ?? id;
}

function dropped(source: JsonObject, field: string, notes: IssueNotes): number {
  return countOf(pick(source, field), field, notes) ?? 0;
}

const SNAKE_CASE = new Map<string, string>();

/** A field by its camel-case name, or by its snake-case one. */
function pick(source: JsonObject, name: string): unknown {
  const value = source[name];
  if (value !== undefined) return value;
  let snake = SNAKE_CASE.get(name);
  if (snake === undefined) SNAKE_CASE.set(name, (snake = snakeCase(name)));
  return source[snake];
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Known lists that are not lists: kept as they came. */
function strayFields(source: JsonObject): JsonObject | undefined {
  const stray: [string, unknown][] = [];
  for (const field of ["attributes", "events", "links"]) {
    const value = source[field];
    if (value === undefined || value === null) continue;
    const odd = Array.isArray(value) ? value.filter((item) => !isObject(item)) : value;
    if (!Array.isArray(odd) || odd.length > 0) stray.push([field, odd]);
  }
  return stray.length === 0 ? undefined : Object.fromEntries(stray);
}
