import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { TraceAnalysis, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Problem } from "@/lib/problem";
import { useSource } from "./source-context";
import { problemOf } from "./use-transfer-query";

export interface ComparisonResult {
  readonly data: Awaited<ReturnType<TraceAnalysis["compare"]>> | undefined;
  readonly problem: Problem | undefined;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

/** Two loaded traces aligned; asks nothing while either is missing. */
export function useComparison(
  a: TraceHandle | undefined,
  b: TraceHandle | undefined,
): ComparisonResult {
  const { key, engine } = useSource();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [key, "comparison", a, b],
    queryFn: ({ signal }) =>
      a === undefined || b === undefined
        ? Promise.reject(new Error("A comparison without two traces was asked for"))
        : trackActivity(engine.compare(a, b, { signal })),
    enabled: a !== undefined && b !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    // As large as the traces, and made anew in a moment.
    gcTime: 30_000,
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), isFetching, retry };
}
