import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { compareGraphs } from "@/derive/service-diff";
import type { GraphChange } from "@/features/dependencies/graph-links";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import type { SearchQuery } from "@/model/search-query";
import { type CountedTraces, useDependencies, useTracesGraph } from "@/queries/dependencies";
import { useSource } from "@/queries/source-context";
import type { DependenciesParams } from "@/state/dependencies-params";
import { usePreferences } from "@/state/preferences-store";
import { asksForSearch, withWindow } from "@/state/search-params";
import { searchSummary } from "../search-summary";
import { comparedWindow, searchIn, windowText } from "./compared-window";
import { countedSearch } from "./counted-search";
import styles from "./DependenciesPage.module.css";
import { GraphAnswer } from "./GraphAnswer";
import { countWindow } from "./SystemGraph";

const windowOf = ({ startUnixMicro, endUnixMicro }: SearchQuery) => ({
  startMicro: startUnixMicro,
  endMicro: endUnixMicro,
});

/** Counted here, from the traces of a search (or of two, compared) or from all that is open. */
export function TracesGraph(props: {
  readonly params: DependenciesParams;
  readonly nowMs: number;
  readonly ofSearch: boolean;
  readonly onChange: (change: GraphChange) => void;
}) {
  const { params, nowMs, ofSearch, onChange } = props;
  const { graph: words, graphDiff } = useMessages();
  const formats = useFormats();
  const zone = usePreferences((preferences) => preferences.timeZone);
  const { info } = useSource().backend;
  const asked = asksForSearch(params);
  const windowOpen = params.start === undefined || params.end === undefined;
  const navigate = useNavigate({ from: "/dependencies" });
  // A link with a lookback alone means the time up to now: fixed once, when it is opened.
  useEffect(() => {
    if (!ofSearch || !asked || !windowOpen) return;
    void navigate({ search: (before) => withWindow({ ...before }, nowMs), replace: true });
  }, [ofSearch, asked, windowOpen, navigate, nowMs]);
  const searchText = JSON.stringify(params);
  const query = useMemo(
    () => (ofSearch ? countedSearch(params, info) : undefined),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- by what it says, not by identity
    [ofSearch, searchText, info],
  );
  const unit = params.graphBy ?? "service";
  const result = useTracesGraph(query, unit, !ofSearch || query !== undefined);

  const earlier = query && comparedWindow(params.against, windowOf(query));
  const queryA = query && earlier && searchIn(query, earlier);
  const before = useTracesGraph(queryA, unit, queryA !== undefined);
  const besideServer = params.beside === "server" && queryA === undefined && unit === "service";
  const server = useDependencies(besideServer ? query && countWindow(windowOf(query)) : undefined);

  // Of parts that differ in size, everything would be a difference.
  const isWhole = !result.data?.isPart && !before.data?.isPart;
  const [dataB, dataA] = [result.data, queryA && isWhole ? before.data : undefined];
  const graph = useMemo(
    () => (dataA && dataB ? compareGraphs(dataA.graph, dataB.graph) : dataB?.graph),
    [dataA, dataB],
  );
  if (ofSearch && !(asked && windowOpen) && query === undefined) {
    return (
      <div className={styles.message}>
        <p>{words.page.noSearch}</p>
        <Link to="/search">{words.page.toSearch}</Link>
      </div>
    );
  }
  const { provenance, page } = words;
  const counted = (data: CountedTraces | undefined): string => {
    const traces = data?.graph.traceCount ?? 0;
    const spans = provenance.spans(data?.graph.spanCount ?? 0);
    const isLimited = query && traces >= query.limit;
    const isStopped = data?.isPart && !result.isFetching;
    return [
      data?.isPart && (isStopped ? provenance.stopped : provenance.soFar),
      provenance.ofTraces(provenance.traces(traces), spans),
      isLimited && provenance.limitReached(formats.number(query.limit)),
    ]
      .filter(Boolean)
      .join(" ");
  };
  const isCompared = dataA !== undefined && earlier !== undefined && query !== undefined;
  const range = (window: Parameters<typeof windowText>[0]) =>
    windowText(window, formats, zone, nowMs);
  const said = [
    query && page.asked(searchSummary(query, page.allServices, formats)),
    isCompared && graphDiff.provenance.a(range(earlier), counted(dataA)),
    isCompared ? graphDiff.provenance.b(range(windowOf(query)), counted(dataB)) : counted(dataB),
    besideServer && server.data && graphDiff.server.provenance,
  ];
  const partial = (data: CountedTraces | undefined) =>
    data?.partial && new Problem(data.partial.code, data.partial.params);
  return (
    <GraphAnswer
      parts={[
        { result, loading: words.loading, failed: page.failed, partial: partial(dataB) },
        ...(queryA
          ? [
              {
                result: before,
                loading: graphDiff.loadingA,
                failed: graphDiff.failedA,
                partial: partial(dataA),
              },
            ]
          : []),
        ...(besideServer
          ? [
              {
                result: server,
                loading: graphDiff.server.loading,
                failed: graphDiff.server.failed,
              },
            ]
          : []),
      ]}
      graph={graph}
      params={params}
      onChange={onChange}
      empty={page.emptyTraces}
      hasFigures
      server={besideServer ? server.data : undefined}
      provenance={said.filter(Boolean).join(" ")}
    />
  );
}
