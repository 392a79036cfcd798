import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { LoadOptions } from "@/model/trace-source";
import type { LoadedTrace, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { Problem } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
import { CachedTrace, heldTrace } from "./trace-cache";
import { useSource, type Source } from "./source-context";
import {
  type AskedQuery,
  askSource,
  problemOf,
  type TransferResult,
  useTransferQuery,
} from "./use-transfer-query";

const traceKey = (traceId: string) => ["trace", traceId] as const;

/** Lacks spans that its source has. */
const isPart = ({ isPreview, loaded }: CachedTrace): boolean =>
  isPreview || loaded.partial !== undefined;

/**
 * Reads a trace. Until it is whole, what has arrived is put into the cache in its place, unless
 * more than that is there already. What breaks off is an answer too, unless it is less than what is
 * there: then it rejects with the reason.
 */
async function askForTrace(
  { backend, engine }: Source,
  traceId: string,
  options: LoadOptions,
  { client, queryKey }: AskedQuery,
): Promise<CachedTrace> {
  const { signal } = options;
  const isNews = (cached: CachedTrace): boolean => {
    const held = heldTrace(client, queryKey);
    return held === undefined || (isPart(held) && cached.spanCount >= held.spanCount);
  };
  const onPreview = (loaded: LoadedTrace): void => {
    const preview = new CachedTrace(loaded, engine, true);
    const isWanted = client.getQueryState(queryKey)?.fetchStatus === "fetching";
    if (!signal?.aborted && isWanted && isNews(preview)) client.setQueryData(queryKey, preview);
    else preview.release();
  };
  const held = heldTrace(client, queryKey);
  const loaded = await engine.load(backend.traceSource(traceId), {
    ...options,
    ...((held === undefined || isPart(held)) && { onPreview }),
  });
  const cached = new CachedTrace(loaded, engine);
  if (signal?.aborted) {
    // Given up in the very moment in which it came: nobody will take it.
    cached.release();
  } else if (loaded.partial !== undefined && !isNews(cached)) {
    cached.release();
    throw new Problem(loaded.partial.code, loaded.partial.params);
  }
  return cached;
}

/**
 * Begins to load a trace before there is anything to show it in. What comes of it, also a failure,
 * is found by `useTrace`; the promise only says that it has come, and never rejects.
 */
export function prefetchTrace(client: QueryClient, source: Source, traceId: string): Promise<void> {
  const queryKey = [source.key, ...traceKey(traceId)];
  return client.prefetchQuery({
    queryKey,
    queryFn: ({ signal }) =>
      askSource(source, queryKey, signal, (options) =>
        askForTrace(source, traceId, options, { client, queryKey }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** True when a trace of this source is there to be shown. */
export function holdsTrace(client: QueryClient, sourceKey: string): boolean {
  return client
    .getQueriesData({ queryKey: [sourceKey, traceKey("")[0]] })
    .some(([, data]) => data !== undefined);
}

export interface TraceResult extends TransferResult<LoadedTrace> {
  /**
   * What has arrived of a trace that is not whole: it is still being read, or was given up, or
   * failed. There is either this or `data`. Each preview has a handle of its own, good until the
   * next preview or the whole takes its place.
   */
  readonly preview: LoadedTrace | undefined;
}

/**
 * A whole trace: its core, and the handle by which the engine knows the rest. Never stale by
 * itself: `retry` reads it anew, while the one that is there stays. The engine frees it when it
 * leaves the cache, some minutes after the last page that shows it, and sooner when others need the
 * room.
 */
export function useTrace(traceId: string): TraceResult {
  const source = useSource();
  const { data, ...rest } = useTransferQuery<CachedTrace, CachedTrace>({
    key: traceKey(traceId),
    ask: (options, query) => askForTrace(source, traceId, options, query),
    // Who comes to see what was read in part only wants the rest.
    staleTime: ({ state }) => (state.data?.isPreview ? 0 : Number.POSITIVE_INFINITY),
  });
  return {
    ...rest,
    data: data?.isPreview ? undefined : data?.loaded,
    preview: data?.isPreview ? data.loaded : undefined,
  };
}

export interface SpanDetailResult {
  /** The span that was asked for, never another one; undefined until it is there. */
  readonly data: SpanView | undefined;
  readonly problem: Problem | undefined;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

function spanDetailQuery(
  { key, engine }: Source,
  handle: TraceHandle | undefined,
  span: SpanIndex | undefined,
) {
  return {
    queryKey: [key, "span", handle, span],
    queryFn: ({ signal }: { readonly signal: AbortSignal }): Promise<SpanView> =>
      handle === undefined || span === undefined
        ? Promise.reject(new Error("A span without a trace was asked for"))
        : trackActivity(engine.spanDetail(handle, span, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  };
}

/** A function that asks for a span, so that it is there when it is shown. Never rejects. */
export function usePrefetchSpan(): (handle: TraceHandle, span: SpanIndex) => Promise<void> {
  const source = useSource();
  const client = useQueryClient();
  return useCallback(
    (handle, span) => client.prefetchQuery(spanDetailQuery(source, handle, span)),
    [client, source],
  );
}

/**
 * Everything about one span; asks nothing while handle or span is undefined. `of` is the source of
 * the trace where that is not the one in use.
 */
export function useSpanDetail(
  handle: TraceHandle | undefined,
  span: SpanIndex | undefined,
  of?: Source,
): SpanDetailResult {
  const inUse = useSource();
  const source = of ?? inUse;
  const { key } = source;
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useQuery<SpanView>({
    ...spanDetailQuery(source, handle, span),
    enabled: handle !== undefined && span !== undefined,
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
