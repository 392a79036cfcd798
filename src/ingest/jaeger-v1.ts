import type { ResourceIndex, ScopeIndex } from "@/model/indexes";
import type { ResourceFields, SpanFields, SpanSink, WireValue } from "@/model/span-sink";
import { StatusCode, SpanKind } from "@/model/span-table";
import { ipValue } from "./any-value";
import { jaegerReferences } from "./jaeger-references";
import { jaegerTag } from "./jaeger-tag";
import { LiftedTags } from "./lifted-tags";
import {
  countOf,
  durationFromMicros,
  emptySpanFields,
  excerpt,
  isObject,
  IssueNotes,
  listOf,
  noteDuplicateKeys,
  textOf,
  timeFromMicros,
  unknownFieldsOf,
  type JsonObject,
} from "./wire";

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  "traceID",
  "spanID",
  "parentSpanID",
  "operationName",
  "references",
  "startTime",
  "duration",
  "flags",
  "tags",
  "logs",
  "processID",
  "process",
  "warnings",
]);

/** Rows of the processes that the spans of one trace have named so far. */
export type JaegerProcesses = Map<string, ResourceIndex>;

/**
 * Reads traces in the JSON of Jaeger's v1 query API into a sink. Spans may come before the
 * `processes` that they name, as the API writes them.
 */
export class JaegerReader {
  private readonly sink: SpanSink;
  private readonly lifted: LiftedTags;
  private readonly notes = new IssueNotes();
  private readonly fields: SpanFields = emptySpanFields();
  private readonly inline = new Map<string, ResourceIndex>();

  constructor(sink: SpanSink) {
    this.sink = sink;
    this.lifted = new LiftedTags(sink);
  }

  /** Reads a span; `processes` is undefined where the spans of a file belong to no trace object. */
  span(source: JsonObject, processes: JaegerProcesses | undefined): void {
    const { fields, notes, sink, lifted } = this;
    notes.clear();
    lifted.begin();
    const attributes: (readonly [string, WireValue])[] = [];
    const strayTags: unknown[] = [];
    const listed = listOf(source["tags"]);
    noteDuplicateKeys(listed, notes);
    for (const item of listed) {
      const tag = jaegerTag(item, notes);
      if (tag === undefined) strayTags.push(item);
      else if (!lifted.take(tag[0], tag[1])) attributes.push(tag);
    }
    attributes.push(...lifted.contradicted());
    fields.traceId = textOf(source["traceID"], "traceID", notes);
    fields.spanId = textOf(source["spanID"], "spanID", notes);
    const { parent, links, unread } = jaegerReferences(source, fields.traceId, notes);
    fields.parentSpanId = parent;
    fields.name = textOf(source["operationName"], "operationName", notes);
    fields.start = timeFromMicros(source["startTime"], "startTime", notes);
    fields.durationNs = durationFromMicros(source["duration"], "duration", notes);
    fields.kind = SpanKind.Unspecified;
    fields.statusCode = StatusCode.Unset;
    fields.traceFlags = countOf(source["flags"], "flags", notes);
    const knownProcess = this.process(source, processes);
    fields.resource = knownProcess ?? this.emptyResource();
    lifted.fill(fields);
    fields.unknownFields = unknownFieldsOf(
      source,
      KNOWN_FIELDS,
      strayFields(source, strayTags, unread),
    );

    sink.span(fields);
    if (fields.name === "") sink.issue("empty-name", "");
    if (knownProcess === undefined) sink.issue("unknown-process", processText(source["processID"]));
    for (const [key, value] of attributes) sink.attribute(key, value);
    for (const log of listOf(source["logs"])) this.event(log);
    for (const link of links) sink.link(link);
    notes.flush(sink);
    for (const warning of listOf(source["warnings"])) sink.warning(warningText(warning));
  }

  /** Reads what a trace object holds beside its spans: its processes and warnings. */
  endTrace(skeleton: JsonObject, processes: JaegerProcesses): void {
    const described = skeleton["processes"];
    for (const [id, row] of processes) {
      const process =
        isObject(described) && Object.hasOwn(described, id) ? described[id] : undefined;
      if (isObject(process)) this.sink.describeResource(row, this.describedResource(process));
    }
    const traceId = skeleton["traceID"];
    if (typeof traceId !== "string") return;
    for (const warning of listOf(skeleton["warnings"])) {
      this.sink.traceWarning(traceId, warningText(warning));
    }
  }

  /** The resource of a process of the trace that `processes` is of. */
  resourceOf(processId: string, processes: JaegerProcesses): ResourceIndex {
    const known = processes.get(processId) ?? this.sink.lateResource(processId);
    processes.set(processId, known);
    return known;
  }

  /** The scope of a name and a version, which may be empty. */
  scopeOf(name: string, version: string): ScopeIndex {
    return this.lifted.scope(name, version);
  }

  private process(
    source: JsonObject,
    processes: JaegerProcesses | undefined,
  ): ResourceIndex | undefined {
    const { process, processID } = source;
    if (isObject(process)) {
      const key = JSON.stringify(process);
      const known = this.inline.get(key) ?? this.sink.resource(this.describedResource(process));
      this.inline.set(key, known);
      return known;
    }
    if (typeof processID !== "string" || processes === undefined) return undefined;
    return this.resourceOf(processID, processes);
  }

  private describedResource(process: JsonObject): ResourceFields {
    const notes = new IssueNotes();
    const service = textOf(process["serviceName"], "serviceName", notes);
    const tags = listOf(process["tags"]).flatMap((item) => {
      const tag = jaegerTag(item, notes);
      return tag === undefined ? [] : [tag];
    });
    return resourceOfService(service, tags);
  }

  private emptyResource(): ResourceIndex {
    return this.sink.resource(resourceOfService("", []));
  }

  private event(log: unknown): void {
    const { sink, notes } = this;
    if (!isObject(log)) {
      notes.add("bad-value", "logs", log);
      return;
    }
    const time = timeFromMicros(log["timestamp"], "timestamp", notes);
    const tags = listOf(log["fields"]).flatMap((item) => {
      const tag = jaegerTag(item, notes);
      if (tag === undefined) notes.add("bad-value", "fields", item);
      return tag === undefined ? [] : [tag];
    });
    const isText = (key: string) => (tag: readonly [string, WireValue]) =>
      tag[0] === key && tag[1].type === "string";
    const named = tags.find(isText("event"));
    const name = (named ?? tags.find(isText("message")))?.[1];
    sink.event(name?.type === "string" ? name.value : "", time, 0);
    // A message that stands in for a name is not one for certain, so it stays.
    for (const tag of tags) if (tag !== named) sink.eventAttribute(tag[0], tag[1]);
  }
}

/**
 * The resource of a process or an endpoint that names its service in a field of its own, which is
 * OpenTelemetry's attribute `service.name`.
 */
export function resourceOfService(
  service: string,
  attributes: readonly (readonly [string, WireValue])[],
): ResourceFields {
  const named = service === "" || attributes.some(([key]) => key === "service.name");
  const name: readonly [string, WireValue] = ["service.name", { type: "string", value: service }];
  return {
    service,
    attributes: (named ? attributes : [name, ...attributes]).map(([key, value]) => [
      key,
      ipValue(key, value),
    ]),
    droppedAttributesCount: 0,
    schemaUrl: "",
  };
}

/** Parts of known fields that could not be read as what they should be. */
function strayFields(
  source: JsonObject,
  tags: readonly unknown[],
  references: readonly unknown[],
): JsonObject | undefined {
  const stray: [string, unknown][] = [];
  if (tags.length > 0) stray.push(["tags", tags]);
  if (references.length > 0) stray.push(["references", references]);
  for (const field of ["tags", "logs", "references", "warnings"]) {
    const value = source[field];
    if (value !== undefined && value !== null && !Array.isArray(value)) stray.push([field, value]);
  }
  return stray.length === 0 ? undefined : Object.fromEntries(stray);
}

function processText(id: unknown): string {
  if (id === undefined || id === null) return "";
  return typeof id === "string" ? id : excerpt(id);
}

function warningText(warning: unknown): string {
  return typeof warning === "string" ? warning : JSON.stringify(warning);
}
