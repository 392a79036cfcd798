import { useCallback, useEffect, useMemo, type SetStateAction } from "react";
import { useFirstMessages, usePrefetchMessages } from "@/i18n/I18nProvider";
import { useManyExport, type ManyFormat } from "@/queries/export-many";
import { browserIdle } from "@/lib/browser-idle";
import { embedding } from "@/state/embedding";
import { isFiltering, noFilter } from "@/state/result-filter";
import { useSearchView } from "@/state/search-view-store";
import { Button } from "@/widgets/Button";
import { DownloadState } from "./DownloadState";
import { filterResults, inOrder } from "./filter-results";
import styles from "./FoundTraces.module.css";
import { ResultCharts } from "./ResultCharts";
import { ResultFilters } from "./ResultFilters";
import { ResultHeading } from "./ResultHeading";
import { ResultList } from "./ResultList";
import type { LiveResults, ResultsProps } from "./Results";
import type { TraceLink } from "./ResultRow";
import { formatSort, parseSort, prepareOrders, sortSummaries, type SortOrder } from "./result-sort";
import type { ShownResults } from "./shown-results";
import { useLateParam, type ParamCodec } from "./use-late-param";
import { useResultFilter } from "./use-result-filter";

const sortCodec: ParamCodec<SortOrder, string | undefined> = {
  parse: parseSort,
  format: formatSort,
  textOf: (sort) => sort ?? "",
};

export interface FoundTracesProps {
  readonly shown: ShownResults;
  /** They are the results of an earlier search than the one asked for. */
  readonly faded: boolean;
  /** A search is on its way: what is there of its answer goes on. */
  readonly isReading: boolean;
  /** Absent where these are no answer to go on from. */
  readonly older: ResultsProps["older"] | undefined;
  readonly live: LiveResults | undefined;
  /** How many traces the link names. */
  readonly linkedCount: number;
  readonly zone: "local" | "utc";
  readonly now: number;
  /** The URL's `sort` and `filter`. */
  readonly sort: string | undefined;
  readonly filter: readonly string[] | undefined;
  readonly chosen: readonly string[];
  readonly setChosen: (change: SetStateAction<readonly string[]>) => void;
  readonly onSort: (sort: string | undefined) => void;
  readonly onFilter: (filter: readonly string[] | undefined) => void;
  readonly onOpen: (traceId: string) => void;
  /** Gives a file to the browser to save. */
  readonly onSave: (file: Blob, name: string) => void;
  readonly onCompare: (chosen: readonly string[]) => void;
  readonly onGraph: (() => void) | undefined;
  readonly Link: TraceLink;
}

/** The traces that were found: how many, how they lie in time, and each of them. */
export function FoundTraces(props: FoundTracesProps) {
  const { shown, faded, zone, now, chosen, setChosen } = props;
  const { filters: words } = useFirstMessages().search;
  // One of these traces is opened next.
  usePrefetchMessages();
  const view = useSearchView();
  const { summaries } = shown.answer;
  const [order, setOrder] = useLateParam(sortCodec, props.sort, props.onSort);
  const [filter, setFilter] = useResultFilter(props.filter, props.onFilter);
  const sorted = useMemo(() => sortSummaries(summaries, order), [summaries, order]);
  // In the order in which they came, so that another order leaves the charts as they are.
  const filtered = useMemo(() => filterResults(summaries, filter), [summaries, filter]);
  const listed = useMemo(() => inOrder(filtered.shown, sorted), [filtered.shown, sorted]);
  useEffect(() => {
    if (shown.isPart) return undefined;
    let left = false;
    void browserIdle().then(() => left || prepareOrders(summaries));
    return () => {
      left = true;
    };
  }, [summaries, shown.isPart]);
  // A server's own summaries do not say it.
  const knowsDepth = useMemo(
    () => summaries.some(({ levels }) => levels !== undefined),
    [summaries],
  );
  const choose = useCallback(
    (traceId: string, picked: boolean) =>
      setChosen((before) => {
        const others = before.filter((one) => one !== traceId);
        return picked ? [...others, traceId] : others;
      }),
    [setChosen],
  );
  const download = useManyExport();
  const { onSave } = props;
  const save = (traceIds: readonly string[], format: ManyFormat) =>
    download.start(traceIds, format, (file, held) => {
      const ending = format === "jaeger-v1" ? "jaeger.json" : "otlp.json";
      onSave(file, `traces-${held}.${ending}`);
    });
  const reading = props.isReading && !faded ? "going-on" : "all-there-is";
  const none = filtered.shown.length === 0 && isFiltering(filter);
  return (
    <div className={faded ? `${styles.found} ${styles.faded}` : styles.found}>
      <ResultHeading
        query={shown.query}
        answer={shown.answer}
        part={shown.isPart ? reading : undefined}
        linked={props.linkedCount}
        older={props.older}
        live={props.live}
        zone={zone}
        now={now}
        chosen={chosen}
        onChooseNone={() => setChosen([])}
        onCompare={props.onCompare}
        onGraph={shown.query && props.onGraph}
      />
      {view.chart && !embedding().hideResultGraph && (
        <ResultCharts
          filtered={shown.isPart ? null : filtered}
          filter={filter}
          zone={zone}
          now={now}
          onOpen={props.onOpen}
          onRange={setFilter}
        />
      )}
      <ResultFilters
        filter={filter}
        filtered={filtered}
        listed={listed}
        summaries={summaries}
        knowsDepth={knowsDepth}
        zone={zone}
        now={now}
        chosen={chosen}
        onDownload={save}
        onChange={setFilter}
      />
      <DownloadState download={download} />
      {none ? (
        <div className={styles.none}>
          <p>{words.none(summaries.length)}</p>
          <Button size="s" onClick={() => setFilter(noFilter)}>
            {words.clear}
          </Button>
        </div>
      ) : (
        <div className={styles.list}>
          <ResultList
            sorted={listed}
            summaries={summaries}
            knowsDepth={knowsDepth}
            order={order}
            viewKey={JSON.stringify([order, filter])}
            onOrder={(next) => setOrder(() => next)}
            chosen={chosen}
            onChoose={choose}
            zone={zone}
            now={now}
            Link={props.Link}
          />
        </div>
      )}
    </div>
  );
}
