import { type QueryClient, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { isAbort, type Problem, toProblem } from "@/lib/problem";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { LoadOptions } from "@/model/trace-source";
import type { TraceSummary } from "@/model/trace-summary";
import { joined, searchOlder, unseen } from "./older-search";
import { type Source, useSource } from "./source-context";
import { runTransfer } from "./transfer";
import { askSource, type TransferResult, useTransferQuery } from "./use-transfer-query";

/** A search as text. Attributes as pairs: as an object, a key such as `__proto__` would be lost. */
export function searchKey(query: SearchQuery | undefined): string {
  if (!query) return "";
  const { attributes, ...rest } = query;
  const sorted = (pairs: readonly (readonly [string, unknown])[]) =>
    [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(Object.entries(rest)), sorted(Object.entries(attributes))]);
}

/** The window of a search is fixed, but spans may still be arriving in it. */
const searchStaleMs = 30_000;
const searchQueryKey = (query: SearchQuery | undefined) => ["search", searchKey(query)] as const;
/** What has arrived of an answer; null once it is asked for anew. */
const someKey = (source: string, query: SearchQuery | undefined) => [
  source,
  "search-some",
  searchKey(query),
];
type Some = readonly TraceSummary[] | null;

/** Asks a source, and keeps what has arrived of the answer for as long as it is not whole. */
function search(
  { key, backend }: Source,
  query: SearchQuery,
  options: LoadOptions,
  { client, onSome }: { readonly client: QueryClient; readonly onSome?: () => void },
): Promise<SearchAnswer> {
  const queryKey = someKey(key, query);
  if (client.getQueryData<Some>(queryKey)) client.setQueryData<Some>(queryKey, null);
  return backend.search(query, {
    ...options,
    onSome(summaries) {
      if (options.signal?.aborted) return;
      client.setQueryData<Some>(queryKey, summaries);
      onSome?.();
    },
  });
}

export interface SearchResult extends TransferResult<SearchAnswer> {
  /**
   * What has arrived of an answer that is not whole: the rest is on its way, or was given up, or
   * failed. There is either this or `data`, or neither.
   */
  readonly some: readonly TraceSummary[] | undefined;
}

/** The traces that match a search; asks nothing while there is none. */
export function useSearch(query: SearchQuery | undefined): SearchResult {
  const source = useSource();
  const result = useTransferQuery<SearchAnswer, SearchAnswer>({
    key: searchQueryKey(query),
    ask: (options, { client }) =>
      query
        ? search(source, query, options, { client })
        : Promise.reject(new Error("A search without a query was asked for")),
    enabled: query !== undefined,
    staleTime: searchStaleMs,
  });
  const { data: some } = useQuery<Some>({
    queryKey: someKey(source.key, query),
    queryFn: skipToken,
  });
  return { ...result, some: result.data ? undefined : (some ?? undefined) };
}

/**
 * Asks a search that `useSearch` is about to ask, and will find on its way: the source works on it
 * while the page takes the search into its address. Resolves when there is something to show of it:
 * the answer, a part of it, or why there is none.
 */
export function useSearchAhead(): (query: SearchQuery) => Promise<void> {
  const source = useSource();
  const client = useQueryClient();
  return (query) =>
    new Promise((resolve) => {
      const queryKey = [source.key, ...searchQueryKey(query)];
      const ask = (options: LoadOptions) =>
        search(source, query, options, { client, onSome: resolve });
      const asked = client.prefetchQuery<SearchAnswer>({
        queryKey,
        queryFn: ({ signal }) => askSource(source, queryKey, signal, ask),
        staleTime: searchStaleMs,
      });
      void asked.finally(resolve);
    });
}

/** Summaries of single traces; those that are not there are left out. */
export function useSummariesById(
  traceIds: readonly string[],
): TransferResult<readonly TraceSummary[]> {
  const { backend } = useSource();
  return useTransferQuery<readonly TraceSummary[], readonly TraceSummary[]>({
    key: ["summaries", ...traceIds],
    ask: (options) => backend.summariesById(traceIds, options),
    enabled: traceIds.length > 0,
    staleTime: 30_000,
  });
}

/** Results that came after the first answer to a search. */
interface More {
  readonly summaries: readonly TraceSummary[];
  /** There is nothing older in the window. */
  readonly exhausted: boolean;
}

const nothingMore: More = { summaries: [], exhausted: false };

/** The whole of what has been loaded for a search, and the way to what is older. */
export interface OlderResults {
  /** The answer with everything that was loaded after it. */
  readonly answer: SearchAnswer | undefined;
  readonly isFetching: boolean;
  readonly problem: Problem | undefined;
  readonly load: () => void;
  readonly cancel: () => void;
}

const moreKey = (source: string, query: SearchQuery | undefined) => [
  source,
  "search-more",
  searchKey(query),
];

/** Loads older results of a search, page by page. What is loaded stays beside the answer. */
export function useOlderResults(
  query: SearchQuery | undefined,
  first: SearchAnswer | undefined,
): OlderResults {
  const { key, backend } = useSource();
  const client = useQueryClient();
  const id = `older ${useId()}`;
  const running = useRef<AbortController>(undefined);
  const [state, setState] = useState<{ isFetching: boolean; problem?: Problem }>({
    isFetching: false,
  });
  const { data: more = nothingMore } = useQuery<More>({
    queryKey: moreKey(key, query),
    queryFn: skipToken,
    gcTime: 3_600_000,
  });
  const answer = useMemo(
    () =>
      first && {
        ...first,
        summaries: joined(first.summaries, more.summaries),
        limitReached: first.limitReached && !more.exhausted,
      },
    [first, more],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    running.current = undefined;
    setState({ isFetching: false });
  }, []);
  const load = () => {
    if (!query || !answer || running.current) return;
    const controller = new AbortController();
    running.current = controller;
    setState({ isFetching: true });
    const limited = backend.info.kind.startsWith("jaeger");
    const { signal } = controller;
    const end = (problem?: Problem) => {
      if (running.current !== controller) return;
      running.current = undefined;
      setState({ isFetching: false, ...(problem ? { problem } : {}) });
    };
    runTransfer({ id, signal, limited }, (options) =>
      searchOlder(query, answer.summaries, (older) => backend.search(older, options)),
    ).then(
      ({ found, exhausted }) => {
        if (running.current === controller) {
          client.setQueryData<More>(moreKey(key, query), {
            summaries: joined(more.summaries, found),
            exhausted,
          });
        }
        end();
      },
      (error: unknown) => end(isAbort(error) ? undefined : toProblem(error)),
    );
  };
  const asked = searchKey(query);
  // A page that was asked for is of no use to another search.
  useEffect(() => cancel, [asked, cancel]);
  return { answer, load, cancel, isFetching: state.isFetching, problem: state.problem };
}

/** Traces that came after a search, and wait to be shown. */
export interface NewResults {
  readonly count: number;
  /** Why the last look for new ones failed; the next one may not. */
  readonly problem: Problem | undefined;
  /** Takes them into the results; gives the end of the window that then holds, in microseconds. */
  readonly take: () => number | undefined;
}

interface Fresh {
  readonly asked: string;
  readonly summaries: readonly TraceSummary[];
  /** A look found as many as it may: there may have been more of them. */
  readonly limitReached: boolean;
  readonly untilMicro: number;
  readonly problem?: Problem;
}

/** Spans arrive late: every look goes back this much behind the end of the one before. */
const overlapMicro = 60e6;

/** Looks for new traces now and then while the page can be seen. They wait until they are taken. */
export function useNewResults(
  query: SearchQuery | undefined,
  loaded: SearchAnswer | undefined,
  everyMs: number | undefined,
): NewResults {
  const { key, backend } = useSource();
  const client = useQueryClient();
  const id = `newer ${useId()}`;
  const asked = searchKey(query);
  const [stored, setFresh] = useState<Fresh>();
  const fresh = stored?.asked === asked ? stored : undefined;
  const untilMicro = fresh?.untilMicro ?? query?.endUnixMicro ?? 0;
  const [round, setRound] = useState(0);
  const hasFirst = loaded !== undefined;
  const latest = useRef({ query, untilMicro, backend });
  useEffect(() => {
    latest.current = { query, untilMicro, backend };
  });
  useEffect(() => {
    if (everyMs === undefined || !hasFirst) return undefined;
    const controller = new AbortController();
    const look = async () => {
      const { query: now, untilMicro: until, backend: asks } = latest.current;
      if (!now || document.visibilityState === "hidden") return;
      const { signal } = controller;
      const endUnixMicro = Date.now() * 1000;
      const startUnixMicro = Math.max(now.startUnixMicro, until - overlapMicro);
      try {
        const found = await runTransfer({ id, signal, limited: true }, (options) =>
          asks.search({ ...now, startUnixMicro, endUnixMicro }, { ...options, isRefresh: true }),
        );
        setFresh((before) => ({
          asked,
          summaries: joined(before?.asked === asked ? before.summaries : [], found.summaries),
          limitReached: found.limitReached || (before?.asked === asked && before.limitReached),
          untilMicro: endUnixMicro,
        }));
      } catch (error) {
        if (isAbort(error)) return;
        const problem = toProblem(error);
        setFresh((before) => ({
          asked,
          summaries: before?.asked === asked ? before.summaries : [],
          limitReached: before?.asked === asked && before.limitReached,
          untilMicro: until,
          problem,
        }));
      }
    };
    const timer = setTimeout(() => void look().then(() => setRound((n) => n + 1)), everyMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [everyMs, hasFirst, asked, round, id]);

  const waiting = useMemo(
    () => (fresh && loaded ? unseen(fresh.summaries, loaded.summaries) : []),
    [fresh, loaded],
  );
  const take = () => {
    if (!query || !loaded || !fresh) return undefined;
    const wider = { ...query, endUnixMicro: fresh.untilMicro };
    // What a look had to leave out lies between the two, where older results are not looked for.
    const limitReached = loaded.limitReached || fresh.limitReached;
    const answer = { ...loaded, summaries: joined(loaded.summaries, waiting), limitReached };
    // The wider window has its answer already; what was loaded stays, also when it is asked again.
    client.setQueryData<SearchAnswer>([key, "search", searchKey(wider)], answer);
    client.setQueryData<More>(moreKey(key, wider), {
      summaries: answer.summaries,
      exhausted: !answer.limitReached,
    });
    return fresh.untilMicro;
  };
  return { count: waiting.length, problem: fresh?.problem, take };
}
