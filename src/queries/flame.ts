import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { TraceAnalysis, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Problem } from "@/lib/problem";
import { useSource } from "./source-context";
import { problemOf } from "./use-transfer-query";

/** As large as the trace, and made anew in a moment. */
const forgetMs = 30_000;

interface Answer<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

/** The flame graph of a trace; see `derive/flame-graph`. */
export function useFlame(
  handle: TraceHandle,
  measure: Parameters<TraceAnalysis["flame"]>[1],
): Answer<Awaited<ReturnType<TraceAnalysis["flame"]>>> {
  const { key, engine } = useSource();
  const { data, error, refetch } = useQuery({
    queryKey: [key, "flame", handle, measure],
    queryFn: ({ signal }) => trackActivity(engine.flame(handle, measure, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMs,
    placeholderData: (before, query) => (query?.queryKey[2] === handle ? before : undefined),
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), retry };
}

/** The flame graph of two traces; see `derive/flame-comparison`. */
export function useFlameComparison(
  a: TraceHandle,
  b: TraceHandle,
  side: Parameters<TraceAnalysis["compareFlames"]>[2],
): Answer<Awaited<ReturnType<TraceAnalysis["compareFlames"]>>> {
  const { key, engine } = useSource();
  const { data, error, refetch } = useQuery({
    queryKey: [key, "flames", a, b, side],
    queryFn: ({ signal }) => trackActivity(engine.compareFlames(a, b, side, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMs,
    // Other widths of the same two traces: the picture stays until they are there.
    placeholderData: (before, query) =>
      query?.queryKey[2] === a && query.queryKey[3] === b ? before : undefined,
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), retry };
}
