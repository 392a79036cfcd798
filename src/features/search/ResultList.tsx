import { useLayoutEffect, useMemo, useState, type CSSProperties } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import { nextSort, sortColumns, sortSummaries, type SortOrder } from "./result-sort";
import { ResultRow, type TraceLink } from "./ResultRow";
import styles from "./ResultList.module.css";
import { startRange } from "./time-range";
import { useResultRows } from "./use-result-rows";

export interface ResultListProps {
  readonly summaries: readonly TraceSummary[];
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
  readonly chosen: readonly string[];
  readonly onChoose: (traceId: string, chosen: boolean) => void;
  readonly zone: "local" | "utc";
  /** Milliseconds since the Unix epoch: starts on the same day are written without the date. */
  readonly now: number;
  readonly Link: TraceLink;
}

const rowPx = 24;
const cardPx = 76;
const headPx = 28;
/** Below this the list is one of cards. As in ResultList.module.css. */
const narrowBelowPx = 640;
/** What the other columns and the gaps take; the trace has 52 % of the rest, the services 48 %. */
const fixedPx = 32 + 56 + 60 + 148 + 6 * 12 + 2 * 8;
/** The start column: a time of day, or a date and a time. */
const timePx = 72;
const dateTimePx = 148;

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (!box) return undefined;
    // In steps, so that dragging a window's edge does not lay out every row for every pixel.
    const measure = () => setWidth(Math.floor(box.clientWidth / 16) * 16);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** The traces that were found: a table of which only the rows in view exist. */
export function ResultList(props: ResultListProps) {
  const { summaries, order, onOrder, chosen, onChoose, zone, now, Link } = props;
  const { results } = useMessages().search;
  const formats = useFormats();
  const sorted = useMemo(() => sortSummaries(summaries, order), [summaries, order]);
  const longestNs = useMemo(
    () => summaries.reduce((longest, { durationNs }) => Math.max(longest, durationNs), 0),
    [summaries],
  );
  const picked = useMemo(() => new Set(chosen), [chosen]);
  const [narrow, setNarrow] = useState(false);
  const { scroller, totalPx, rows, scrollToTop } = useResultRows({
    count: sorted.length,
    rowPx: narrow ? cardPx : rowPx,
    headPx,
  });
  const width = useWidth(scroller);
  const isNarrow = width > 0 && width < narrowBelowPx;
  if (isNarrow !== narrow) setNarrow(isNarrow);
  const startPx = useMemo(() => {
    const [first, last] = startRange(summaries);
    const sample = [first, last].map((start) => formats.shortTime(start, zone, now));
    return sample.some((text) => text.length > 9) ? dateTimePx : timePx;
  }, [summaries, formats, zone, now]);
  const servicesPx = narrow ? width - 48 : Math.floor((width - fixedPx - startPx) * 0.48);

  return (
    <div
      ref={scroller}
      role="table"
      aria-label={results.name}
      aria-rowcount={sorted.length + 1}
      style={{ "--start": `${startPx}px` } as CSSProperties}
      className={narrow ? `${styles.table} ${styles.cards}` : styles.table}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1} className={styles.headRow}>
          <span role="columnheader" className={styles.corner}>
            <span className="visually-hidden">{results.compare}</span>
          </span>
          {sortColumns.map((column) => {
            const current = order.column === column;
            return (
              <span
                key={column}
                role="columnheader"
                className={styles[`${column}Head`]}
                aria-sort={current ? (order.descending ? "descending" : "ascending") : undefined}
              >
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => {
                    onOrder(nextSort(order, column));
                    scrollToTop();
                  }}
                >
                  {results.columns[column]}
                  <span className={styles.arrow} aria-hidden="true">
                    {current ? (order.descending ? "▼" : "▲") : ""}
                  </span>
                </button>
              </span>
            );
          })}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: totalPx }}>
        {rows.map(({ index, start, size }) => {
          const summary = sorted[index];
          return (
            summary && (
              <ResultRow
                key={summary.traceId}
                summary={summary}
                index={index}
                top={start}
                heightPx={size}
                servicesPx={servicesPx}
                narrow={narrow}
                longestNs={longestNs}
                now={now}
                zone={zone}
                chosen={picked.has(summary.traceId)}
                onChoose={onChoose}
                Link={Link}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
