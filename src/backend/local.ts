import { normaliseTraceId } from "@/lib/ids";
import { newestFirst } from "@/model/newest-first";
import type { TraceSummary } from "@/model/trace-summary";
import type { Backend, TraceLibrary } from "./backend";

/** What the engine says of the traces that it holds. */
export interface LocalTraces {
  readonly libraryId: string;
  readonly summaries: readonly TraceSummary[];
}

/** The times that traces cover, outward to whole microseconds; undefined when there are none. */
function timeRangeOf(summaries: readonly TraceSummary[]) {
  let start: bigint | undefined;
  let end = 0n;
  for (const { startUnixNano, durationNs } of summaries) {
    const until = startUnixNano + BigInt(Math.ceil(durationNs));
    if (start === undefined || startUnixNano < start) start = startUnixNano;
    if (until > end) end = until;
  }
  if (start === undefined) return undefined;
  return { startUnixMicro: Number(start / 1000n), endUnixMicro: Number(end / 1000n) + 1 };
}

/** Files or demo data as a source: the engine holds the traces and searches them. */
export function createLocalBackend(
  kind: "files" | "demo",
  library: TraceLibrary,
  traces: LocalTraces,
): Backend {
  const { libraryId } = traces;
  const byId = new Map(traces.summaries.map((summary) => [summary.traceId, summary]));
  const timeRange = timeRangeOf(traces.summaries);
  return {
    info: {
      kind,
      version: "",
      searchesAllServices: true,
      ...(timeRange === undefined ? {} : { timeRange }),
    },
    services: (options) => library.libraryServices(libraryId, options),
    operations: (service, options) => library.libraryOperations(libraryId, service, options),
    search: (query, options) => library.searchLibrary(libraryId, query, options),
    async summariesById(traceIds) {
      const wanted = new Set(traceIds.map((id) => normaliseTraceId(id) ?? id));
      const found = [...wanted].flatMap((id) => byId.get(id) ?? []);
      return newestFirst(found);
    },
    holds: (traceId) => byId.has(normaliseTraceId(traceId) ?? traceId),
    traceSource: (traceId) => ({ kind: "library", libraryId, traceId }),
    tracesSource: (query) => ({ kind: "library", libraryId, ...(query && { query }) }),
  };
}
