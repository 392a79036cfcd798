import {
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from "react";
import { frames } from "@/canvas/frame-scheduler";
import { centreRow, revealRow, scrollTo, withContent } from "@/canvas/viewport";
import { useMessages } from "@/i18n/I18nProvider";
import type { BitSet } from "@/lib/bitset";
import { cssPx } from "@/lib/units";
import { updateViewport, type ViewportStore } from "@/state/viewport-store";
import { indentBase } from "@/trace-ui/indent-base";
import { rowHeight } from "@/trace-ui/span-bars";
import { useRowWindow } from "@/trace-ui/use-row-window";
import { useScrollFollow } from "@/trace-ui/use-scroll-follow";
import { useKeptFocus } from "@/widgets/use-kept-focus";
import { VirtualScroller, type VirtualScrollerHandle } from "@/widgets/VirtualScroller";
import type { Compared } from "./compared";
import styles from "./ComparisonGrid.module.css";
import { headHeight } from "./comparison-painter";
import type { ComparisonLook } from "./comparison-scene";
import { ComparisonRow } from "./ComparisonRow";
import { gridAction } from "./grid-keys";
import { SideHead, SideRow } from "./SideRow";
import { useBars } from "./use-bars";

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
  /** What of the rows and their time is in sight. */
  readonly viewport: ViewportStore;
  /** By how much B's bar of each row is moved, in nanoseconds. */
  readonly shiftNs: Float64Array | undefined;
  readonly look: ComparisonLook;
  /** Rows that were found. */
  readonly matched: BitSet | undefined;
  /** Both traces over one time line, or next to each other. */
  readonly layout: "rows" | "side";
  readonly ref?: Ref<ComparisonGridHandle>;
}

/**
 * The tree grid of a comparison: names and figures as rows, of which those in view, and the one with
 * the focus, are in the document; the bars on canvases. One scroll bar for both.
 */
export function ComparisonGrid(props: ComparisonGridProps) {
  const { compared, rows, collapsed, selected, onToggle, onSelect, ref } = props;
  const { viewport, shiftNs, look, matched, layout } = props;
  const words = useMessages().compare.grid;
  const scroller = useRef<VirtualScrollerHandle>(null);
  const stage = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const tooltip = useRef<HTMLDivElement>(null);
  /** The row that is to get the focus as soon as it is the one that Tab reaches. */
  const wantsFocus = useRef<number>(undefined);
  const [cursor, setCursor] = useState(selected ?? rows[0] ?? 0);
  const current = Math.max(0, rows.indexOf(cursor));

  useLayoutEffect(() => {
    updateViewport(viewport, (v) => withContent(v, cssPx(rows.length * rowHeight)));
    scroller.current?.scrollTo(viewport.getState().viewport.scrollTop);
  }, [viewport, rows]);
  useScrollFollow(viewport, scroller);
  const onScroll = useCallback(
    (top: number) => updateViewport(viewport, (v) => scrollTo(v, cssPx(top))),
    [viewport],
  );
  const bars = useMemo(() => ({ compared, rows, shiftNs, look }), [compared, rows, shiftNs, look]);
  useBars(viewport, bars, { stage, tooltip }, layout);

  const { first, last } = useRowWindow(viewport, rows.length);
  // The rows hang below each other from `first`; where that is, the frame decides.
  useLayoutEffect(() => {
    const place = () => {
      const { scrollTop } = viewport.getState().viewport;
      if (list.current) {
        list.current.style.transform = `translateY(${first * rowHeight - scrollTop}px)`;
      }
    };
    place();
    const stop = viewport.subscribe((now, before) => {
      if (now.viewport.scrollTop !== before.viewport.scrollTop) frames.schedule("dom", place);
    });
    return () => {
      stop();
      frames.cancel("dom", place);
    };
  }, [viewport, first]);

  const focusCurrent = () => {
    const row = stage.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    if (!row || rowOf(row) !== wantsFocus.current) return;
    wantsFocus.current = undefined;
    row.focus({ preventScroll: true });
  };
  const moveTo = (at: number, focus = true) => {
    const row = rows[at];
    if (row === undefined) return;
    const hasFocus = stage.current?.contains(document.activeElement) ?? false;
    wantsFocus.current = focus || hasFocus ? row : undefined;
    updateViewport(viewport, (v) => revealRow(v, at, rowHeight));
    setCursor(row);
    if (row === cursor) focusCurrent();
  };
  const goTo = useRef(moveTo);
  useLayoutEffect(() => {
    goTo.current = moveTo;
  });
  useImperativeHandle(
    ref,
    () => ({ goTo: (row, focus = true) => goTo.current(props.rows.indexOf(row), focus) }),
    [props.rows],
  );
  // The row may not have been in the document when it was asked for.
  useLayoutEffect(() => {
    if (wantsFocus.current !== undefined) focusCurrent();
  });
  const keptFocus = useKeptFocus(stage);
  // What a link names is in view when the page opens.
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current) return;
    opened.current = true;
    updateViewport(viewport, (v) => centreRow(v, current, rowHeight));
  }, [current, viewport]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { height } = viewport.getState().viewport;
    const { comparison } = compared;
    const pageRows = Math.floor(height / rowHeight);
    const state = { comparison, rows, collapsed, at: current, pageRows };
    const action = gridAction(event.nativeEvent, state);
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
    if (keptFocus.onFocus(event)) return;
    const row = rowOf(event.target);
    if (row !== undefined && row !== cursor) setCursor(row);
  };

  const levelOf = (at: number) => compared.comparison.depth[rows[at] ?? 0] ?? 0;
  const base = indentBase(levelOf, { first, last });
  const Row = layout === "side" ? SideRow : ComparisonRow;
  const row = (at: number, pinned: boolean) => {
    const one = rows[at] ?? 0;
    return (
      <Row
        key={one}
        compared={compared}
        row={one}
        at={at}
        base={base}
        pinned={pinned}
        collapsed={collapsed.has(one)}
        selected={one === selected}
        current={at === current}
        match={matched?.has(one) ?? false}
      />
    );
  };
  const shown = [];
  if (current < first) shown.push(row(current, true));
  for (let at = first; at < last; at += 1) shown.push(row(at, false));
  if (current >= last && last > 0) shown.push(row(current, true));
  return (
    <div className={styles.across}>
      <div className={styles.wide} data-layout={layout}>
        <VirtualScroller
          ref={scroller}
          contentHeight={rows.length * rowHeight + headHeight}
          onScroll={onScroll}
        >
          {/* The rows have the focus, one at a time; the grid itself only listens to them. */}
          {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
          <div
            ref={stage}
            role="treegrid"
            aria-label={words.label}
            aria-rowcount={rows.length + 1}
            aria-readonly="true"
            className={styles.grid}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onFocus={onFocus}
            onBlur={keptFocus.onBlur}
          >
            {layout === "side" ? <SideHead /> : <RowsHead />}
            <div role="rowgroup" className={styles.body}>
              <div ref={list} role="presentation" className={styles.rows}>
                {shown}
              </div>
            </div>
          </div>
        </VirtualScroller>
      </div>
      <div ref={tooltip} className={styles.tooltip} aria-hidden="true" hidden />
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
      <div className={styles.ruler} data-bars="both" aria-hidden="true" />
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
