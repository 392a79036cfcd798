import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { BitSet } from "@/lib/bitset";
import { rowHeight } from "@/trace-ui/span-bars";
import { timeAxis } from "@/trace-ui/time-axis";
import type { Compared } from "./compared";
import styles from "./ComparisonGrid.module.css";
import { ComparisonRow } from "./ComparisonRow";
import { gridAction } from "./grid-keys";
import { Ruler } from "./Ruler";
import { SideHead, SideRow } from "./SideRow";
import { drawTicks, type TimeZoom } from "./time-zoom";

export interface ComparisonGridHandle {
  /**
   * Brings a row that is in sight of the filters into view. It gets the focus where that is wanted,
   * and where another row has it.
   */
  goTo(row: number, focus?: boolean): void;
}

export interface ComparisonGridProps {
  readonly compared: Compared;
  /** The rows in sight, in order. */
  readonly rows: Uint32Array;
  readonly collapsed: BitSet;
  readonly selected: number | undefined;
  readonly onToggle: (row: number) => void;
  readonly onSelect: (row: number) => void;
  readonly zoom: TimeZoom;
  /** Rows that were found. */
  readonly matched: BitSet | undefined;
  /** Both traces over one time line, or next to each other. */
  readonly layout: "rows" | "side";
  readonly ref?: Ref<ComparisonGridHandle>;
}

/** The tree grid of a comparison. Only the rows in view, and the one with the focus, are there. */
export function ComparisonGrid(props: ComparisonGridProps) {
  const { compared, rows, collapsed, selected, onToggle, onSelect, ref } = props;
  const { zoom, matched, layout } = props;
  const words = useMessages().compare.grid;
  const formats = useFormats();
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  /** The row that is to get the focus as soon as it is the one that Tab reaches. */
  const wantsFocus = useRef<number>(undefined);
  const [cursor, setCursor] = useState(selected ?? rows[0] ?? 0);
  const found = rows.indexOf(cursor);
  const current = Math.max(0, found);

  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (current >= range.count || shown.includes(current)) return shown;
      return [...shown, current].sort((a, b) => a - b);
    },
    [current],
  );
  // oxlint-disable-next-line react/incompatible-library -- nothing here goes through React Compiler
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    rangeExtractor,
    scrollPaddingStart: rowHeight,
  });

  const focusCurrent = () => {
    const row = grid.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    if (!row || rowOf(row) !== wantsFocus.current) return;
    wantsFocus.current = undefined;
    row.focus({ preventScroll: true });
  };
  const moveTo = (at: number, focus = true) => {
    const row = rows[at];
    if (row === undefined) return;
    const hasFocus = grid.current?.contains(document.activeElement) ?? false;
    wantsFocus.current = focus || hasFocus ? row : undefined;
    virtualizer.scrollToIndex(at);
    setCursor(row);
    if (row === cursor) focusCurrent();
  };
  const goTo = useRef(moveTo);
  goTo.current = moveTo;
  useImperativeHandle(
    ref,
    () => ({ goTo: (row, focus = true) => goTo.current(props.rows.indexOf(row), focus) }),
    [props.rows],
  );
  // The row may not have been in the document when it was asked for.
  useLayoutEffect(() => {
    if (wantsFocus.current !== undefined) focusCurrent();
  });
  // What a link names is in view when the page opens.
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current) return;
    opened.current = true;
    if (current > 0) virtualizer.scrollToIndex(current, { align: "center" });
  }, [current, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    const pageRows = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1;
    const { comparison } = compared;
    const action = gridAction(event.nativeEvent, {
      comparison,
      rows,
      collapsed,
      at: current,
      pageRows,
    });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.kind === "move") moveTo(action.to);
    else if (action.kind === "toggle") onToggle(action.row);
    else onSelect(action.row);
  };
  const onClick = (event: MouseEvent) => {
    const row = rowOf(event.target);
    if (row === undefined) return;
    wantsFocus.current = row;
    setCursor(row);
    if (event.target instanceof Element && event.target.closest("[data-expander]")) onToggle(row);
    else onSelect(row);
  };
  const onFocus = (event: FocusEvent) => {
    const row = rowOf(event.target);
    if (row !== undefined && row !== cursor) setCursor(row);
  };

  const { limitNs: widthNs } = zoom.viewport;
  useEffect(() => {
    const elements = { scroller: scroller.current, grid: grid.current };
    if (!elements.scroller || !elements.grid) return undefined;
    const { scroller: around, grid: inside } = elements;
    const rulers = [...inside.querySelectorAll<HTMLElement>("[data-ruler]")];
    const ends = rulers.map((ruler) =>
      zoom.attach({
        grid: inside,
        scroller: around,
        ruler,
        drawAxis: (v) => {
          const marks = ruler.querySelector<HTMLElement>("[data-marks]");
          if (marks) drawTicks(marks, v, timeAxis(v, v.width, formats), styles.tick ?? "");
        },
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [zoom, formats, layout]);
  const Row = layout === "side" ? SideRow : ComparisonRow;
  return (
    <div ref={scroller} className={styles.scroller}>
      {/* The rows have the focus, one at a time; the grid itself only listens to them. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        ref={grid}
        role="treegrid"
        aria-label={words.label}
        aria-rowcount={rows.length + 1}
        aria-readonly="true"
        className={styles.grid}
        data-layout={layout}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
      >
        {layout === "side" ? <SideHead /> : <RowsHead />}
        <div role="rowgroup" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index] ?? 0;
            return (
              <Row
                key={row}
                compared={compared}
                row={row}
                at={index}
                top={start}
                collapsed={collapsed.has(row)}
                selected={row === selected}
                current={index === current}
                widthNs={widthNs}
                match={matched?.has(row) ?? false}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function RowsHead() {
  const words = useMessages().compare.grid;
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      <div role="columnheader" className={styles.nameCell}>
        {words.span}
      </div>
      <Ruler />
      <div role="columnheader" className={styles.figure}>
        <span className={styles.keyA} aria-hidden="true" />
        {words.a}
      </div>
      <div role="columnheader" className={styles.figure}>
        <span className={styles.keyB} aria-hidden="true" />
        {words.b}
      </div>
      <div role="columnheader" className={styles.difference}>
        {words.difference}
      </div>
    </div>
  );
}

/** The row that an event came from. */
function rowOf(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  const number = row?.dataset["row"];
  return number === undefined ? undefined : Number(number);
}
