import type { Problem } from "@/lib/problem";
import type { TraceSummary } from "./trace-summary";

/** A search whose fields have been read and checked; what the form holds as text is in `state/`. */
export interface SearchQuery {
  /** Absent: all services, where the source can do that. */
  readonly service?: string;
  /** Span name; absent: all. */
  readonly operation?: string;
  /** All must match. Keys and values as typed. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Microseconds since the Unix epoch, both ends included. */
  readonly startUnixMicro: number;
  readonly endUnixMicro: number;
  /** Nanoseconds, both included. */
  readonly minDurationNs?: number;
  readonly maxDurationNs?: number;
  /** The most traces to answer. */
  readonly limit: number;
}

/** How an answer was come by; shown, and checked by tests. */
export type SearchRoute = "v3-summaries" | "v3-traces" | "v1-traces" | "local";

/** One of two that are searched together. */
export type SearchSide = "server" | "files";

export interface SearchAnswer {
  readonly summaries: readonly TraceSummary[];
  readonly route: SearchRoute;
  /** As many were found as were asked for, so there may be more. */
  readonly limitReached: boolean;
  /** How far this machine's clock is ahead of the server's, where the answer says so. */
  readonly clockAheadMs?: number | undefined;
  /** Of two that were searched together, what one could not answer. */
  readonly failed?: readonly { readonly side: SearchSide; readonly problem: Problem }[];
}

/** A span name that a service has been seen to use. `kind` is lower case, "" when unknown. */
export interface Operation {
  readonly name: string;
  readonly kind: string;
}
