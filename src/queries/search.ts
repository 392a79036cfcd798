import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import { useSource } from "./source-context";
import { type TransferResult, useTransferQuery } from "./use-transfer-query";

/** A search as text. Attributes as pairs: as an object, a key such as `__proto__` would be lost. */
export function searchKey(query: SearchQuery | undefined): string {
  if (!query) return "";
  const { attributes, ...rest } = query;
  const sorted = (pairs: readonly (readonly [string, unknown])[]) =>
    [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([sorted(Object.entries(rest)), sorted(Object.entries(attributes))]);
}

/** The traces that match a search; asks nothing while there is none. */
export function useSearch(query: SearchQuery | undefined): TransferResult<SearchAnswer> {
  const { backend } = useSource();
  return useTransferQuery<SearchAnswer, SearchAnswer>({
    key: ["search", searchKey(query)],
    ask: (options) =>
      query
        ? backend.search(query, options)
        : Promise.reject(new Error("A search without a query was asked for")),
    enabled: query !== undefined,
    // The window of a search is fixed, but spans may still be arriving in it.
    staleTime: 30_000,
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
