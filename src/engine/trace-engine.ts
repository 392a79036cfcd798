import type { ProblemRecord } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import type { Operation, SearchAnswer, SearchQuery } from "@/model/search-query";
import type { SpanView } from "@/model/span-view";
import type { TraceCore } from "@/model/trace";
import type {
  HttpRequest,
  LoadOptions,
  NamedBlob,
  TraceFormat,
  TraceSource,
} from "@/model/trace-source";
import type { TraceSummary } from "@/model/trace-summary";

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
  /** Why the file, or the rest of it, could not be read; names the place. */
  readonly problem?: ProblemRecord;
}

/** Files that the engine holds as a source that can be searched, until `closeLibrary`. */
export interface LibraryInfo {
  readonly libraryId: string;
  readonly files: readonly FileReport[];
  readonly summaries: readonly TraceSummary[];
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/**
 * Everything that grows with a trace. All calls are asynchronous and can be cancelled; they reject
 * with a `Problem`, or with an AbortError when given up. Two implementations: in this thread
 * (tests, fallback) and in a worker (the page).
 */
export interface TraceEngine {
  /** Reads a trace to the end. */
  load(source: TraceSource, options?: LoadOptions): Promise<LoadedTrace>;
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
  /** The summaries of the traces in an answer that holds whole traces (older servers' search). */
  summarise(request: HttpRequest, options?: LoadOptions): Promise<readonly TraceSummary[]>;
  spanDetail(handle: TraceHandle, span: SpanIndex, options?: CallOptions): Promise<SpanView>;
  release(handle: TraceHandle): Promise<void>;
}
