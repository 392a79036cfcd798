import type { LinkTable } from "./link-table";
import type { SpanTable } from "./span-table";
import type { Trace } from "./trace";

/**
 * What of a trace tells who calls whom in it. Every trace has that; where nothing else is asked of
 * many traces, a builder gives no more (`TraceSetBuilder.calls`).
 */
export interface TraceCalls extends Pick<
  Trace,
  "traceId" | "names" | "resourceService" | "oddSpanIds" | "strings" | "attributes"
> {
  readonly spans: Pick<
    SpanTable,
    | "length"
    | "spanIdHi"
    | "spanIdLo"
    | "parent"
    | "subtreeEnd"
    | "startNs"
    | "durationNs"
    | "name"
    | "resource"
    | "kind"
    | "flags"
    | "linkOffset"
  >;
  readonly links: Pick<
    LinkTable,
    "length" | "traceId" | "spanIdHi" | "spanIdLo" | "oddSpanIds" | "target"
  >;
}
