import { useQuery } from "@tanstack/react-query";
import type { LoadedTrace, TraceAnalysis, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { useSource } from "./source-context";
import { CachedTrace } from "./trace-cache";

export type SkewFacts = Awaited<ReturnType<TraceAnalysis["clockSkew"]>>;

/** How far the clocks of a trace's hosts are apart; asks nothing without a trace. */
export function useClockSkew(handle: TraceHandle | undefined): SkewFacts | undefined {
  const { key, engine } = useSource();
  const { data } = useQuery({
    queryKey: [key, "clock skew", handle],
    queryFn: ({ signal }) =>
      handle === undefined
        ? Promise.reject(new Error("The skew of no trace was asked for"))
        : trackActivity(engine.clockSkew(handle, { signal })),
    enabled: handle !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

export interface CorrectedTrace {
  readonly data: LoadedTrace | undefined;
  /** It is being made. */
  readonly isFetching: boolean;
}

/**
 * A trace with its times corrected, which has a handle of its own; asks nothing without a trace.
 * The engine frees it when it leaves the cache.
 */
export function useCorrectedTrace(handle: TraceHandle | undefined): CorrectedTrace {
  const { key, engine } = useSource();
  const { data, isFetching } = useQuery({
    queryKey: [key, "corrected trace", handle],
    queryFn: async ({ signal }) => {
      if (handle === undefined) throw new Error("The correction of no trace was asked for");
      const loaded = await trackActivity(engine.correctTimes(handle, { signal }));
      return new CachedTrace(loaded, engine);
    },
    enabled: handle !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return { data: handle === undefined ? undefined : data?.loaded, isFetching };
}
