import {
  useCallback,
  useDeferredValue,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type Ref,
} from "react";
import {
  markDifferent,
  orderRows,
  reveal,
  rowsInSight,
  type RowOrder,
} from "@/derive/comparison-rows";
import { latestEnd, parentShifts } from "@/derive/parent-shifts";
import { stepMatch } from "@/derive/row-matches";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { BitSet } from "@/lib/bitset";
import type { CssPx } from "@/lib/units";
import { formatCollapsed, parseCollapsed } from "@/state/collapsed-code";
import { updateViewport } from "@/state/viewport-store";
import { useLater } from "@/widgets/use-later";
import { comparisonCsv } from "./comparison-csv";
import { ComparisonFind } from "./ComparisonFind";
import { ComparisonGrid, type ComparisonGridHandle } from "./ComparisonGrid";
import { comparisonMarkdown } from "./comparison-markdown";
import { ComparisonTools } from "./ComparisonTools";
import type { ComparisonViewProps } from "./ComparisonView";
import styles from "./ComparisonView.module.css";
import { PrintedComparison } from "./PrintedComparison";
import { RowDetails } from "./RowDetails";
import { runZoom } from "./time-zoom";
import { useComparisonFind } from "./use-comparison-find";
import { useComparisonLook } from "./use-comparison-look";
import { useTimeLine } from "./use-time-line";
import { useViewKeys } from "./use-view-keys";
import type { ViewCommand } from "./view-keys";

export interface ComparisonRowsHandle {
  /** Opens what hides a row, and goes there. */
  goTo(row: number): void;
}

export interface ComparisonRowsProps extends Omit<ComparisonViewProps, "modes"> {
  /** Both traces over one time line, or next to each other. */
  readonly layout: "rows" | "side";
  /** About how high the rows will be. */
  readonly room: CssPx;
  readonly ref?: Ref<ComparisonRowsHandle>;
}

/** The rows of a comparison, with what is looked for in them and the details of one. */
export function ComparisonRows(props: ComparisonRowsProps) {
  const { compared, params, onParams, selected, onSelect, onSave, spanLink, onSubtrees } = props;
  const { layout, room, ref } = props;
  const { comparison, a, b } = compared;
  const words = useMessages().compare;
  const formats = useFormats();
  const grid = useRef<ComparisonGridHandle>(null);
  // What stands above the rows is laid out before them, in a frame of its own.
  const hasRows = useLater();
  const { checksum } = comparison.overview;
  const [collapsed, setCollapsed] = useState(() =>
    parseCollapsed(params.collapsed, comparison.length, checksum),
  );
  const order = useDeferredValue<RowOrder>(params.order === "difference" ? "difference" : "time");
  const diff = useDeferredValue(params.diff);
  // The row is marked at once; its details are made in slices.
  const detailed = useDeferredValue(selected);
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

  const shiftNs = useMemo(
    () => (params.align === "parent" ? parentShifts(comparison) : undefined),
    [comparison, params.align],
  );
  const lengthNs = useMemo(() => latestEnd(comparison, shiftNs), [comparison, shiftNs]);
  const onRange = useCallback((range: string | undefined) => onParams({ range }), [onParams]);
  const viewport = useTimeLine({ lengthNs, room }, params.range, onRange);
  const look = useComparisonLook(compared, params);
  const text = params.uiFind ?? "";
  const matches = useComparisonFind(compared, ordered, text);
  const [at, setAt] = useState<number>();
  /** What was typed, or came with a link that names no row, and has led nowhere yet. */
  const typed = useRef(selected === undefined ? text : undefined);
  const onText = useCallback(
    (next: string) => {
      typed.current = next;
      setAt(undefined);
      onParams({ uiFind: next === "" ? undefined : next });
    },
    [onParams],
  );
  const input = useRef<HTMLInputElement>(null);

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
  const wanted = useRef<{ readonly row: number; readonly focus: boolean }>(undefined);
  const goTo = (row: number, focus = true) => {
    const open = reveal(comparison, collapsed, row);
    if (open !== collapsed) collapse(open);
    if (marks !== undefined && marks[row] === 0) onParams({ diff: undefined });
    if (grid.current && rows.includes(row)) grid.current.goTo(row, focus);
    else wanted.current = { row, focus };
    if (selected !== undefined) onSelect(row);
  };
  const gridRef = (handle: ComparisonGridHandle | null) => {
    grid.current = handle;
    const wish = wanted.current;
    if (handle === null || wish === undefined || !rows.includes(wish.row)) return;
    wanted.current = undefined;
    handle.goTo(wish.row, wish.focus);
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

  const focusRows = () => {
    const row = selected ?? at ?? rows[0];
    if (row !== undefined && rows.includes(row)) grid.current?.goTo(row);
  };
  const step = (by: 1 | -1, among = matches.rows) => {
    const row = among[stepMatch(among, matches.places, at ?? selected, by)];
    if (row === undefined) return;
    setAt(row);
    goTo(row, false);
  };
  const run = (command: ViewCommand) => {
    if (command === "find") {
      input.current?.focus();
      input.current?.select();
    } else if (command === "next-match") step(1);
    else if (command === "previous-match") step(-1);
    else if (command === "expand-all") collapse(new BitSet(comparison.length));
    else if (command === "collapse-all") collapseAll();
    else if (command === "align") {
      onParams({ align: params.align === undefined ? "parent" : undefined });
    } else if (command === "critical" || command === "self") {
      onParams({ [command]: params[command] === undefined ? "1" : undefined });
    } else updateViewport(viewport, (v) => runZoom(v, command));
  };
  useViewKeys(run);
  useImperativeHandle(ref, () => ({ goTo: (row) => goTo(row) }));
  // What was typed leads to the first row that matches; a link may name another one. Rows that are
  // not to be shown wait until they are asked for: nobody has taken the filter back.
  useEffect(() => {
    if (typed.current !== text || matches.isSearching || matches.rows.length === 0) return;
    typed.current = undefined;
    step(1, marks ? matches.rows.filter((row) => marks[row] !== 0) : matches.rows);
  });

  return (
    <>
      <ComparisonTools
        params={params}
        onParams={onParams}
        shown={rows.length}
        all={comparison.length}
        onExpandAll={() => collapse(new BitSet(comparison.length))}
        onCollapseAll={collapseAll}
        markdown={() => comparisonMarkdown(compared, words, formats, location.href)}
        onCsv={save}
        find={
          <ComparisonFind
            ref={input}
            text={text}
            onText={onText}
            count={matches.rows.length}
            current={matches.rows.indexOf(at ?? selected ?? -1)}
            isSearching={matches.isSearching}
            fault={matches.fault}
            onStep={step}
            onLeave={focusRows}
          />
        }
      />
      <div className={styles.body}>
        {rows.length === 0 ? (
          <p className={styles.empty}>{words.grid.empty}</p>
        ) : !hasRows ? null : (
          <ComparisonGrid
            ref={gridRef}
            compared={compared}
            rows={rows}
            collapsed={collapsed}
            selected={selected}
            onToggle={toggle}
            onSelect={onSelect}
            viewport={viewport}
            shiftNs={shiftNs}
            look={look}
            matched={matches.set}
            layout={layout}
          />
        )}
        <PrintedComparison compared={compared} rows={rows} />
        {selected !== undefined && detailed !== undefined && (
          <RowDetails
            compared={compared}
            row={detailed}
            onClose={close}
            spanLink={spanLink}
            onSubtrees={onSubtrees}
          />
        )}
      </div>
    </>
  );
}
