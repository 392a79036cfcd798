import { rebase, rowAt, rowTop, scrollTo, withContent, type Viewport } from "@/canvas/viewport";
import { rowOfSpan, spanOfRow } from "@/derive/visible-rows";
import { BitSet } from "@/lib/bitset";
import { lowerBound } from "@/lib/bisect";
import { cssPx, ns, type Nanoseconds } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { allRows } from "@/state/timeline-look";
import {
  createTraceViewStore,
  type FindState,
  type TraceViewState,
} from "@/state/trace-view-store";
import { createViewportStore, type MeasuredRange } from "@/state/viewport-store";
import { rowHeight } from "@/trace-ui/span-bars";
import { carriedRows, sameSpan, type RowCarrier } from "./carry-rows";
import { rowFor, rowsFor } from "./rows";
import type { Timeline } from "./timeline-commands";
import { rulerHeight } from "./waterfall-scene";

/** A span whose row stays where it is on the screen while the rows around it change. */
export interface Anchor {
  readonly span: SpanIndex;
  /** Upper edge of its row, in CSS pixels below the ruler. */
  readonly top: number;
}

/** So many rows are tried when the first one is gone. */
const mostAnchors = 12;

/** What is being looked at beside what the timeline itself knows. */
export interface Attention {
  readonly selected: SpanIndex | undefined;
  /** The focus is in the rows. */
  readonly focused: boolean;
}

/** The rows whose fate decides what a view looks like on another reading of its trace. */
export function rowsOfView({ core, view }: Timeline): BitSet {
  const { collapsed, opened, find } = view.getState();
  const rows = collapsed.clone();
  for (const row of opened) rows.add(row);
  for (const row of find.matches) if (row < core.spans.length) rows.add(row);
  return rows;
}

/**
 * The rows to hold in place, best first: the one under the pointer, the selected one if it is in
 * sight, the one with the focus, and then those in sight from the top.
 */
export function anchorsOf({ core, view, viewport }: Timeline, attention: Attention): Anchor[] {
  const { viewport: v, pointer } = viewport.getState();
  const state = view.getState();
  const rows = rowsFor(core, state);
  const anchors: Anchor[] = [];
  const add = (row: number): void => {
    const span = spanOfRow(rows, row);
    const top = rowTop(v, row, rowHeight);
    if (span === undefined || top <= -rowHeight || top >= v.height) return;
    if (anchors.length < mostAnchors) anchors.push({ span, top });
  };
  if (pointer && pointer.y >= rulerHeight) {
    add(rowAt(v, cssPx(pointer.y - rulerHeight), rowHeight));
  }
  if (attention.selected !== undefined) add(rowFor(core, state, attention.selected));
  if (attention.focused) add(rowFor(core, state, state.cursor));
  const first = rowAt(v, cssPx(0), rowHeight);
  for (let row = first; row < first + mostAnchors; row += 1) add(row);
  return anchors;
}

/** Scrolls so that the first of the anchors that is still there has its row where it was. */
export function holdAnchor(
  v: Viewport,
  anchors: readonly Anchor[],
  to: { readonly rows: Uint32Array; readonly spanNow: (span: SpanIndex) => SpanIndex | undefined },
): Viewport {
  for (const { span, top } of anchors) {
    const now = to.spanNow(span);
    if (now === undefined) continue;
    const moved = rowTop(v, rowOfSpan(to.rows, now), rowHeight) - top;
    return scrollTo(v, cssPx(v.scrollTop + moved));
  }
  return v;
}

/** Which rows are collapsed, and which folds of equal spans are open. */
export type OpenRows = Pick<TraceViewState, "collapsed" | "opened">;

/**
 * What is collapsed and open on another reading: what the URL says of it, else what was so before.
 * Lays the rows out, too, for those who draw them, which takes the longer the larger the trace is.
 */
export function carryOpenRows(
  from: Timeline,
  core: TraceCore,
  carrier: RowCarrier,
  linked: Partial<OpenRows> = {},
): OpenRows {
  const before = from.view.getState();
  const collapsed = linked.collapsed ?? carriedCollapsed(before.collapsed, core, carrier);
  const opened = linked.opened ?? BitSet.of(core.spans.length, carriedRows(before.opened, carrier));
  rowsFor(core, { collapsed, opened, layout: allRows });
  return { collapsed, opened };
}

export interface CarryOptions {
  /** Of `rowsOfView`, done. */
  readonly carrier: RowCarrier;
  /** Of `carryOpenRows`. */
  readonly openRows: OpenRows;
  /** As `anchorsOf` says; none to stay where the scroll bar is. */
  readonly anchors: readonly Anchor[];
  /** In place of the time in sight, which nobody has changed since the link was opened. */
  readonly linkedRange?: ((v: Viewport) => Viewport) | undefined;
}

/**
 * The view of a trace as it was, on another reading of it: the same rows collapsed, found and under
 * the cursor, the same stretch of wall-clock time in sight, and the anchor's row in its place.
 */
export function carryView(from: Timeline, core: TraceCore, options: CarryOptions): Timeline {
  const { carrier, openRows, anchors, linkedRange } = options;
  const { collapsed, opened } = openRows;
  const before = from.view.getState();
  const rows = rowsFor(core, { collapsed, opened, layout: allRows });
  const spanNow = (span: SpanIndex) => sameSpan(from.core, span, core);

  const state = from.viewport.getState();
  const shift = ns(Number(from.core.epochUnixNano - core.epochUnixNano));
  const rebased = rebase(state.viewport, ns(core.durationNs), shift);
  const ranged = linkedRange ? linkedRange(rebased) : rebased;
  const above = spanOfRow(rowsFor(from.core, before), rebased.gap?.row ?? -1);
  const gapSpan = above === undefined ? undefined : spanNow(above);
  const gap = rebased.gap && {
    ...rebased.gap,
    row: gapSpan === undefined ? -1 : rowOfSpan(rows, gapSpan),
  };
  const filled = withContent({ ...ranged, gap }, cssPx(rows.length * rowHeight));
  const viewport = createViewportStore(ns(core.durationNs));
  viewport.setState({
    ...state,
    measure: state.measure && carriedRange(state.measure, core, shift),
    mark: undefined,
    viewport: holdAnchor(filled, anchors, { rows, spanNow }),
  });

  const view = createTraceViewStore(core.spans.length, {
    collapsed,
    opened,
    cursor: spanNow(before.cursor) ?? spanIndex(Math.min(before.cursor, core.spans.length - 1)),
    find: carriedFind(before.find, carrier),
  });
  return { core, view, viewport };
}

/** The same stretch of wall-clock time, as far as the trace has it. */
function carriedRange(
  { startNs, endNs }: MeasuredRange,
  { durationNs }: TraceCore,
  shift: Nanoseconds,
): MeasuredRange | undefined {
  const start = ns(Math.max(0, startNs + shift));
  const end = ns(Math.min(durationNs, endNs + shift));
  return start < end ? { startNs: start, endNs: end } : undefined;
}

/** Rows without children any more are not collapsed. */
function carriedCollapsed(before: BitSet, core: TraceCore, carrier: RowCarrier): BitSet {
  const { spans } = core;
  const parents = carriedRows(before, carrier).filter(
    (row) => (spans.subtreeEnd[row] ?? 0) > row + 1,
  );
  return BitSet.of(spans.length, parents);
}

/** The matches that are still there stay marked until the search has gone through the new rows. */
function carriedFind(before: FindState, carrier: RowCarrier): FindState {
  const matches = Uint32Array.from(carriedRows(before.matches, carrier)).sort();
  const current = carrier.rowOf(before.matches[before.current] ?? -1);
  const position = lowerBound(matches, current);
  return { ...before, matches, current: matches[position] === current ? position : -1 };
}
