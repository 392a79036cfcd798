import {
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type Ref,
} from "react";
import { useStore } from "zustand";
import { frames } from "@/canvas/frame-scheduler";
import { rowTop } from "@/canvas/viewport";
import { toggleCollapsed } from "@/derive/collapse";
import { useMessages } from "@/i18n/I18nProvider";
import { lowerBound } from "@/lib/bisect";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { indentBase } from "@/trace-ui/indent-base";
import { rowHeight } from "@/trace-ui/span-bars";
import { useRowWindow } from "@/trace-ui/use-row-window";
import { useKeptFocus } from "@/widgets/use-kept-focus";
import { spanKey } from "./carry-rows";
import type { MenuPlace } from "./RowMenu";
import { closedFoldAt, foldHasMatch, memberCount, openFoldOf } from "./folds";
import { errorsOf, parentInSight, rowFor, spansBetween, treeFor } from "./rows";
import { closeFold, currentSpan, moveCursor, openFold, type Timeline } from "./timeline-commands";
import { gridAction } from "./waterfall-keys";
import { WaterfallRow } from "./WaterfallRow";
import styles from "./Waterfall.module.css";

export interface WaterfallRowsHandle {
  /** Gives the focus to the row that the keyboard is at. */
  focus(): void;
}

export interface WaterfallRowsProps {
  readonly timeline: Timeline;
  readonly selected: SpanIndex | undefined;
  /** `byKey`: with Enter, not with the pointer. */
  readonly onSelect: (span: SpanIndex, byKey: boolean) => void;
  /** The pointer went down on a row: when it comes up, the row is probably selected. */
  readonly onPress?: ((span: SpanIndex) => void) | undefined;
  readonly marks?: Uint8Array | undefined;
  /** A menu was asked for, by pointer or key. */
  readonly onMenu?: ((place: MenuPlace) => void) | undefined;
  readonly ref?: Ref<WaterfallRowsHandle>;
}

/**
 * The tree grid: what is drawn, as rows for keyboard and assistive technology, and the name column
 * for everyone. Only the rows in sight are in the document, and the one that has the focus.
 */
export function WaterfallRows(props: WaterfallRowsProps) {
  const { timeline, selected, onSelect, onPress, marks, onMenu, ref } = props;
  const { core, view, viewport } = timeline;
  const words = useMessages().trace.timeline;
  const rowWords = useMessages().rows;
  const opened = useStore(view, (state) => state.opened);
  const collapsed = useStore(view, (state) => state.collapsed);
  const cursor = useStore(view, (state) => state.cursor);
  const matches = useStore(view, (state) => state.find.matches);
  const currentMatch = useStore(view, ({ find }) => find.matches[find.current]);
  const layout = useStore(view, (state) => state.layout);
  const state = { collapsed, opened, layout };
  const { rows, levels } = treeFor(core, state);
  const errors = errorsOf(core);
  const { first, last } = useRowWindow(viewport, rows.length);
  const gap = useStore(viewport, (state) => state.viewport.gap);
  const grid = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);

  // The rows hang below each other from `first`; where that is, the frame decides.
  useLayoutEffect(() => {
    const place = () => {
      const top = rowTop(viewport.getState().viewport, first, rowHeight);
      if (grid.current) grid.current.style.transform = `translateY(${top}px)`;
    };
    place();
    const stop = viewport.subscribe((now, before) => {
      const [a, b] = [now.viewport, before.viewport];
      if (a.scrollTop !== b.scrollTop || a.gap !== b.gap) frames.schedule("dom", place);
    });
    return () => {
      stop();
      frames.cancel("dom", place);
    };
  }, [viewport, first]);

  // The row may not be in the document yet: then it gets the focus when it comes.
  const focusCurrent = () => {
    const row = grid.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    wantsFocus.current = !row;
    row?.focus({ preventScroll: true });
  };
  useImperativeHandle(ref, () => ({ focus: focusCurrent }), []);
  useLayoutEffect(() => {
    if (wantsFocus.current) focusCurrent();
  });
  const keptFocus = useKeptFocus(grid);

  const moveTo = (span: SpanIndex) => {
    wantsFocus.current = true;
    moveCursor(timeline, span);
    if (span === cursor) focusCurrent();
  };
  const toggle = (span: SpanIndex) => {
    view.setState({ collapsed: toggleCollapsed(core.spans, collapsed, span), cursor: span });
  };
  const changeFold = (change: typeof openFold, span: SpanIndex) => {
    wantsFocus.current = true;
    change(timeline, span);
  };
  const askForMenu = (span: SpanIndex, x: number, y: number) => {
    view.setState({ cursor: span });
    onMenu?.({ span, x, y });
  };
  const onContextMenu = (event: MouseEvent) => {
    const span = spanOf(event.target);
    if (span === undefined || !onMenu) return;
    event.preventDefault();
    askForMenu(span, event.clientX, event.clientY);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const asksForMenu = event.key === "ContextMenu" || (event.shiftKey && event.key === "F10");
    const focused = spanOf(event.target);
    if (asksForMenu && focused !== undefined && event.target instanceof Element) {
      event.preventDefault();
      const { left, bottom } = event.target.getBoundingClientRect();
      return askForMenu(focused, left + 24, bottom);
    }
    const { height } = viewport.getState().viewport;
    const at = currentSpan(timeline);
    const inFold = openFoldOf(state, at);
    const action = gridAction(event, {
      spans: core.spans,
      rows,
      collapsed,
      cursor: at,
      isFold: closedFoldAt(state, at) !== undefined,
      openFold: inFold === undefined ? undefined : spanIndex(inFold),
      above: parentInSight(core, rows, at),
      pageRows: Math.floor(height / rowHeight),
    });
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (action.kind === "move") moveTo(action.to);
    else if (action.kind === "toggle") toggle(action.span);
    else if (action.kind === "open-fold") changeFold(openFold, action.span);
    else if (action.kind === "close-fold") changeFold(closeFold, action.span);
    else onSelect(action.span, true);
  };
  const onPointerDown = ({ target, button }: PointerEvent) => {
    const span = button === 0 ? spanOf(target) : undefined;
    if (span !== undefined) onPress?.(span);
  };
  const onClick = (event: MouseEvent) => {
    const span = spanOf(event.target);
    if (span === undefined) return;
    // A row of equal spans has no details of its own: it shows whose it is.
    if (closedFoldAt(state, span)) return changeFold(openFold, span);
    if (event.target instanceof Element && event.target.closest("[data-expander]")) {
      wantsFocus.current = true;
      toggle(span);
      return;
    }
    if (event.target instanceof Element && event.target.closest("[data-folder]")) {
      return changeFold(closeFold, span);
    }
    view.setState({ cursor: span });
    onSelect(span, false);
  };
  const onFocus = (event: FocusEvent) => {
    if (keptFocus.onFocus(event)) return;
    const span = spanOf(event.target);
    if (span !== undefined && span !== cursor) view.setState({ cursor: span });
  };

  const levelOf = (at: number) => levels?.[at] ?? core.spans.depth[rows[at] ?? 0] ?? 0;
  const top = layout.focus === undefined ? 0 : levelOf(0);
  const base = indentBase(levelOf, { first, last }, top);
  const currentRow = rowFor(core, state, cursor);
  const row = (at: number, pinned: boolean) => {
    const span = spanIndex(rows[at] ?? 0);
    const fold = closedFoldAt(state, span);
    const isOpen = openFoldOf(state, span) === span && layout.folds !== undefined;
    return (
      <WaterfallRow
        key={spanKey(core, span)}
        core={core}
        errors={errors}
        words={words}
        span={span}
        row={at}
        rowWords={rowWords}
        folds={fold?.folds}
        openCount={
          isOpen && layout.folds
            ? memberCount({ folds: layout.folds, fold: layout.folds.ofSpan[span] ?? 0 })
            : 0
        }
        level={levels?.[at]}
        between={spansBetween(core, layout, span)}
        collapsed={collapsed.has(span)}
        selected={span === selected && !fold}
        current={at === currentRow}
        mark={marks?.[span] ?? 0}
        pale={layout.context?.has(span) ?? false}
        base={base}
        match={
          fold
            ? foldHasMatch(core.spans, matches, fold)
            : matches[lowerBound(matches, span)] === span
        }
        currentMatch={span === currentMatch}
        pinned={pinned}
        roomBelow={at === gap?.row && !pinned ? gap.height : 0}
      />
    );
  };
  const shown = [];
  if (currentRow >= 0 && currentRow < first) shown.push(row(currentRow, true));
  for (let at = first; at < last; at += 1) shown.push(row(at, false));
  if (currentRow >= last && last > 0) shown.push(row(currentRow, true));

  return (
    // The rows have the focus, one at a time; the grid itself only listens to them.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={grid}
      role="treegrid"
      aria-label={words.grid}
      aria-rowcount={rows.length}
      aria-readonly="true"
      className={styles.grid}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
      onFocus={onFocus}
      onBlur={keptFocus.onBlur}
    >
      {shown}
    </div>
  );
}

/** The span of the row that an event came from. */
function spanOf(target: EventTarget): SpanIndex | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-span]") : null;
  const span = row?.dataset["span"];
  return span === undefined ? undefined : spanIndex(Number(span));
}
