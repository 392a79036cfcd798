import {
  hashKey,
  type QueryClient,
  type QueryKey,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
} from "@tanstack/react-query";
import { useCallback } from "react";
import { isAbort, type Problem, toProblem } from "@/lib/problem";
import type { LoadOptions, LoadProgress } from "@/model/trace-source";
import { runTransfer, useTransfer } from "./transfer";
import { type Source, useSource } from "./source-context";

/** A question that may take long: its answer, and what can be done while it is being answered. */
export interface TransferResult<T> {
  /** The answer to this very question; undefined until it is there. */
  readonly data: T | undefined;
  /** Why the last attempt failed. Data of an earlier attempt stays beside it. */
  readonly problem: Problem | undefined;
  /** Undefined unless a request is on its way and has been heard of. */
  readonly progress: LoadProgress | undefined;
  readonly isFetching: boolean;
  /** Gives the request up. Without earlier data there is then neither data nor a problem. */
  readonly cancel: () => void;
  /** Allows the source to stay silent for one time limit more. */
  readonly keepWaiting: () => void;
  /** Asks (again), also where there is data. */
  readonly retry: () => void;
}

type Ask<Cached, T> = Pick<
  UseQueryOptions<Cached, Error, T>,
  "enabled" | "gcTime" | "staleTime" | "select"
> & {
  /** Distinguishes the question from all others to the source. */
  readonly key: QueryKey;
  /** `query` is the question as the cache knows it. */
  readonly ask: (options: LoadOptions, query: AskedQuery) => Promise<Cached>;
};

/** Where the answer to a question is kept. */
export interface AskedQuery {
  readonly client: QueryClient;
  readonly queryKey: QueryKey;
}

/** A problem in words that the page has; nothing for what was given up on purpose. */
export function problemOf(error: Error | null): Problem | undefined {
  return error === null || isAbort(error) ? undefined : toProblem(error);
}

/** Asks a source on behalf of a query, within the time limit where there is one. */
export function askSource<T>(
  { backend }: Source,
  queryKey: QueryKey,
  signal: AbortSignal,
  ask: (options: LoadOptions) => Promise<T>,
): Promise<T> {
  const limited = backend.info.kind.startsWith("jaeger");
  return runTransfer({ id: hashKey(queryKey), signal, limited }, ask);
}

/** A query of the source in use, with progress, a time limit, and ways to cancel and to repeat. */
export function useTransferQuery<Cached, T>(question: Ask<Cached, T>): TransferResult<T> {
  const { key, ask, ...options } = question;
  const source = useSource();
  const client = useQueryClient();
  const queryKey = [source.key, ...key];
  const id = hashKey(queryKey);
  const { data, error, isFetching, refetch } = useQuery<Cached, Error, T>({
    queryKey,
    queryFn: ({ signal }) =>
      askSource(source, queryKey, signal, (load) => ask(load, { client, queryKey })),
    ...options,
  });
  const transfer = useTransfer(id);
  const cancel = useCallback(() => {
    void client.cancelQueries({ predicate: ({ queryHash }) => queryHash === id });
  }, [client, id]);
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), isFetching, cancel, retry, ...transfer };
}
