import { useDeferredValue, useId, useMemo, useRef, useState } from "react";
import {
  markDifferent,
  orderRows,
  reveal,
  rowsInSight,
  type RowOrder,
} from "@/derive/comparison-rows";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { BitSet } from "@/lib/bitset";
import { formatCollapsed, parseCollapsed } from "@/state/collapsed-code";
import { Button } from "@/widgets/Button";
import { CopyButton } from "@/widgets/CopyButton";
import { Select } from "@/widgets/Select";
import type { Compared } from "./compared";
import { comparisonCsv } from "./comparison-csv";
import { ComparisonGrid, type ComparisonGridHandle } from "./ComparisonGrid";
import { comparisonMarkdown } from "./comparison-markdown";
import { ComparisonSummary } from "./ComparisonSummary";
import styles from "./ComparisonView.module.css";
import { RowDetails, type RowDetailsProps } from "./RowDetails";

/** What is shown of a comparison, as the URL has it; absent means default. */
export interface ComparisonParams {
  /** "any", or a share of the longer trace in percent. */
  readonly diff?: string;
  /** "difference": siblings that differ most come first. */
  readonly order?: string;
  readonly collapsed?: string;
}

export type ComparisonChange = {
  readonly [Name in keyof ComparisonParams]?: ComparisonParams[Name] | undefined;
};

export interface ComparisonViewProps {
  readonly compared: Compared;
  readonly params: ComparisonParams;
  readonly onParams: (change: ComparisonChange) => void;
  /** Row whose details are open. */
  readonly selected: number | undefined;
  readonly onSelect: (row: number | undefined) => void;
  readonly onSave: (bytes: Blob, name: string) => void;
  readonly spanLink: RowDetailsProps["spanLink"];
}

const shares = ["1", "5", "10", "25"] as const;

/** A comparison: the summary, and the rows below it. */
export function ComparisonView(props: ComparisonViewProps) {
  const { compared, params, onParams, selected, onSelect, onSave, spanLink } = props;
  const { comparison, a, b } = compared;
  const words = useMessages().compare;
  const formats = useFormats();
  const id = useId();
  const grid = useRef<ComparisonGridHandle>(null);
  const { checksum } = comparison.overview;
  const [collapsed, setCollapsed] = useState(() =>
    parseCollapsed(params.collapsed, comparison.length, checksum),
  );
  const order: RowOrder = params.order === "difference" ? "difference" : "time";
  const diff = useDeferredValue(params.diff);
  const ordered = useMemo(() => orderRows(comparison, order), [comparison, order]);
  const marks = useMemo(() => {
    if (diff === undefined) return undefined;
    const longer = Math.max(a.core.durationNs, b.core.durationNs);
    return markDifferent(comparison, diff === "any" ? 0 : (longer * Number(diff)) / 100);
  }, [comparison, diff, a, b]);
  const rows = useMemo(
    () => rowsInSight(comparison, ordered, collapsed, marks),
    [comparison, ordered, collapsed, marks],
  );

  const collapse = (next: BitSet) => {
    setCollapsed(next);
    onParams({ collapsed: formatCollapsed(next, checksum) });
  };
  const toggle = (row: number) => {
    const next = collapsed.clone();
    next.toggle(row);
    collapse(next);
  };
  const collapseAll = () => {
    const next = new BitSet(comparison.length);
    for (let row = 0; row < comparison.length; row += 1) {
      if ((comparison.subtreeEnd[row] ?? 0) > row + 1) next.add(row);
    }
    collapse(next);
  };
  // A row that is out of sight comes into it first, and has the focus once it is there.
  const wanted = useRef<number>(undefined);
  const goTo = (row: number) => {
    const open = reveal(comparison, collapsed, row);
    if (open !== collapsed) collapse(open);
    if (marks !== undefined && marks[row] === 0) onParams({ diff: undefined });
    if (rows.includes(row)) grid.current?.goTo(row);
    else wanted.current = row;
    if (selected !== undefined) onSelect(row);
  };
  const gridRef = (handle: ComparisonGridHandle | null) => {
    grid.current = handle;
    const row = wanted.current;
    if (handle === null || row === undefined || !rows.includes(row)) return;
    wanted.current = undefined;
    handle.goTo(row);
  };
  const save = () => {
    const name = `comparison-${a.core.traceId.slice(-8)}-${b.core.traceId.slice(-8)}.csv`;
    onSave(new Blob(comparisonCsv(compared), { type: "text/csv" }), name);
  };
  const close = () => {
    const row = selected;
    onSelect(undefined);
    if (row !== undefined && rows.includes(row)) grid.current?.goTo(row);
  };

  return (
    <div className={styles.view}>
      <ComparisonSummary compared={compared} onRow={goTo} />
      <div className={styles.tools} role="group" aria-label={words.tools.label}>
        <span className={styles.choice} title={words.tools.showHelp}>
          <label htmlFor={`${id}-show`}>{words.tools.show}</label>
          <Select
            id={`${id}-show`}
            className={styles.select}
            value={params.diff ?? "all"}
            options={[
              { value: "all", label: words.tools.all },
              { value: "any", label: words.tools.any },
              ...shares.map((share) => ({
                value: share as string,
                label: words.tools.over(formats.percent(Number(share) / 100)),
              })),
            ]}
            onValueChange={(value) => onParams({ diff: value === "all" ? undefined : value })}
          />
        </span>
        <span className={styles.choice}>
          <label htmlFor={`${id}-order`}>{words.tools.order}</label>
          <Select
            id={`${id}-order`}
            className={styles.select}
            value={order}
            options={[
              { value: "time", label: words.tools.byTime },
              { value: "difference", label: words.tools.byDifference },
            ]}
            onValueChange={(value) => onParams({ order: value === "time" ? undefined : value })}
          />
        </span>
        <span className={styles.count}>
          {words.tools.rows(formats.number(rows.length), formats.number(comparison.length))}
        </span>
        <span className={styles.actions}>
          <Button size="s" variant="quiet" onClick={() => collapse(new BitSet(comparison.length))}>
            {words.tools.expandAll}
          </Button>
          <Button size="s" variant="quiet" onClick={collapseAll}>
            {words.tools.collapseAll}
          </Button>
          <CopyButton
            withLabel
            text={() => comparisonMarkdown(compared, words, formats, location.href)}
            label={words.tools.markdown}
            copiedLabel={words.tools.copied}
            failedLabel={words.tools.copyFailed}
          />
          <Button size="s" variant="quiet" onClick={save}>
            {words.tools.csv}
          </Button>
        </span>
      </div>
      <div className={styles.body}>
        {rows.length === 0 ? (
          <p className={styles.empty}>{words.grid.empty}</p>
        ) : (
          <ComparisonGrid
            ref={gridRef}
            compared={compared}
            rows={rows}
            collapsed={collapsed}
            selected={selected}
            onToggle={toggle}
            onSelect={onSelect}
          />
        )}
        {selected !== undefined && (
          <RowDetails compared={compared} row={selected} onClose={close} spanLink={spanLink} />
        )}
      </div>
    </div>
  );
}
