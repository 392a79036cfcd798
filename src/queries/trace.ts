import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { LoadOptions } from "@/model/trace-source";
import type { LoadedTrace, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Problem } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { CachedTrace } from "./trace-cache";
import { useSource, type Source } from "./source-context";
import { askSource, problemOf, type TransferResult, useTransferQuery } from "./use-transfer-query";

const traceKey = (traceId: string) => ["trace", traceId] as const;

async function askForTrace(
  { backend, engine }: Source,
  traceId: string,
  options: LoadOptions,
): Promise<CachedTrace> {
  const cached = new CachedTrace(
    await engine.load(backend.traceSource(traceId), options),
    engine,
  );
  // Given up in the very moment in which it came: nobody will take it.
  if (options.signal?.aborted) cached.release();
  return cached;
}

/**
 * Begins to load a trace before there is anything to show it in. What comes of it, also a failure,
 * is found by `useTrace`.
 */
export function prefetchTrace(client: QueryClient, source: Source, traceId: string): void {
  const queryKey = [source.key, ...traceKey(traceId)];
  void client.prefetchQuery({
    queryKey,
    queryFn: ({ signal }) =>
      askSource(source, queryKey, signal, (options) => askForTrace(source, traceId, options)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** True when a trace of this source is there to be shown. */
export function holdsTrace(client: QueryClient, sourceKey: string): boolean {
  return client
    .getQueriesData({ queryKey: [sourceKey, traceKey("")[0]] })
    .some(([, data]) => data !== undefined);
}

const loadedOf = (cached: CachedTrace): LoadedTrace => cached.loaded;

/**
 * A whole trace: its core, and the handle by which the engine knows the rest. Never stale by
 * itself: `retry` reads it anew. The engine frees it when it leaves the cache, some minutes after
 * the last page that shows it, and sooner when others need the room.
 */
export function useTrace(traceId: string): TransferResult<LoadedTrace> {
  const source = useSource();
  return useTransferQuery<CachedTrace, LoadedTrace>({
    key: traceKey(traceId),
    ask: (options) => askForTrace(source, traceId, options),
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
