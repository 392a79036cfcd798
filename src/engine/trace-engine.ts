import type { ClockSkew } from "@/derive/clock-skew";
import type { TraceComparison } from "@/derive/comparison";
import type { CriticalPath } from "@/derive/critical-path";
import type { EventFilter, EventList, EventRow } from "@/derive/event-list";
import type { FlameComparison, FlameSide } from "@/derive/flame-comparison";
import type { FlameGraph, FlameMeasure } from "@/derive/flame-graph";
import type { PathIndex } from "@/derive/path-index";
import type { TraceHosts } from "@/derive/skew-hosts";
import type { GroupKey, SpanGroups } from "@/derive/span-groups";
import type { SpanOrder } from "@/derive/span-order";
import type { QueryProblem } from "@/derive/span-query";
import type { TraceStatistics } from "@/derive/trace-statistics";
import type { ProblemRecord } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import type { Operation, SearchAnswer, SearchQuery } from "@/model/search-query";
import type { GraphUnit, ServiceGraph } from "@/model/service-graph";
import type { RepeatFolds } from "@/model/repeat-folds";
import type { SpanView } from "@/model/span-view";
import type { TraceCore } from "@/model/trace";
import type { ExportFormat, ExportPreview } from "@/model/trace-export";
import type {
  HttpRequest,
  LoadOptions,
  NamedBlob,
  TraceFormat,
  TraceSource,
  TracesSource,
} from "@/model/trace-source";
import type { TraceSummary } from "@/model/trace-summary";

export type { GroupKey };

/** A trace that the engine holds until `release`. */
export type TraceHandle = string;

export interface LoadedTrace {
  readonly handle: TraceHandle;
  readonly core: TraceCore;
  readonly format: TraceFormat;
  /** Bytes read for it; 0 for a trace of a library, which was read before. */
  readonly bytes: number;
  /**
   * Set when the stream ended early or a part could not be read: what is there is shown, and this
   * says what is missing. Not set for a whole trace.
   */
  readonly partial?: ProblemRecord;
}

/** What one file of a library turned out to be. */
export interface FileReport {
  readonly name: string;
  readonly bytes: number;
  /** Absent when the file was refused. */
  readonly format?: TraceFormat;
  readonly traceCount: number;
  readonly spanCount: number;
  /** Of the trace that it has spans of, where it is one. */
  readonly traceId?: string;
  /** Of the traces that the file has spans of; absent where it has none. */
  readonly serviceCount?: number;
  readonly timeRange?: { readonly startUnixNano: bigint; readonly endUnixNano: bigint };
  /** Why the file, or the rest of it, could not be read; names the place. */
  readonly problem?: ProblemRecord;
}

/** An attribute that some span or resource has, with its commonest short values. */
export interface KnownAttribute {
  readonly key: string;
  readonly values: readonly string[];
}

/** Files that the engine holds as a source that can be searched, until `closeLibrary`. */
export interface LibraryInfo {
  readonly libraryId: string;
  readonly files: readonly FileReport[];
  readonly summaries: readonly TraceSummary[];
}

/** A JSON document in lines, or the beginning of one. */
export interface JsonText {
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** Line i is `bytes[lineOffset[i], lineOffset[i + 1])`, without an end of line. */
  readonly lineOffset: Uint32Array;
  /** Spans that are whole in it; all of the trace's where it is the whole document. */
  readonly spans: number;
  readonly isWhole: boolean;
}

export interface LoadTraceOptions extends LoadOptions {
  /**
   * Is given what has arrived so far, now and then, while the rest is being read: a trace of its
   * own, which the engine holds until `release`. Spans whose parent or resource has not come yet
   * are not marked as lacking it. Never called after the load has settled or was given up.
   */
  readonly onPreview?: (preview: LoadedTrace) => void;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** The spans that a search has found. */
export interface SpanMatches {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** Spans looked at so far. */
  readonly searched: number;
  /** False for an answer that comes before the last one: more may be found. */
  readonly isWhole: boolean;
  /** Why the text was taken for words and not for a query. */
  readonly problem: QueryProblem | undefined;
}

export interface MatchOptions extends CallOptions {
  /** Called with what has been found so far: at once when something is, then now and then. */
  readonly onPartial?: (matches: SpanMatches) => void;
}

/** The part of a query that is being typed. */
export interface CompletionPlace {
  /** The key or field whose value it is; undefined for a word or a key. */
  readonly key: string | undefined;
  readonly typed: string;
}

/** What a part of a query may be: a field of the language, or something that a trace has. */
export interface QueryCompletion {
  readonly kind: "field" | "key" | "service" | "name" | "value";
  readonly text: string;
  /** How often the trace has it; 0 where that is not counted. */
  readonly count: number;
}

export interface QueryCompletions {
  /** The best of them. */
  readonly items: readonly QueryCompletion[];
  /** How many there are. */
  readonly total: number;
}

/** A span of another trace, where it is only mentioned. */
export interface OtherSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly name: string;
  readonly durationNs: number;
  readonly isError: boolean;
}

/** The first spans of other traces that link to one, and how many there are. */
export interface LinksFromOthers {
  readonly spans: readonly OtherSpan[];
  readonly total: number;
}

/** Which spans have a row before repeats are folded; sets of rows as `BitSet.words()` gives them. */
export interface RowsToFold {
  readonly shown?: Uint32Array | undefined;
  readonly elided?: Uint32Array | undefined;
  readonly focus?: SpanIndex | undefined;
}

/** Figures of a loaded trace. Their definitions are in the modules of `derive` of their names. */
export interface TraceAnalysis {
  /** The spans that a text in the language of `derive/span-query.ts` finds. */
  match(handle: TraceHandle, text: string, options?: MatchOptions): Promise<SpanMatches>;
  /** Rows of the spans of the trace that link to a span, ascending. */
  linksIn(handle: TraceHandle, span: SpanIndex, options?: CallOptions): Promise<Uint32Array>;
  /** Of one span, or of every root at once. */
  criticalPath(
    handle: TraceHandle,
    root: SpanIndex | "roots",
    options?: CallOptions,
  ): Promise<CriticalPath & PathIndex>;
  /** Nanoseconds, of every span. */
  selfTimes(handle: TraceHandle, options?: CallOptions): Promise<Float64Array>;
  statistics(
    handle: TraceHandle,
    keys: readonly [GroupKey, GroupKey?],
    options?: CallOptions,
  ): Promise<TraceStatistics>;
  /** Which spans have the same value of a key, and the values. */
  spanGroups(handle: TraceHandle, key: GroupKey, options?: CallOptions): Promise<SpanGroups>;
  /** What each span is about, and whether others link to it: see `derive/span-marks.ts`. */
  spanMarks(handle: TraceHandle, options?: CallOptions): Promise<Uint8Array>;
  /** How a part of a query may go on: see `query-completions.ts`. */
  completions(
    handle: TraceHandle,
    place: CompletionPlace,
    options?: CallOptions,
  ): Promise<QueryCompletions>;
  /** The equal spans among some rows that may share one: see `derive/find-repeats.ts`. */
  repeats(handle: TraceHandle, rows: RowsToFold, options?: CallOptions): Promise<RepeatFolds>;
  clockSkew(handle: TraceHandle, options?: CallOptions): Promise<ClockSkew & TraceHosts>;
  /** Two traces as one tree, with the figures of both in each row. */
  compare(a: TraceHandle, b: TraceHandle, options?: CallOptions): Promise<TraceComparison>;
  /** The spans of a trace merged by their paths: see `derive/flame-graph.ts`. */
  flame(handle: TraceHandle, measure: FlameMeasure, options?: CallOptions): Promise<FlameGraph>;
  /** Two traces merged by the paths of their spans: see `derive/flame-comparison.ts`. */
  compareFlames(
    a: TraceHandle,
    b: TraceHandle,
    side: FlameSide,
    options?: CallOptions,
  ): Promise<FlameComparison>;
  /** Rows of all spans, as a table puts them in order. */
  spanOrder(handle: TraceHandle, order: SpanOrder, options?: CallOptions): Promise<Uint32Array>;
  /** The events of a trace by time, those that pass a filter. */
  eventList(handle: TraceHandle, filter: EventFilter, options?: CallOptions): Promise<EventList>;
  /** What some events of a trace say, given by their positions in its table of events. */
  eventRows(
    handle: TraceHandle,
    events: readonly number[],
    options?: CallOptions,
  ): Promise<readonly EventRow[]>;
  /** Who calls whom in a trace. */
  serviceGraph(handle: TraceHandle, unit: GraphUnit, options?: CallOptions): Promise<ServiceGraph>;
}

export interface GraphOptions extends LoadOptions {
  /** Called now and then with what has been counted so far, while the rest is being read. */
  readonly onPartial?: (graph: ServiceGraph) => void;
}

/** Who calls whom in many traces. */
export interface TracesGraph {
  readonly graph: ServiceGraph;
  /** Set when an answer broke off: the graph is of what had arrived, and this says what is missing. */
  readonly partial?: ProblemRecord;
}

/**
 * Everything that grows with a trace. All calls are asynchronous and can be cancelled; they reject
 * with a `Problem`, or with an AbortError when given up. Two implementations: in this thread
 * (tests, fallback) and in a worker (the page).
 */
export interface TraceEngine extends TraceAnalysis {
  /** Reads a trace to the end. */
  load(source: TraceSource, options?: LoadTraceOptions): Promise<LoadedTrace>;
  /**
   * Reads files of any format; each may hold many traces. Spans of one trace id in several files
   * join into one trace. A file that cannot be read is reported and does not spoil the others.
   */
  openLibrary(files: readonly NamedBlob[], options?: LoadOptions): Promise<LibraryInfo>;
  /** Newest first. Semantics as Jaeger's memory storage: see `library-search.ts`. */
  searchLibrary(
    libraryId: string,
    query: SearchQuery,
    options?: CallOptions,
  ): Promise<SearchAnswer>;
  libraryServices(libraryId: string, options?: CallOptions): Promise<readonly string[]>;
  libraryOperations(
    libraryId: string,
    service: string,
    options?: CallOptions,
  ): Promise<readonly Operation[]>;
  closeLibrary(libraryId: string): Promise<void>;
  /** The attributes of all traces that are held, the commonest first: to suggest them. */
  knownAttributes(options?: CallOptions): Promise<readonly KnownAttribute[]>;
  /** The summaries of the traces in an answer that holds whole traces (older servers' search). */
  summarise(request: HttpRequest, options?: LoadOptions): Promise<readonly TraceSummary[]>;
  /** Who calls whom in the traces of an answer or of a library, read in one stream and let go. */
  serviceGraphOf(
    source: TracesSource,
    unit: GraphUnit,
    options?: GraphOptions,
  ): Promise<TracesGraph>;
  spanDetail(handle: TraceHandle, span: SpanIndex, options?: CallOptions): Promise<SpanView>;
  /** The spans of the other traces held of the same source that link to a span of a trace. */
  linksFromOthers(
    handle: TraceHandle,
    span: SpanIndex,
    options?: CallOptions,
  ): Promise<LinksFromOthers>;
  /** What saving a trace in a format would lose; writes nothing. */
  previewExport(
    handle: TraceHandle,
    format: ExportFormat,
    options?: CallOptions,
  ): Promise<ExportPreview>;
  /**
   * The bytes of a trace in a format. For "source" of a server's answer it is asked for again; for
   * "source" of a file it is the file. Progress of writing counts spans in phase "building".
   */
  exportTrace(handle: TraceHandle, format: ExportFormat, options?: LoadOptions): Promise<Blob>;
  /** The beginning of a trace as OTLP JSON, laid out in lines: no more than about `mostBytes`. */
  jsonText(handle: TraceHandle, mostBytes: number, options?: CallOptions): Promise<JsonText>;
  /**
   * The same trace with the times that `clockSkew` corrects: a trace of its own, with a handle of
   * its own, which the engine holds until `release`. The one that was given stays as it is.
   */
  correctTimes(handle: TraceHandle, options?: CallOptions): Promise<LoadedTrace>;
  /** A span with all below it, as `correctTimes` makes a trace: see `derive/subtree.ts`. */
  subtree(handle: TraceHandle, root: SpanIndex, options?: CallOptions): Promise<LoadedTrace>;
  release(handle: TraceHandle): Promise<void>;
}
