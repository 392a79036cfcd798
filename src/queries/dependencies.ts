import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { DependencyWindow } from "@/backend/backend";
import type { TraceHandle, TracesGraph } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { Problem } from "@/lib/problem";
import type { SearchQuery } from "@/model/search-query";
import type { DependencyLink, GraphUnit, ServiceGraph } from "@/model/service-graph";
import { searchKey } from "./search";
import { useSource } from "./source-context";
import { problemOf, type TransferResult, useTransferQuery } from "./use-transfer-query";

export interface ServiceGraphResult {
  readonly data: ServiceGraph | undefined;
  readonly problem: Problem | undefined;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

/** Who calls whom in a trace that the engine holds; the graph before, until another is there. */
export function useServiceGraph(handle: TraceHandle, unit: GraphUnit): ServiceGraphResult {
  const { key, engine } = useSource();
  const { data, error, isFetching, refetch } = useQuery<ServiceGraph>({
    queryKey: [key, "service graph", handle, unit],
    queryFn: ({ signal }) => trackActivity(engine.serviceGraph(handle, unit, { signal })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return { data, problem: problemOf(error), isFetching, retry: () => void refetch() };
}

/** A graph of traces, or of those of them that have been counted. */
export interface CountedTraces extends TracesGraph {
  /** More was to come when it was made. */
  readonly isPart?: true;
}

/**
 * Who calls whom in the traces of a search; without a query, in all that the source holds. Asks
 * nothing while it is not `enabled`.
 */
export function useTracesGraph(
  query: SearchQuery | undefined,
  unit: GraphUnit,
  enabled: boolean,
): TransferResult<CountedTraces> {
  const { backend, engine } = useSource();
  return useTransferQuery<CountedTraces, CountedTraces>({
    key: ["traces graph", searchKey(query), unit],
    ask: async (options, { client, queryKey }) => {
      const source = backend.tracesSource?.(query);
      if (source === undefined) throw new Problem("not-found", {});
      const before = client.getQueryData<CountedTraces>(queryKey);
      const onPartial = (graph: ServiceGraph): void => {
        const isWanted = client.getQueryState(queryKey)?.fetchStatus === "fetching";
        if (!isWanted || options.signal?.aborted) return;
        client.setQueryData<CountedTraces>(queryKey, { graph, isPart: true });
      };
      // What is whole stays until another whole takes its place.
      const wantsParts = before === undefined || before.isPart === true;
      return engine.serviceGraphOf(source, unit, { ...options, ...(wantsParts && { onPartial }) });
    },
    enabled,
    // A part that was left behind is asked for again.
    staleTime: ({ state }) => (state.data?.isPart ? 0 : 60_000),
  });
}

/** A server's own count of calls; asks nothing while there is no window. */
export function useDependencies(
  window: DependencyWindow | undefined,
): TransferResult<readonly DependencyLink[]> {
  const { backend } = useSource();
  return useTransferQuery<readonly DependencyLink[], readonly DependencyLink[]>({
    key: ["dependencies", window?.endMs ?? 0, window?.lookbackMs ?? 0],
    ask: async (options) => {
      if (window === undefined || backend.dependencies === undefined) {
        throw new Problem("not-found", {});
      }
      return backend.dependencies(window, options);
    },
    enabled: window !== undefined && backend.dependencies !== undefined,
    staleTime: 60_000,
  });
}
