import {
  centreRow,
  fit,
  pan,
  reset,
  revealRow,
  revealTime,
  scrollTo,
  withContent,
  zoomAt,
  type Viewport,
} from "@/canvas/viewport";
import {
  collapseAll,
  collapseLevel,
  collapseSiblings,
  expandAll,
  expandLevel,
  openToDepth,
  revealSpan,
} from "@/derive/collapse";
import type { BitSet } from "@/lib/bitset";
import { cssPx, ns } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import type { TraceViewStore } from "@/state/trace-view-store";
import { updateViewport, type ViewportStore } from "@/state/viewport-store";
import { rowHeight } from "@/trace-ui/span-bars";
import { closedFoldAt, withFoldClosed, withFoldOpen, withFoldsOfOpen } from "./folds";
import { holdRows } from "./hold-rows";
import { measureSpan } from "./measure";
import { isToBeShown, rowFor, rowsFor } from "./rows";
import { stepZoom } from "./zoom-history";

/** Levels that have a key. */
type Level = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** What can be done to a timeline as a whole, by key or button. */
export type TimelineCommand =
  | "collapse-all"
  | "expand-all"
  | "collapse-level"
  | "expand-level"
  | "zoom-in"
  | "zoom-out"
  | "zoom-in-far"
  | "zoom-out-far"
  | "zoom-reset"
  | "fit-span"
  | "pan-left"
  | "pan-right"
  | "pan-left-far"
  | "pan-right-far"
  | "scroll-up"
  | "scroll-down"
  | "next-match"
  | "previous-match"
  | "collapse-siblings"
  | "zoom-back"
  | "zoom-forward"
  | `level-${Level}`
  | "measure-span"
  | "next-error"
  | "previous-error";

/** A trace and the stores that say how it is being looked at. */
export interface Timeline {
  readonly core: TraceCore;
  readonly view: TraceViewStore;
  readonly viewport: ViewportStore;
}

/** Shares of the window that the keys move it by. */
const panStep = 0.1;
const panFar = 0.5;
const zoomStep = 1 / 1.5;
const zoomFar = 1 / 4;

export function runTimelineCommand(timeline: Timeline, command: TimelineCommand): void {
  const { core, view, viewport } = timeline;
  const { collapsed } = view.getState();
  const collapse = (next: BitSet) => holdRows(timeline, () => view.setState({ collapsed: next }));
  const move = (change: (v: Viewport) => Viewport) => updateViewport(viewport, change);
  const zoom = (factor: number) => move((v) => zoomAt(v, cssPx(v.width / 2), factor));
  const panBy = (share: number) => move((v) => pan(v, cssPx(v.width * share)));
  const level = /^level-(\d)$/.exec(command)?.[1];
  if (level !== undefined) {
    // Levels of a subtree that is shown alone are counted from its top.
    const { focus } = view.getState().layout;
    const top = focus === undefined ? 0 : (core.spans.depth[focus] ?? 0);
    return collapse(openToDepth(core.spans, top + Number(level)));
  }
  switch (command) {
    case "collapse-all":
      return collapse(collapseAll(core.spans, collapsed));
    case "expand-all":
      return collapse(expandAll(collapsed));
    case "collapse-level":
      return collapse(collapseLevel(core.spans, collapsed));
    case "expand-level":
      return collapse(expandLevel(core.spans, collapsed));
    case "zoom-in":
      return zoom(zoomStep);
    case "zoom-out":
      return zoom(1 / zoomStep);
    case "zoom-in-far":
      return zoom(zoomFar);
    case "zoom-out-far":
      return zoom(1 / zoomFar);
    case "zoom-reset":
      return move(reset);
    case "fit-span":
      return fitSpan(timeline, currentSpan(timeline));
    case "pan-left":
      return panBy(-panStep);
    case "pan-right":
      return panBy(panStep);
    case "pan-left-far":
      return panBy(-panFar);
    case "pan-right-far":
      return panBy(panFar);
    case "scroll-up":
      return move((v) => scrollTo(v, cssPx(v.scrollTop - v.height * 0.5)));
    case "scroll-down":
      return move((v) => scrollTo(v, cssPx(v.scrollTop + v.height * 0.5)));
    case "next-match":
      return stepMatch(timeline, 1);
    case "previous-match":
      return stepMatch(timeline, -1);
    case "collapse-siblings":
      return collapse(collapseSiblings(core.spans, collapsed, currentSpan(timeline)));
    case "zoom-back":
      return stepZoom(viewport, -1);
    case "zoom-forward":
      return stepZoom(viewport, 1);
    case "measure-span":
      return measureSpan(timeline, currentSpan(timeline));
    case "next-error":
      return stepError(timeline, 1);
    case "previous-error":
      return stepError(timeline, -1);
    default:
      return undefined;
  }
}

/** The span that the keyboard is at: the cursor's, or the collapsed one that hides it. */
export function currentSpan({ core, view }: Timeline): SpanIndex {
  const state = view.getState();
  return spanIndex(rowsFor(core, state)[rowFor(core, state, state.cursor)] ?? 0);
}

/** Shows the equal spans that share a row, or lets those of an open fold share one again. */
export function openFold({ view }: Timeline, span: SpanIndex): void {
  const state = view.getState();
  const closed = closedFoldAt(state, span);
  if (closed) view.setState({ ...withFoldOpen(state, closed), cursor: span });
}

/** The way back: `head` is the first span of the fold. */
export function closeFold({ view }: Timeline, head: SpanIndex): void {
  view.setState({ ...withFoldClosed(view.getState(), head), cursor: head });
}

/** Shows the time of one span, with some room around it. */
export function fitSpan({ core, viewport }: Timeline, span: SpanIndex): void {
  const start = core.spans.startNs[span] ?? 0;
  const end = start + (core.spans.durationNs[span] ?? 0);
  updateViewport(viewport, (v) => fit(v, ns(start), ns(end)));
}

/** Puts the cursor on a span and scrolls no further than it has to; for steps of the keyboard. */
export function moveCursor({ core, view, viewport }: Timeline, span: SpanIndex): void {
  view.setState({ cursor: span });
  const row = rowFor(core, view.getState(), span);
  updateViewport(viewport, (v) => revealRow(v, row, rowHeight));
}

/** Puts the cursor on a span wherever it is: opens what hides it, scrolls and pans to it. */
export function reveal({ core, view, viewport }: Timeline, span: SpanIndex): void {
  const before = view.getState();
  const collapsed = revealSpan(core.spans, before.collapsed, span);
  view.setState({ collapsed, opened: withFoldsOfOpen(core.spans, before, span), cursor: span });
  const state = view.getState();
  const rows = rowsFor(core, state);
  const start = core.spans.startNs[span] ?? 0;
  const end = start + (core.spans.durationNs[span] ?? 0);
  updateViewport(viewport, (v) => {
    const grown = withContent(v, cssPx(rows.length * rowHeight));
    return revealTime(centreRow(grown, rowFor(core, state, span), rowHeight), ns(start), ns(end));
  });
}

/**
 * Goes to the match after or before the current one, or another one, around the ends; never to one
 * that a filter leaves out, where there would be nothing to see.
 */
export function stepMatch(timeline: Timeline, by: 1 | -1, from?: number): void {
  const { find, layout } = timeline.view.getState();
  const count = find.matches.length;
  const start = from ?? (find.current < 0 && by < 0 ? 0 : find.current);
  for (let step = 1; step <= count; step += 1) {
    const next = (start + by * step + count) % count;
    const row = find.matches[next] ?? 0;
    if (isToBeShown(timeline.core, layout, row)) return goToMatch(timeline, next);
  }
}

/** Goes to the error after or before the cursor, around the ends, among the spans to be shown. */
function stepError(timeline: Timeline, by: 1 | -1): void {
  const { core, view } = timeline;
  const { layout, cursor } = view.getState();
  const { length, flags } = core.spans;
  for (let step = 1; step <= length; step += 1) {
    const row = (cursor + by * step + length) % length;
    const isError = ((flags[row] ?? 0) & SpanFlag.Error) !== 0;
    if (isError && isToBeShown(core, layout, row)) return reveal(timeline, spanIndex(row));
  }
}

/** Makes one of the matches the current one and shows it. */
export function goToMatch(timeline: Timeline, current: number): void {
  const { find } = timeline.view.getState();
  const span = find.matches[current];
  if (span === undefined) return;
  timeline.view.setState({ find: { ...find, current } });
  reveal(timeline, spanIndex(span));
}
