import type { TraceFormat } from "./trace-source";

/** What a trace can be saved as: the bytes that it came in, or one of two formats. */
export type ExportFormat = "source" | "otlp-json" | "jaeger-v1";

/**
 * What a saved file does not say as the trace does: the catalogues have the sentence for each, with
 * a count of what the comment names. Counts are of what was looked at, never estimates.
 */
export type LossKind =
  /** Spans whose times are not whole microseconds, which is all that Jaeger v1 writes. */
  | "span-nanoseconds"
  /** Events, likewise. */
  | "event-nanoseconds"
  /** Spans without a start or an end of their own, written with those that are shown. */
  | "missing-times"
  /** Spans that end before they start, written with a duration of 0. */
  | "negative-durations"
  /** Times too far from the others, written as they are shown. */
  | "far-times"
  /** Events without a time, written with the start of their span. */
  | "missing-event-times"
  /** Attribute values that are arrays or maps, written as JSON text. */
  | "nested-values"
  /** Attributes without a value, written as empty text. */
  | "empty-values"
  /** Integers beyond 64 bits, written as text. */
  | "huge-integers"
  /** Attributes that a reader takes for a field of the span, because the format has no such field. */
  | "field-attributes"
  /** Events without a name, with an attribute that a reader takes for one. */
  | "event-names"
  /** Links with attributes, which are left out. */
  | "link-attributes"
  /** Links with trace state or flags, which are left out. */
  | "link-contexts"
  /** Links that become references of type FOLLOWS_FROM. */
  | "link-kinds"
  /** References whose type is written as a link attribute that the source does not have. */
  | "reference-kinds"
  /** Spans without a parent that link into their own trace, which a reader takes for a parent. */
  | "links-as-parents"
  /** Counts of dropped attributes, events and links. */
  | "dropped-counts"
  /** Resources and scopes with a schema URL. */
  | "schema-urls"
  /** Scopes with attributes. */
  | "scope-attributes"
  /** Resources whose `service.name` is written otherwise than it came. */
  | "service-names"
  /** Warnings of the source about the whole trace. */
  | "trace-warnings"
  /** Spans with fields that the format does not have. */
  | "unknown-fields"
  /** Notes about values that could not be read; the values are written as they are shown. */
  | "reading-notes"
  /** Ids that are not hexadecimal, written as they are. */
  | "odd-ids"
  /** Spans that only Zipkin's mark tells from the span that they share their id with. */
  | "shared-marks"
  /** Spans that refer to an id that several spans have: whoever reads it has to choose anew. */
  | "ambiguous-ids"
  /** Spans that start together with a sibling and change places with it. */
  | "sibling-order";

export interface ExportLoss {
  readonly kind: LossKind;
  /** More than 0. */
  readonly count: number;
}

/** Why a trace cannot be saved as it came. */
export type NoSourceReason =
  /** The file holds other traces too. */
  | "other-traces"
  /** Its spans came in several files. */
  | "several-files";

/** What saving a trace in one format would come to; known without writing anything. */
export interface ExportPreview {
  readonly format: ExportFormat;
  /** What the trace came as. */
  readonly sourceFormat: TraceFormat;
  /** In the order of `LossKind`; empty when the file says all that the trace does. */
  readonly losses: readonly ExportLoss[];
  /** Set for "source" when there is no such file. */
  readonly unavailable?: NoSourceReason;
  /** Set for "source" when the trace came out of a file. */
  readonly fileName?: string;
  /** Set for "source" when it has to be asked for again; the answer may then be another one. */
  readonly asksAgain?: boolean;
}
