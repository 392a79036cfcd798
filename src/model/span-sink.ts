import type { IssueCode, LinkRelation } from "./span-view";
import type { ResourceIndex, ScopeIndex } from "./indexes";
import type { PackedSink } from "./packed-span";
import type { SpanKind, StatusCode } from "./span-table";

/**
 * Wall-clock time without loss and without a bigint: whole microseconds since the Unix epoch
 * (exact in a double) and the nanoseconds past them, 0 to 999.
 */
export interface WireTime {
  readonly micros: number;
  readonly nanos: number;
}

/** The fields of a span that are columns. The sink copies them: a reader may reuse one object. */
export interface SpanFields {
  /** As it came, decoded to hex where it was base64; "" when absent. */
  traceId: string;
  spanId: string;
  /** "" for a root. */
  parentSpanId: string;
  name: string;
  kind: SpanKind;
  statusCode: StatusCode;
  statusMessage: string;
  /** Undefined when missing or unusable: the builder repairs it and records that. */
  start: WireTime | undefined;
  /** Undefined: there is no end; `durationNs` is used when it is given instead. */
  end: WireTime | undefined;
  /** For formats that give a duration: nanoseconds, may be negative (then it is repaired). */
  durationNs: number | undefined;
  resource: ResourceIndex;
  scope: ScopeIndex;
  traceFlags: number | undefined;
  traceState: string;
  droppedAttributesCount: number;
  droppedEventsCount: number;
  droppedLinksCount: number;
  /** Zipkin: the span id is shared with the other side of the call. */
  shared: boolean;
  /** Fields of the source that the model has no column for, as one JSON object's text, or "". */
  unknownFields: string;
}

/** The value of an attribute on its way in. Nested values come as their canonical JSON text. */
export type WireValue =
  | { readonly type: "empty" }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "bool"; readonly value: boolean }
  /** Exact in a double, or as decimal text where it is beyond 2^53. */
  | { readonly type: "int"; readonly value: number | string }
  | { readonly type: "double"; readonly value: number }
  /** base64 text. */
  | { readonly type: "bytes"; readonly value: string }
  /**
   * OTLP AnyValue JSON of the array or the map, kept as text and decoded by the span view:
   * `{"arrayValue":{"values":[…]}}`, `{"kvlistValue":{"values":[{"key":…,"value":…}]}}`, camel case
   * all the way down, integers as decimal text.
   */
  | { readonly type: "array" | "kvlist"; readonly value: string };

export interface ResourceFields {
  /** `service.name`, or the process's service name; "" when absent. */
  readonly service: string;
  readonly attributes: readonly (readonly [key: string, value: WireValue])[];
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

export interface ScopeFields {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly (readonly [key: string, value: WireValue])[];
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

export interface LinkFields {
  relation: LinkRelation;
  traceId: string;
  spanId: string;
  traceState: string;
  traceFlags: number | undefined;
  droppedAttributesCount: number;
}

/**
 * Where readers put what they read: append-only, in input order, spans of any number of traces
 * mixed. After `span`, calls for its attributes, events, links and notes belong to that span until
 * the next `span`; event attributes belong to the last `event`, link attributes to the last `link`.
 */
export interface SpanSink {
  /** The row of an equal resource, or of a new one. */
  resource(fields: ResourceFields): ResourceIndex;
  scope(fields: ScopeFields): ScopeIndex;
  /**
   * A row for a resource that is described after spans that refer to it: Jaeger v1 writes
   * `processes` behind `spans`, and a trace of a million spans is read as a stream. Spans of a row
   * that is never described get the empty resource and the issue `unknown-process` with `sourceId`.
   */
  lateResource(sourceId: string): ResourceIndex;
  /** Describes a row of `lateResource`, at most once; equal resources become one. */
  describeResource(row: ResourceIndex, fields: ResourceFields): void;
  /** As `lateResource`, for a scope; one that is never described becomes the empty scope. */
  lateScope(): ScopeIndex;
  describeScope(row: ScopeIndex, fields: ScopeFields): void;
  span(fields: SpanFields): void;
  attribute(key: string, value: WireValue): void;
  event(name: string, time: WireTime | undefined, droppedAttributesCount: number): void;
  eventAttribute(key: string, value: WireValue): void;
  link(fields: LinkFields): void;
  linkAttribute(key: string, value: WireValue): void;
  /** A repair or a doubt about the current span. */
  issue(code: IssueCode, detail: string): void;
  /** What the source itself warns of about the current span. */
  warning(text: string): void;
  /** What the source warns of about a whole trace. */
  traceWarning(traceId: string, text: string): void;
  /** So much of all that is to come has been read: more than 0, and 1 at the end. */
  tellShare?(share: number): void;
  /** For readers that decode bytes; a sink without it gets every span by the calls above. */
  readonly packed?: PackedSink | undefined;
  /** Spans taken in so far. */
  readonly spanCount: number;
}
