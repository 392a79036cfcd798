import type { DrawList } from "@/canvas/draw-list";
import { nsToPx, type Viewport } from "@/canvas/viewport";
import { coveredTimes } from "@/derive/covered-times";
import { upperBound } from "@/lib/bisect";
import { ns } from "@/lib/units";
import { spanIndex } from "@/model/indexes";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import type { PathColumns, TimelineLook } from "@/state/timeline-look";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { withAlpha, type BarBox, type DrawnBar } from "@/trace-ui/span-bars";
import { rowSections, type PathRows } from "./row-sections";

/** Height of the critical path's line at the head of a bar. */
const pathHeight = 3;
/** What is left of a bar's colour along its edges where a child was at work. */
const edge = 2;
const gapAlpha = 0.72;

export interface DecorationScene extends Pick<PathRows, "layout" | "isCollapsed"> {
  readonly core: TraceCore;
  readonly viewport: Viewport;
  readonly look: TimelineLook;
}

/** Draws on a bar what the look asks for: self time, gaps, critical path. */
export function decorateBar(
  list: DrawList,
  scene: DecorationScene,
  bar: DrawnBar,
  theme: CanvasTheme,
): void {
  const { look } = scene;
  if (look.selfTime) drawCovered(list, scene, bar, theme);
  if (look.gapNs !== undefined) drawGaps(list, scene, bar, theme);
  if (look.path) drawPath(list, { ...scene, path: look.path }, bar, theme);
}

/** The line of the critical path along a bar, for stretches that the caller knows. */
export function drawSections(
  list: DrawList,
  viewport: Viewport,
  box: BarBox,
  of: { readonly times: Float64Array; readonly theme: CanvasTheme },
): void {
  const { times, theme } = of;
  forEachStretch(viewport, times, (start, end) => {
    drawSection(list, box, part(viewport, box, start, end), theme);
  });
}

function drawSection(
  list: DrawList,
  box: BarBox,
  shown: ReturnType<typeof part>,
  theme: CanvasTheme,
): void {
  if (!shown) return;
  list.rect(shown.x, box.y, { w: shown.w, h: pathHeight + 1 }, theme.bg);
  list.rect(shown.x, box.y, { w: shown.w, h: pathHeight }, theme.fg);
}

/** Visits those of some stretches (start, end, start, end, …) that are in sight, one per pixel. */
export function forEachStretch(
  viewport: Viewport,
  times: Float64Array,
  visit: (start: number, end: number) => void,
): void {
  const endOf = (i: number): number => times[2 * i + 1] ?? 0;
  forEachInSight(viewport, times.length / 2, endOf, (i) => {
    const start = times[2 * i] ?? 0;
    visit(start, endOf(i));
    return start;
  });
}

/** The part of a bar between two times, clipped to the bar; undefined when none of it is in sight. */
export function part(
  v: Viewport,
  box: BarBox,
  start: number,
  end: number,
): { readonly x: number; readonly w: number } | undefined {
  const left = Math.max(box.x, nsToPx(v, ns(start)));
  const right = Math.min(box.x + box.w, nsToPx(v, ns(end)));
  return right < box.x || left > box.x + box.w ? undefined : { x: left, w: right - left };
}

/**
 * The sections of the critical path that are a row's own, and those of the spans that it stands for.
 * Sections that share a pixel are drawn once.
 */
function drawPath(
  list: DrawList,
  scene: DecorationScene & { readonly path: PathColumns },
  { span, box }: DrawnBar,
  theme: CanvasTheme,
): void {
  const { core, path, viewport, layout, isCollapsed } = scene;
  const at = upperBound(path.onPath, span) - 1;
  if (path.onPath[at] !== span) return;
  const merged = rowSections({ spans: core.spans, path, layout, isCollapsed }, span);
  if (merged) return drawSections(list, viewport, box, { times: merged, theme });
  const sections = path.own.subarray(path.ownOffset[at], path.ownOffset[at + 1]);
  const endOf = (i: number): number => path.endNs[sections[i] ?? 0] ?? 0;
  forEachInSight(viewport, sections.length, endOf, (i) => {
    const section = sections[i] ?? 0;
    const start = path.startNs[section] ?? 0;
    drawSection(list, box, part(viewport, box, start, path.endNs[section] ?? 0), theme);
    return start;
  });
}

/** Where children were at work, only the edges of a bar are left. */
function drawCovered(
  list: DrawList,
  { core, viewport }: DecorationScene,
  { span, box }: DrawnBar,
  theme: CanvasTheme,
): void {
  const covered = coveredOf(core, span);
  const isError = ((core.spans.flags[span] ?? 0) & SpanFlag.Error) !== 0;
  const h = box.h - 2 * edge - (isError ? 5 : 0);
  forEachInSight(
    viewport,
    covered.length / 2,
    (i) => covered[2 * i + 1] ?? 0,
    (i) => {
      const start = covered[2 * i] ?? 0;
      const shown = part(viewport, box, start, covered[2 * i + 1] ?? 0);
      if (shown) list.rect(shown.x, box.y + edge, { w: shown.w, h }, withAlpha(theme.bg, gapAlpha));
      return start;
    },
  );
}

/** Long stretches of a parent during which none of its children was at work. */
function drawGaps(
  list: DrawList,
  { core, viewport, look }: DecorationScene,
  { span, box }: DrawnBar,
  theme: CanvasTheme,
): void {
  const covered = coveredOf(core, span);
  if (covered.length === 0) return;
  const start = core.spans.startNs[span] ?? 0;
  const end = start + (core.spans.durationNs[span] ?? 0);
  const count = covered.length / 2 + 1;
  const from = (i: number): number => (i === 0 ? start : (covered[2 * i - 1] ?? end));
  const to = (i: number): number => (i === count - 1 ? end : (covered[2 * i] ?? end));
  forEachInSight(viewport, count, to, (i) => {
    const shown = part(viewport, box, from(i), to(i));
    if (shown && to(i) - from(i) > (look.gapNs ?? 0)) {
      const y = box.y + box.h / 2;
      // Dashes of 3 pixels; no more of them than the area is wide.
      for (let x = shown.x + 2; x + 3 < shown.x + shown.w; x += 6) {
        list.rect(x, y - 1, { w: 3, h: 2 }, theme.bg);
      }
    }
    return from(i);
  });
}

/**
 * Visits stretches of time that follow each other, those in sight, at most about one per pixel: the
 * cost follows the pixels and not the stretches. `visit` gives the start of the one that it was at.
 */
function forEachInSight(
  v: Viewport,
  count: number,
  endOf: (i: number) => number,
  visit: (i: number) => number,
): void {
  const nsPerPixel = (v.endNs - v.startNs) / Math.max(1, v.width);
  let next = firstEndingAfter(v.startNs, 0, count, endOf);
  while (next < count) {
    if (visit(next) > v.endNs) return;
    const after = endOf(next) + nsPerPixel;
    next += 1;
    // Neighbours are looked at one by one as long as they are wide enough to be seen.
    if (next < count && endOf(next) < after) next = firstEndingAfter(after, next, count, endOf);
  }
}

function firstEndingAfter(
  time: number,
  from: number,
  count: number,
  endOf: (i: number) => number,
): number {
  let low = from;
  let high = count;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (endOf(middle) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Spans whose covered times are remembered: those in sight, and the ones scrolled past. */
const remembered = 400;
const known = new WeakMap<TraceCore, Map<number, Float64Array>>();

function coveredOf(core: TraceCore, span: number): Float64Array {
  let ofCore = known.get(core);
  if (!ofCore) known.set(core, (ofCore = new Map()));
  let covered = ofCore.get(span);
  if (!covered) {
    if (ofCore.size >= remembered) ofCore.clear();
    covered = coveredTimes(core.spans, spanIndex(span));
    ofCore.set(span, covered);
  }
  return covered;
}
