import type { AttributeTable } from "./attribute-table";
import type { EventTable } from "./event-table";
import type { IssueTable } from "./issue-table";
import type { LinkTable } from "./link-table";
import type { NameTable } from "./name-table";
import type { ResourceTable, ScopeTable } from "./resource-table";
import type { SpanTable } from "./span-table";
import type { SparseColumn } from "./sparse-column";
import type { StringTable } from "./string-table";
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
  /**
   * How many repairs and warnings were recorded: by issue code, the source's warnings about spans
   * under "warning". Codes without any are left out.
   */
  readonly issueCounts: Readonly<Record<string, number>>;
  /** What the source warns of about the trace as a whole, word for word. */
  readonly traceWarnings: readonly string[];
  /** Span ids that are not hexadecimal, by row; shown as they came. "" is not among them. */
  readonly oddSpanIds: ReadonlyMap<number, string>;
}

/**
 * A whole trace, as the engine holds it: the core, and the contents that are read one span at a
 * time. Immutable. Text of the cold tables is in `strings`; the names of the core are in `names`.
 */
export interface Trace extends TraceCore {
  readonly strings: StringTable;
  /** Of the spans. */
  readonly attributes: AttributeTable;
  readonly events: EventTable;
  readonly links: LinkTable;
  readonly resources: ResourceTable;
  readonly scopes: ScopeTable;
  readonly issues: IssueTable;
  /** StringId of each warning of the source about a span. */
  readonly spanWarnings: SparseColumn;
  readonly traceFlags: SparseColumn;
  /** StringId. */
  readonly traceState: SparseColumn;
  readonly droppedAttributesCount: SparseColumn;
  readonly droppedEventsCount: SparseColumn;
  readonly droppedLinksCount: SparseColumn;
  /** StringId of the JSON text. */
  readonly unknownFields: SparseColumn;
}
