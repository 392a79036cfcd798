import { useQuery } from "@tanstack/react-query";
import type { CompletionPlace, QueryCompletions, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { useSource } from "./source-context";

/** What may follow while one types is soon of no use any more. */
const forgetMs = 30_000;

/**
 * How a part of a query may go on, from what a trace has; asks nothing without a place. Another
 * place gives up the search for the last one; of one key, its answer stands until the new one is
 * there.
 */
export function useCompletions(
  handle: TraceHandle | undefined,
  place: CompletionPlace | undefined,
): QueryCompletions | undefined {
  const { key, engine } = useSource();
  const isAsked = handle !== undefined && place !== undefined;
  const { data } = useQuery<QueryCompletions>({
    queryKey: [key, "completions", handle, place?.key, place?.typed],
    queryFn: ({ signal }) =>
      isAsked
        ? trackActivity(engine.completions(handle, place, { signal }))
        : Promise.reject(new Error("Completions of nothing were asked for")),
    enabled: isAsked,
    placeholderData: (before, query) =>
      query?.queryKey[2] === handle && query?.queryKey[3] === place?.key ? before : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMs,
  });
  return isAsked ? data : undefined;
}
