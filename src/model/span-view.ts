import type { Attribute } from "./attribute";
import type { SpanIndex } from "./indexes";
import type { SpanKind, StatusCode } from "./span-table";

/** One span as an object, for the detail panel only: everything that was recorded of it. */
export interface SpanView {
  readonly index: SpanIndex;
  readonly traceId: string;
  /** 16 lower-case hex digits, or as it came where it is not hexadecimal. */
  readonly spanId: string;
  /** "" for a root. */
  readonly parentSpanId: string;
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: { readonly code: StatusCode; readonly message: string };
  readonly startUnixNano: bigint;
  /** Relative to the start of the trace. */
  readonly startNs: number;
  readonly durationNs: number;
  /** W3C trace flags (and OTLP's upper bits) as they came; undefined when absent. */
  readonly traceFlags: number | undefined;
  readonly traceState: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
  /** By time, then by input order. */
  readonly events: readonly SpanEventView[];
  readonly droppedEventsCount: number;
  readonly links: readonly SpanLinkView[];
  readonly droppedLinksCount: number;
  readonly resource: ResourceView;
  readonly scope: ScopeView;
  /** What was repaired in this span, in the order in which it was found. */
  readonly issues: readonly SpanIssue[];
  /** What the server or the file says of this span, word for word. */
  readonly warnings: readonly string[];
  /** Fields of the source that the model has no place for, as JSON text; "" when there are none. */
  readonly unknownFields: string;
}

export interface SpanEventView {
  readonly name: string;
  readonly timeUnixNano: bigint;
  /** Relative to the start of the trace. */
  readonly timeNs: number;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
}

export type LinkRelation = "link" | "follows-from" | "extra-parent";

export interface SpanLinkView {
  readonly relation: LinkRelation;
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly traceFlags: number | undefined;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
  /** Row of the target in this trace, or -1. */
  readonly target: number;
}

export interface ResourceView {
  readonly service: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

export interface ScopeView {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

/** A repair or a doubt: its code (the catalogues have the sentence) and what it is about. */
export interface SpanIssue {
  readonly code: IssueCode;
  /** The value concerned: a missing id, a bad number, …; "" when the code says it all. */
  readonly detail: string;
}

export type IssueCode =
  | "parent-missing"
  | "cycle-cut"
  | "self-parent"
  | "duplicate-span-id"
  | "exact-duplicate"
  | "shared-span-id-split"
  | "start-missing"
  | "end-missing"
  | "negative-duration"
  | "time-out-of-range"
  | "empty-span-id"
  | "empty-name"
  | "unknown-process"
  | "empty-link-removed"
  | "bad-value"
  | "bad-number"
  | "bad-enum"
  | "duplicate-attribute"
  | "event-time-missing";
