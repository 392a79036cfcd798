import { useQuery } from "@tanstack/react-query";
import type { LoadedTrace, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Problem } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import type { Source } from "./source-context";
import { CachedTrace } from "./trace-cache";
import { problemOf } from "./use-transfer-query";

export interface SubtreeResult {
  readonly data: LoadedTrace | undefined;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

/**
 * A span of a source's trace with all below it, as a trace with a handle of its own; asks nothing
 * without a span. The engine frees it when it leaves the cache.
 */
export function useSubtree(
  { key, engine }: Source,
  handle: TraceHandle,
  root: SpanIndex | undefined,
): SubtreeResult {
  const { data, error, refetch } = useQuery({
    queryKey: [key, "subtree", handle, root],
    queryFn: async ({ signal }) => {
      if (root === undefined) throw new Error("The subtree of no span was asked for");
      return new CachedTrace(await trackActivity(engine.subtree(handle, root, { signal })), engine);
    },
    enabled: root !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  return { data: data?.loaded, problem: problemOf(error), retry: () => void refetch() };
}
