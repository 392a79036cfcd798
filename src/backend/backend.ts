import type { Operation, SearchAnswer, SearchQuery } from "@/model/search-query";
import type { DependencyLink } from "@/model/service-graph";
import type { HttpRequest, LoadOptions, TraceSource, TracesSource } from "@/model/trace-source";
import type { TraceSummary } from "@/model/trace-summary";

/** What kind of source answers. Shown on every page. */
export type BackendKind =
  | "jaeger-v3"
  | "jaeger-v3-without-summaries"
  | "jaeger-v1"
  | "files"
  | "demo";

export interface BackendInfo {
  readonly kind: BackendKind;
  /** Version as the server states it in its page, e.g. "2.20.0"; "" when it does not say. */
  readonly version: string;
  /** True where a search without a service is answered. */
  readonly searchesAllServices: boolean;
  /** Whether the server has archive storage; absent where it does not say. */
  readonly archives?: boolean;
  /**
   * From the earliest start to the latest end of what the source holds, in microseconds since the
   * Unix epoch; only where it is known: files and demo. A search in old files has to look there.
   */
  readonly timeRange?: { readonly startUnixMicro: number; readonly endUnixMicro: number };
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

export interface SearchOptions extends LoadOptions {
  /**
   * Told what has arrived of an answer that is long on its way: the first traces, and now and then
   * twice as many. Newest first of those; never the whole.
   */
  readonly onSome?: (summaries: readonly TraceSummary[]) => void;
  /** Of what has been answered before, only what may have changed since is of use: no files. */
  readonly isRefresh?: boolean;
}

/**
 * A source of traces. Every call rejects with a `Problem`, or with an AbortError when given up;
 * an empty answer is an empty list, never an error.
 */
export interface Backend {
  readonly info: BackendInfo;
  /** Distinct, sorted. */
  services(options?: LoadOptions): Promise<readonly string[]>;
  /** Distinct by name and kind, sorted by name. */
  operations(service: string, options?: LoadOptions): Promise<readonly Operation[]>;
  search(query: SearchQuery, options?: SearchOptions): Promise<SearchAnswer>;
  /** Summaries of single traces by id (`traceID` in search links); those not found are left out. */
  summariesById(
    traceIds: readonly string[],
    options?: LoadOptions,
  ): Promise<readonly TraceSummary[]>;
  /** Whether a trace is there; absent where only asking would tell. */
  holds?(traceId: string): boolean;
  /** How to load one trace. */
  traceSource(traceId: string): TraceSource;
  /**
   * How to read the whole traces that a search finds, in one stream; without a query, all that the
   * source holds, where it holds them itself. Undefined: this source cannot do that.
   */
  tracesSource?(query: SearchQuery | undefined): TracesSource | undefined;
  /** The server's own count of calls between services; absent where there is no such server. */
  dependencies?(
    window: DependencyWindow,
    options?: LoadOptions,
  ): Promise<readonly DependencyLink[]>;
  /** Has the server keep a trace for good, in its archive; absent where there is no server. */
  archive?(traceId: string, options?: LoadOptions): Promise<void>;
}

/** A stretch of time as the dependencies of a server are asked for, in milliseconds. */
export interface DependencyWindow {
  /** Since the Unix epoch. */
  readonly endMs: number;
  readonly lookbackMs: number;
}

/**
 * What a backend needs of the engine, given to it from outside, because backends do not import the
 * engine: reading answers that hold whole traces, off the page's thread.
 */
export interface TraceReader {
  summarise(request: HttpRequest, options?: LoadOptions): Promise<readonly TraceSummary[]>;
}

/** What the file and demo sources need of the engine. */
export interface TraceLibrary {
  searchLibrary(
    libraryId: string,
    query: SearchQuery,
    options?: RequestOptions,
  ): Promise<SearchAnswer>;
  libraryServices(libraryId: string, options?: RequestOptions): Promise<readonly string[]>;
  libraryOperations(
    libraryId: string,
    service: string,
    options?: RequestOptions,
  ): Promise<readonly Operation[]>;
}
