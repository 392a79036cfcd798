import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import type { DependencyWindow } from "@/backend/backend";
import type { TraceHandle, TracesGraph } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { isUnknownPath } from "@/lib/http-status";
import { Problem } from "@/lib/problem";
import type { SearchQuery } from "@/model/search-query";
import type { DependencyLink, GraphUnit, ServiceGraph } from "@/model/service-graph";
import type { LoadOptions } from "@/model/trace-source";
import { searchKey } from "./search";
import { type Source, useSource } from "./source-context";
import {
  type AskedQuery,
  askSource,
  problemOf,
  type TransferResult,
  useTransferQuery,
} from "./use-transfer-query";

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

/** Of which traces a graph is: of a search, or without a query of all that the source holds. */
export interface TracesQuestion {
  readonly query: SearchQuery | undefined;
  readonly unit: GraphUnit;
}

const tracesGraphKey = ({ query, unit }: TracesQuestion) =>
  ["traces graph", searchKey(query), unit] as const;

/** Counts traces. Until all are, what has been counted is put into the cache in its place. */
async function askForGraph(
  { backend, engine }: Source,
  { query, unit }: TracesQuestion,
  options: LoadOptions,
  { client, queryKey }: AskedQuery,
): Promise<CountedTraces> {
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
  const source = useSource();
  const question = { query, unit };
  return useTransferQuery<CountedTraces, CountedTraces>({
    key: tracesGraphKey(question),
    ask: (options, asked) => askForGraph(source, question, options, asked),
    enabled,
    // A part that was left behind is asked for again.
    staleTime: ({ state }) => (state.data?.isPart ? 0 : 60_000),
  });
}

/**
 * Begins to count the traces of a search before there is anything to show them in, and before it is
 * known what kind of server answers: as `unproven` asks, and where the server does not know that
 * path, as the source does that it proves to be. What comes of it, also a failure, is found by
 * `useTracesGraph`; the promise only says that it has come, and never rejects.
 */
export function prefetchTracesGraph(
  client: QueryClient,
  { unproven, proven }: { readonly unproven: Source; readonly proven: () => Promise<Source> },
  question: TracesQuestion,
): Promise<void> {
  const queryKey = [unproven.key, ...tracesGraphKey(question)];
  return client.prefetchQuery({
    queryKey,
    queryFn: ({ signal }) =>
      askSource(unproven, queryKey, signal, async (options) => {
        try {
          return await askForGraph(unproven, question, options, { client, queryKey });
        } catch (error) {
          if (!isUnknownPath(error)) throw error;
          return await askForGraph(await proven(), question, options, { client, queryKey });
        }
      }),
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
