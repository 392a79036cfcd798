import { useId, useMemo } from "react";
import { lookbackWords } from "@/features/search/search-words";
import { useFirstMessages, useMessages } from "@/i18n/I18nProvider";
import {
  defaultCountLookback,
  type DependenciesParams,
  type GraphOrigin,
} from "@/state/dependencies-params";
import { lastSearch } from "@/state/last-search";
import { parseRawParams } from "@/state/raw-params";
import {
  asksForSearch,
  lookbackMicros,
  parseSearchParams,
  type SearchParams,
} from "@/state/search-params";
import { Button } from "@/widgets/Button";
import { Select } from "@/widgets/Select";
import { CompareWith } from "./CompareWith";
import type { TimeWindow } from "./compared-window";
import styles from "./DependenciesPage.module.css";

const lookbacks = ["1h", "6h", "24h", "2d", "7d", "4w"] as const;

const noSearch = {
  service: undefined,
  operation: undefined,
  tags: undefined,
  start: undefined,
  end: undefined,
  lookback: undefined,
  limit: undefined,
  minDuration: undefined,
  maxDuration: undefined,
};

/** The last search of this tab, unless it was made in another source or named single traces only. */
function useLastSearch({ source }: DependenciesParams): SearchParams | undefined {
  return useMemo(() => {
    const search = parseSearchParams(parseRawParams(lastSearch()));
    return asksForSearch(search) && search.source === source ? search : undefined;
  }, [source]);
}

export interface DependenciesBarProps {
  readonly origin: GraphOrigin;
  readonly params: DependenciesParams;
  /** The time of the graph, where it is of one. */
  readonly window: TimeWindow | undefined;
  /** There is a server that counts calls by itself. */
  readonly canCount: boolean;
  readonly onChange: (change: {
    readonly [Name in keyof DependenciesParams]?: DependenciesParams[Name] | undefined;
  }) => void;
  readonly onRefresh: (() => void) | undefined;
}

/** What the graph is of, and of which time. */
export function DependenciesBar(props: DependenciesBarProps) {
  const { origin, params, window, canCount, onChange, onRefresh } = props;
  const { graph: words, graphDiff } = useMessages();
  const first = useFirstMessages();
  const id = useId();
  const last = useLastSearch(params);
  const offered: readonly GraphOrigin[] = [
    canCount ? "system" : "all",
    ...(origin === "search" || last ? (["search"] as const) : []),
  ];
  const choose = (from: GraphOrigin) => {
    if (from === "search") onChange({ ...last, from, graphPick: undefined });
    // Another time than the search's; the search itself is remembered.
    else onChange({ ...noSearch, from, graphPick: undefined });
  };
  const compareWith = (against: string | undefined) => onChange({ against });
  const lookback = params.lookback ?? defaultCountLookback;
  const options: { value: string; label: string }[] = lookbacks.map((value) => ({
    value,
    label: words.page.lookbacks[value],
  }));
  // A link may have one that is not offered.
  const micros = lookbackMicros(lookback);
  if (micros !== undefined && !options.some(({ value }) => value === lookback)) {
    options.push({ value: lookback, label: lookbackWords(lookback, first) });
  }
  return (
    <div className={styles.bar}>
      <h1>{words.title}</h1>
      <span className={styles.field}>
        <label htmlFor={`${id}of`}>{words.page.of}</label>
        <Select
          id={`${id}of`}
          className={styles.select}
          value={origin}
          options={offered.map((value) => ({ value, label: words.page[value] }))}
          onValueChange={choose}
        />
      </span>
      {origin === "system" && canCount && (
        <>
          <span className={styles.field}>
            <label htmlFor={`${id}back`}>{words.page.lookback}</label>
            <Select
              id={`${id}back`}
              className={styles.select}
              value={micros === undefined ? defaultCountLookback : lookback}
              options={options}
              onValueChange={(value) =>
                onChange({
                  lookback: value === defaultCountLookback ? undefined : value,
                  start: undefined,
                  end: undefined,
                })
              }
            />
          </span>
          {window && <CompareWith params={params} window={window} onChange={compareWith} />}
          {onRefresh && <Button onClick={onRefresh}>{words.page.refresh}</Button>}
        </>
      )}
      {origin === "search" && window && (
        <>
          <CompareWith params={params} window={window} onChange={compareWith} />
          {canCount && params.against === undefined && params.graphBy === undefined && (
            <label className={styles.box}>
              <input
                type="checkbox"
                checked={params.beside === "server"}
                onChange={(event) =>
                  onChange({ beside: event.currentTarget.checked ? "server" : undefined })
                }
              />
              {graphDiff.server.beside}
            </label>
          )}
        </>
      )}
    </div>
  );
}
