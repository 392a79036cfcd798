import type { DrawList } from "@/canvas/draw-list";
import { nsToPx, type Viewport } from "@/canvas/viewport";
import { ns } from "@/lib/units";
import type { CanvasTheme } from "./canvas-theme";
import type { BarBox } from "./span-bars";

/** Height of the critical path's line at the head of a bar. */
const pathHeight = 3;

/** The line of the critical path along a bar, for stretches that the caller knows. */
export function drawSections(
  list: DrawList,
  viewport: Viewport,
  box: BarBox,
  of: { readonly times: Float64Array; readonly theme: CanvasTheme },
): void {
  const { times, theme } = of;
  forEachStretch(viewport, times, (start, end) => {
    drawSection(list, viewport, box, { start, end, theme });
  });
}

/** One section of the critical path at the head of a bar. */
export function drawSection(
  list: DrawList,
  viewport: Viewport,
  box: BarBox,
  of: { readonly start: number; readonly end: number; readonly theme: CanvasTheme },
): void {
  const shown = part(viewport, box, of.start, of.end);
  if (!shown) return;
  list.rect(shown.x, box.y, { w: shown.w, h: pathHeight + 1 }, of.theme.bg);
  list.rect(shown.x, box.y, { w: shown.w, h: pathHeight }, of.theme.fg);
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
 * Visits stretches of time that follow each other, those in sight, at most about one per pixel: the
 * cost follows the pixels and not the stretches. `visit` gives the start of the one that it was at.
 */
export function forEachInSight(
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
