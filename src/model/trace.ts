import type { NameTable } from "./name-table";
import type { SpanTable } from "./span-table";
import type { TraceSummary } from "./trace-summary";

/**
 * The half of a trace that the page holds: what drawing, navigation and layout need. The rest
 * (attributes, events' and links' contents, strings) stays with the engine.
 */
export interface TraceCore {
  /** Canonical lower-case hex, 32 digits; or the id as it came where it is not hexadecimal. */
  readonly traceId: string;
  /** Wall-clock nanoseconds of relative time 0: the earliest start in the trace. */
  readonly epochUnixNano: bigint;
  /** Latest end minus earliest start, in nanoseconds. */
  readonly durationNs: number;
  readonly spans: SpanTable;
  /** Span names and service names. */
  readonly names: NameTable;
  /** NameId of the service of each resource row. */
  readonly resourceService: Uint32Array;
  /** Time of each event, relative to the epoch, in the order of `SpanTable.eventOffset`. */
  readonly eventTimeNs: Float64Array;
  /** Greatest depth of any span; 0 for a trace of roots only. */
  readonly maxDepth: number;
  /** Row of the root that names the trace, or -1 for a trace without spans. */
  readonly rootSpan: number;
  readonly summary: TraceSummary;
  /** How many repairs and warnings were recorded, by code. */
  readonly issueCounts: Readonly<Record<string, number>>;
  /** Span ids that are not 16 hex digits, by row; shown as they came. */
  readonly oddSpanIds: ReadonlyMap<number, string>;
}
