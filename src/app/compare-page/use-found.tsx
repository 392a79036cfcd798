import { useState, type ReactNode } from "react";
import type { Problem } from "@/lib/problem";
import type { SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import { useOlderResults, useSearch, useSummariesById } from "@/queries/search";
import { SourceProvider, type Source } from "@/queries/source-context";
import { lastSearch } from "@/state/last-search";
import { parseRawParams } from "@/state/raw-params";
import {
  asksForSearch,
  maxLimit,
  parseSearchParams,
  resolveSearch,
  withWindow,
  type SearchParams,
} from "@/state/search-params";
import { parseSourceKind } from "../source-param";
import type { SourceKind } from "../sources";

export interface Found {
  readonly summaries: readonly TraceSummary[];
  readonly isFetching: boolean;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

const nothing: Found = {
  summaries: [],
  isFetching: false,
  problem: undefined,
  retry: () => undefined,
};

/** The last search of this tab; undefined where there was none. */
export function useLastSearch():
  | { readonly params: SearchParams; readonly source: SourceKind }
  | undefined {
  // A search of this very page's time: it would move with the clock otherwise.
  const [last] = useState(() => {
    const params = parseSearchParams(parseRawParams(lastSearch()));
    if (!asksForSearch(params)) return undefined;
    return { params: withWindow(params, Date.now()), source: parseSourceKind(params.source) };
  });
  return last;
}

/** What a search means to a source; undefined for one that it does not answer. */
export function queryOf(
  params: SearchParams | undefined,
  source: Source | undefined,
): SearchQuery | undefined {
  if (!params || !source) return undefined;
  const resolved = resolveSearch(params, params.end ?? 0, source.backend.info);
  return "query" in resolved ? resolved.query : undefined;
}

/** The search for all that a source of files holds. */
export function wholeLibrary(source: Source | undefined): SearchQuery | undefined {
  const timeRange = source?.backend.info.timeRange;
  return timeRange && { attributes: {}, limit: maxLimit, ...timeRange };
}

interface FoundProps {
  readonly source: Source | undefined;
  readonly children: (found: Found) => ReactNode;
}

/** Gives what a search finds in a source, with the older results that were loaded for it. */
export function FoundBySearch(props: FoundProps & { readonly query: SearchQuery | undefined }) {
  const { source, query, children } = props;
  if (!source || !query) return children(nothing);
  return (
    <SourceProvider source={source}>
      <Asked query={query}>{children}</Asked>
    </SourceProvider>
  );
}

function Asked(props: {
  readonly query: SearchQuery;
  readonly children: (found: Found) => ReactNode;
}) {
  const { data, isFetching, problem, retry } = useSearch(props.query);
  const { answer } = useOlderResults(props.query, data);
  return props.children({ summaries: answer?.summaries ?? [], isFetching, problem, retry });
}

/** Gives what a source says of single traces. */
export function FoundById(props: FoundProps & { readonly traceIds: readonly string[] }) {
  const { source, traceIds, children } = props;
  if (!source || traceIds.length === 0) return children(nothing);
  return (
    <SourceProvider source={source}>
      <AskedById traceIds={traceIds}>{children}</AskedById>
    </SourceProvider>
  );
}

function AskedById(props: {
  readonly traceIds: readonly string[];
  readonly children: (found: Found) => ReactNode;
}) {
  const { data, isFetching, problem, retry } = useSummariesById(props.traceIds);
  return props.children({ summaries: data ?? [], isFetching, problem, retry });
}
