import type { ResourceIndex } from "@/model/indexes";
import type { SpanFields, SpanSink, WireValue } from "@/model/span-sink";
import { SpanKind } from "@/model/span-table";
import { jsonValue } from "./any-value";
import { resourceOfService } from "./jaeger-v1";
import { LiftedTags } from "./lifted-tags";
import {
  durationFromMicros,
  emptySpanFields,
  integerOf,
  isObject,
  IssueNotes,
  listOf,
  parentIdOf,
  textOf,
  timeFromMicros,
  unknownFieldsOf,
  type JsonObject,
} from "./wire";

const KNOWN_FIELDS: ReadonlySet<string> = new Set(
  [
    ["traceId", "id", "parentId", "name", "kind", "timestamp", "duration", "shared"],
    ["localEndpoint", "remoteEndpoint", "annotations", "tags"],
  ].flat(),
);
const ENDPOINT_FIELDS: ReadonlySet<string> = new Set(["serviceName", "ipv4", "ipv6", "port"]);

const KINDS: ReadonlyMap<unknown, SpanKind> = new Map([
  ["CLIENT", SpanKind.Client],
  ["SERVER", SpanKind.Server],
  ["PRODUCER", SpanKind.Producer],
  ["CONSUMER", SpanKind.Consumer],
]);

type Pair = readonly [key: string, value: WireValue];

/**
 * Reads Zipkin v2 spans into a sink. Annotations become events, tags attributes; the local endpoint
 * is the resource, the remote one becomes attributes. `debug` and what else has no column is kept
 * among the unknown fields.
 */
export class ZipkinReader {
  private readonly sink: SpanSink;
  private readonly lifted: LiftedTags;
  private readonly notes = new IssueNotes();
  private readonly fields: SpanFields = emptySpanFields();
  private readonly resources = new Map<string, ResourceIndex>();

  constructor(sink: SpanSink) {
    this.sink = sink;
    this.lifted = new LiftedTags(sink);
  }

  span(source: JsonObject): void {
    const { fields, notes, sink, lifted } = this;
    notes.clear();
    lifted.begin();
    fields.traceId = textOf(source["traceId"], "traceId", notes);
    fields.spanId = textOf(source["id"], "id", notes);
    fields.parentSpanId = parentIdOf(textOf(source["parentId"], "parentId", notes));
    fields.name = textOf(source["name"], "name", notes);
    fields.kind = this.kind(source["kind"]);
    fields.start = timeFromMicros(source["timestamp"], "timestamp", notes);
    fields.durationNs = durationFromMicros(source["duration"], "duration", notes);
    fields.shared = source["shared"] === true;
    fields.resource = this.resource(source["localEndpoint"]);

    let error: string | undefined;
    const tags: Pair[] = [];
    for (const [key, content] of entriesOf(source["tags"])) {
      const value = jsonValue(content);
      if (typeof content !== "string") notes.add("bad-value", key, content);
      if (key === "error" && value.type === "string" && value.value !== "false") {
        error = value.value;
        // The status message says the same as the tag, except for this one.
        if (value.value === "true") tags.push([key, value]);
      } else if (
        (key === "span.kind" && fields.kind !== SpanKind.Unspecified) ||
        !lifted.take(key, value)
      ) {
        tags.push([key, value]);
      }
    }
    if (error !== undefined) lifted.raise();
    lifted.fill(fields);
    tags.push(...lifted.contradicted());
    if (error !== undefined && error !== "true" && error !== fields.statusMessage) {
      if (fields.statusMessage === "") fields.statusMessage = error;
      else tags.push(["error", jsonValue(error)]);
    }
    const { attributes, left } = remoteAttributes(source["remoteEndpoint"], tags);
    const more = Object.fromEntries([
      ...(left === undefined ? [] : [["remoteEndpoint", left] as const]),
      ...strayFields(source),
    ]);
    fields.unknownFields = unknownFieldsOf(
      source,
      KNOWN_FIELDS,
      Object.keys(more).length > 0 ? more : undefined,
    );

    sink.span(fields);
    if (fields.name === "") sink.issue("empty-name", "");
    for (const [key, value] of tags) sink.attribute(key, value);
    for (const [key, value] of attributes) sink.attribute(key, value);
    for (const annotation of listOf(source["annotations"])) this.annotation(annotation);
    notes.flush(sink);
  }

  private kind(value: unknown): SpanKind {
    if (value === undefined || value === null) return SpanKind.Unspecified;
    const kind = KINDS.get(value);
    if (kind === undefined) this.notes.add("bad-enum", "kind", value);
    return kind ?? SpanKind.Unspecified;
  }

  private annotation(source: unknown): void {
    const { notes, sink } = this;
    if (!isObject(source)) {
      notes.add("bad-value", "annotations", source);
      return;
    }
    const name = textOf(source["value"], "value", notes);
    sink.event(name, timeFromMicros(source["timestamp"], "timestamp", notes), 0);
  }

  private resource(endpoint: unknown): ResourceIndex {
    const source = isObject(endpoint) ? endpoint : {};
    const key = JSON.stringify(source);
    const known = this.resources.get(key);
    if (known !== undefined) return known;
    const service = textOf(source["serviceName"], "serviceName", this.notes);
    const attributes: Pair[] = [];
    const { ipv4, ipv6, port } = source;
    const addresses = [ipv4, ipv6].filter((ip) => typeof ip === "string");
    const [address] = addresses;
    if (address !== undefined) {
      attributes.push(["host.ip", jsonValue(addresses.length > 1 ? addresses : address)]);
    }
    const portNumber = integerOf(port);
    if (portNumber !== undefined) {
      attributes.push(["network.local.port", { type: "int", value: portNumber }]);
    }
    const row = this.sink.resource(resourceOfService(service, attributes));
    this.resources.set(key, row);
    return row;
  }
}

/** The peer of a call as attributes; a tag of the same key wins, and the endpoint is left as it is. */
function remoteAttributes(
  endpoint: unknown,
  tags: readonly Pair[],
): { readonly attributes: readonly Pair[]; readonly left: unknown } {
  if (!isObject(endpoint)) return { attributes: [], left: endpoint ?? undefined };
  const { serviceName, ipv4, ipv6 } = endpoint;
  const address = ipv4 ?? ipv6;
  const attributes: Pair[] = [];
  if (typeof serviceName === "string") attributes.push(["peer.service", jsonValue(serviceName)]);
  if (typeof address === "string") attributes.push(["network.peer.address", jsonValue(address)]);
  const port = integerOf(endpoint["port"]);
  if (port !== undefined) attributes.push(["network.peer.port", { type: "int", value: port }]);
  const fresh = attributes.filter(([key]) => !tags.some(([tag]) => tag === key));
  const whole =
    fresh.length === Object.keys(endpoint).length &&
    Object.keys(endpoint).every((key) => ENDPOINT_FIELDS.has(key));
  return { attributes: fresh, left: whole ? undefined : endpoint };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Known fields that are not of their type, so that nothing was read of them. */
function strayFields(source: JsonObject): [string, unknown][] {
  const stray: [string, unknown][] = [];
  const keep = (field: string, fits: boolean) => {
    const value = source[field];
    if (value !== undefined && value !== null && !fits) stray.push([field, value]);
  };
  keep("tags", isObject(source["tags"]));
  keep("annotations", Array.isArray(source["annotations"]));
  keep("localEndpoint", isObject(source["localEndpoint"]));
  keep("shared", typeof source["shared"] === "boolean");
  return stray;
}
