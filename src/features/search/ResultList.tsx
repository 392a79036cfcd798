import { useEffect, useMemo, useRef, useState, type CSSProperties } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import { useSearchView } from "@/state/search-view-store";
import { SortMark } from "@/widgets/SortMark";
import { listKey, useListPlace } from "./list-place";
import { expectedRoom, noteRoom } from "./list-room";
import { firstAndLastStart, nextSort, sortColumns, type SortOrder } from "./result-sort";
import { RowPreview } from "./RowPreview";
import { ResultRow, type TraceLink } from "./ResultRow";
import styles from "./ResultList.module.css";
import { durationExtent } from "./scatter-scene";
import { relativeTime } from "./relative-time";
import { servicesShare } from "./service-chips";
import { useElementWidth } from "./use-element-width";
import { useResultRows } from "./use-result-rows";

export interface ResultListProps {
  /** What is shown, in its order. */
  readonly sorted: readonly TraceSummary[];
  /** All that is loaded: bars and columns are sized by these, and stay as they are in a filter. */
  readonly summaries: readonly TraceSummary[];
  /** Some summary says how deep its trace is. */
  readonly knowsDepth: boolean;
  readonly order: SortOrder;
  /** Changes with the order and the filter. */
  readonly viewKey: string;
  readonly onOrder: (order: SortOrder) => void;
  readonly chosen: readonly string[];
  readonly onChoose: (traceId: string, chosen: boolean) => void;
  readonly zone: "local" | "utc";
  /** Milliseconds since the Unix epoch: starts on the same day are written without the date. */
  readonly now: number;
  readonly Link: TraceLink;
}

const rowsPx = { dense: 24, roomy: 36 } as const;
const cardPx = 76;
const headPx = 28;
const headPaddingPx = 8;
/** Below this the list is one of cards. As in ResultList.module.css. */
const narrowBelowPx = 640;
/** Columns of fixed width; the trace and the services share the rest: see `servicesShare`. */
const columnPx = { choose: 32, spans: 56, depth: 56, errors: 60, duration: 148 } as const;
/** The duration column with a shorter bar, where there is less room than for all of the names. */
const shortDurationPx = 112;
const tightBelowPx = 1040;
const gapPx = 12;
/** The start column: a time of day, or a date and a time. */
const timePx = 72;
const dateTimePx = 148;
const relativePx = 92;

/** The traces that were found: a table of which only the rows in view exist. */
export function ResultList(props: ResultListProps) {
  const { sorted, summaries, knowsDepth, order, onOrder, chosen, onChoose } = props;
  const { zone, now, Link } = props;
  const { results } = useFirstMessages().search;
  const formats = useFormats();
  const view = useSearchView();
  const extent = useMemo(() => durationExtent(summaries), [summaries]);
  const picked = useMemo(() => new Set(chosen), [chosen]);
  const [room] = useState(expectedRoom);
  const [narrow, setNarrow] = useState(room.width > 0 && room.width < narrowBelowPx);
  const { scroller, totalPx, rows, scrollToTop, place, goBackTo } = useResultRows({
    count: sorted.length,
    rowPx: narrow ? cardPx : rowsPx[view.rows],
    headPx,
    room,
  });
  // In steps, so that dragging a window's edge does not lay out every row for every pixel.
  const width = useElementWidth(scroller, 16, room.width);
  const isNarrow = width > 0 && width < narrowBelowPx;
  if (isNarrow !== narrow) setNarrow(isNarrow);
  useEffect(() => {
    const box = scroller.current;
    if (box) noteRoom({ width: box.clientWidth, height: box.clientHeight });
  }, [scroller, width]);
  const startPx = useMemo(() => {
    if (view.startAs === "relative") return relativePx;
    const sample = firstAndLastStart(summaries).map((start) => formats.shortTime(start, zone, now));
    return sample.some((text) => text.length > 9) ? dateTimePx : timePx;
  }, [summaries, formats, zone, now, view.startAs]);
  const hidden = useMemo(
    () => new Set<string>([...view.hiddenColumns, ...(knowsDepth ? [] : ["depth"])]),
    [view.hiddenColumns, knowsDepth],
  );
  const shown = sortColumns.filter((column) => !hidden.has(column));
  const durationPx = width < tightBelowPx ? shortDurationPx : columnPx.duration;
  const px = { ...columnPx, start: startPx, duration: durationPx };
  const fixedPx = shown.reduce(
    (sum, column) => (column === "trace" || column === "services" ? sum : sum + gapPx + px[column]),
    columnPx.choose + 2 * gapPx + 2 * 8,
  );
  const servicesPx = narrow ? width - 48 : servicesShare(width - fixedPx);
  const columns = shown.map((column) => {
    if (column === "trace") return "minmax(0, 1fr)";
    if (column === "services") return width > 0 ? `${servicesPx}px` : "minmax(0, 1fr)";
    return `${px[column]}px`;
  });
  const heads = useRef<HTMLDivElement>(null);
  const shownColumns = shown.join();
  useEffect(() => {
    const row = heads.current;
    const head = narrow ? row?.querySelector<HTMLElement>("[aria-sort]") : undefined;
    // Elsewhere all heads are in sight, and to ask where they are would lay the page out.
    if (!row || !head) return;
    const after = head.offsetLeft + head.offsetWidth + headPaddingPx - row.clientWidth;
    const before = head.offsetLeft - headPaddingPx;
    row.scrollLeft = Math.min(before, Math.max(after, row.scrollLeft));
  }, [order, narrow, width, shownColumns]);
  // Another order or filter is read from its beginning.
  const { viewKey } = props;
  const isBack = useListPlace(listKey(viewKey, summaries), place, goBackTo);
  useEffect(() => {
    if (!isBack.current) scrollToTop();
  }, [viewKey, scrollToTop, isBack]);
  const startText = (summary: TraceSummary) =>
    view.startAs === "relative"
      ? relativeTime(Number(summary.startUnixNano / 1_000_000n), now, formats.locale)
      : formats.shortTime(summary.startUnixNano, zone, now);

  return (
    <div
      ref={scroller}
      role="table"
      aria-label={results.name}
      aria-rowcount={sorted.length + 1}
      style={{ "--columns": `${columnPx.choose}px ${columns.join(" ")}` } as CSSProperties}
      className={narrow ? `${styles.table} ${styles.cards}` : styles.table}
    >
      <div role="rowgroup" className={styles.head}>
        <div ref={heads} role="row" aria-rowindex={1} className={styles.headRow}>
          <span role="columnheader" className={styles.corner}>
            <span className="visually-hidden">{results.compare}</span>
          </span>
          {shown.map((column) => {
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
                  {current && <SortMark descending={order.descending} />}
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
                // Another order fills the rows that are there with other traces.
                key={index}
                summary={summary}
                index={index}
                top={start}
                heightPx={size}
                servicesPx={servicesPx}
                narrow={narrow}
                hidden={hidden}
                extent={extent}
                scale={view.durationScale}
                start={startText(summary)}
                zone={zone}
                chosen={picked.has(summary.traceId)}
                onChoose={onChoose}
                Link={Link}
              />
            )
          );
        })}
      </div>
      {!narrow && <RowPreview scroller={scroller} sorted={sorted} />}
    </div>
  );
}
