import type { SearchQuery } from "./search-query";

/** One HTTP question. The engine's worker asks it, so that the stream never crosses threads. */
export interface HttpRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** GET unless it is said otherwise. */
  readonly method?: "POST";
}

/** Where a trace comes from. */
export type TraceSource =
  | {
      readonly kind: "request";
      readonly traceId: string;
      /**
       * Tried in order: the next one where the server does not know the path (404 that is not the
       * API's own, HTML). The last answer's problem is the one reported.
       */
      readonly attempts: readonly HttpRequest[];
    }
  | { readonly kind: "library"; readonly libraryId: string; readonly traceId: string };

/** Traces that are taken together, without loading each of them. */
export type TracesSource =
  | { readonly kind: "request"; readonly request: HttpRequest }
  /** Without a query: all traces of the library. */
  | { readonly kind: "library"; readonly libraryId: string; readonly query?: SearchQuery };

/** A named stream of bytes: a dropped file, or one that was made here. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** How far a load is. `totalBytes` is absent where the server does not say. */
export interface LoadProgress {
  readonly phase: "waiting" | "reading" | "building";
  readonly bytes: number;
  readonly totalBytes?: number;
  readonly spans: number;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export type TraceFormat = "jaeger-v1" | "otlp-json" | "otlp-protobuf" | "zipkin-v1" | "zipkin-v2";
