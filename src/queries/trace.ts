import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { LoadedTrace, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Problem } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { CachedTrace } from "./trace-cache";
import { useSource } from "./source-context";
import { problemOf, type TransferResult, useTransferQuery } from "./use-transfer-query";

const loadedOf = (cached: CachedTrace): LoadedTrace => cached.loaded;

/**
 * A whole trace: its core, and the handle by which the engine knows the rest. Never stale by
 * itself: `retry` reads it anew. The engine frees it when it leaves the cache, some minutes after
 * the last page that shows it, and sooner when others need the room.
 */
export function useTrace(traceId: string): TransferResult<LoadedTrace> {
  const { backend, engine } = useSource();
  return useTransferQuery<CachedTrace, LoadedTrace>({
    key: ["trace", traceId],
    ask: async (options) => {
      const source = backend.traceSource(traceId);
      const cached = new CachedTrace(await engine.load(source, options), engine);
      // Given up in the very moment in which it came: nobody will take it.
      if (options.signal?.aborted) cached.release();
      return cached;
    },
    select: loadedOf,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface SpanDetailResult {
  /** The span that was asked for, never another one; undefined until it is there. */
  readonly data: SpanView | undefined;
  readonly problem: Problem | undefined;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

/** Everything about one span; asks nothing while either parameter is undefined. */
export function useSpanDetail(
  handle: TraceHandle | undefined,
  span: SpanIndex | undefined,
): SpanDetailResult {
  const { key, engine } = useSource();
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useQuery<SpanView>({
    queryKey: [key, "span", handle, span],
    queryFn: ({ signal }) =>
      handle === undefined || span === undefined
        ? Promise.reject(new Error("A span without a trace was asked for"))
        : trackActivity(engine.spanDetail(handle, span, { signal })),
    enabled: handle !== undefined && span !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const problem = problemOf(error);
  const engineFailed = problem?.code === "engine-failed";
  const retry = useCallback(() => {
    // A new engine does not have the trace: it has to be read again, and gets another handle.
    if (engineFailed) void client.refetchQueries({ queryKey: [key, "trace"], type: "active" });
    else void refetch();
  }, [client, engineFailed, key, refetch]);
  return { data, problem, isFetching, retry };
}
