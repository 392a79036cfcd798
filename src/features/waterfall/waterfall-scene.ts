import { DrawList } from "@/canvas/draw-list";
import { nsToPx, pxToNs, rowsInSight, wholeHeight, type Viewport } from "@/canvas/viewport";
import type { Formats } from "@/i18n/formats";
import { cssPx, ns, type Nanoseconds } from "@/lib/units";
import type { MeasuredRange, ViewportState } from "@/state/viewport-store";
import { drawSpanBars, rowHeight, type SpanBarsStyle } from "@/trace-ui/span-bars";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { timeAxis } from "@/trace-ui/time-axis";
import { hitWaterfall, rowBox, type HitScene } from "./waterfall-hit";

/** Height of the ruler above the rows, in CSS pixels; as `--ruler-height` in the style sheet. */
export const rulerHeight = 28;

const tickPadding = 4;

export type WaterfallScene = HitScene;

export interface WaterfallStyle extends SpanBarsStyle {
  readonly formats: Pick<Formats, "duration" | "durationIn">;
}

/** The rows' picture: grid lines and bars. y = 0 is the lower edge of the ruler. */
export function rowsScene(scene: WaterfallScene, style: WaterfallStyle): DrawList {
  const list = new DrawList();
  const { viewport, rows } = scene;
  const range = rowsInSight(viewport, rows.length, rowHeight);
  const all = wholeHeight({ ...viewport, contentHeight: cssPx(rows.length * rowHeight) });
  const bottom = Math.min(viewport.height, all - viewport.scrollTop);
  for (const tick of timeAxis(viewport, viewport.width, style.formats).ticks) {
    list.rect(nsToPx(viewport, ns(tick)), 0, { w: 1, h: bottom }, style.theme.rule);
  }
  drawSpanBars(list, scene, range, style);
  return list;
}

/** The ruler's picture: marks and their times. y = 0 is the upper edge of the ruler. */
export function rulerScene(scene: WaterfallScene, style: WaterfallStyle): DrawList {
  const list = new DrawList();
  const { viewport } = scene;
  const axis = timeAxis(viewport, viewport.width, style.formats);
  for (const tick of axis.ticks) {
    const x = nsToPx(viewport, ns(tick));
    list.rect(x, rulerHeight - 7, { w: 1, h: 7 }, style.theme.ruleStrong);
    const text = axis.label(tick);
    // A label that would be cut off at the edge is left out; its mark stays.
    if (x + tickPadding + style.text.width(text) > viewport.width) continue;
    list.label(x + tickPadding, rulerHeight / 2, text, {
      color: style.theme.fgMuted,
      align: "left",
    });
  }
  return list;
}

/** What follows the pointer: cursor line with its time, outlined bar, range being selected. */
export function overlayScene(
  scene: WaterfallScene,
  state: Pick<ViewportState, "pointer" | "brush"> &
    Partial<Pick<ViewportState, "measure" | "mark">>,
  style: WaterfallStyle,
): DrawList {
  const list = new DrawList();
  const { viewport } = scene;
  const { theme } = style;
  const height = rulerHeight + viewport.height;
  if (state.brush) {
    const from = Math.max(0, Math.min(state.brush.fromX, state.brush.toX));
    const to = Math.min(viewport.width, Math.max(state.brush.fromX, state.brush.toX));
    list.rect(from, rulerHeight - 4, { w: to - from, h: 4 }, theme.accent);
    list.rect(from, 0, { w: 1, h: height }, theme.accent);
    list.rect(to, 0, { w: 1, h: height }, theme.accent);
    const length = pxToNs(viewport, cssPx(to)) - pxToNs(viewport, cssPx(from));
    pill(list, (from + to) / 2, style.formats.duration(length), { style, width: viewport.width });
    return list;
  }
  if (state.measure) drawMeasure(list, viewport, state.measure, theme);
  if (state.mark !== undefined) drawMark(list, scene, state.mark, style);
  const { pointer } = state;
  if (!pointer || pointer.x < 0 || pointer.x > viewport.width) return list;
  list.rect(pointer.x, rulerHeight, { w: 1, h: viewport.height }, theme.cursorLine);
  const hit = hitWaterfall(scene, pointer.x, pointer.y - rulerHeight);
  if (hit?.onBar) {
    const box = rowBox(scene, hit.span, hit.row);
    if (typeof box !== "number") {
      list.outline(box.x - 1, box.y - 1 + rulerHeight, { w: box.w + 2, h: box.h + 2 }, theme.fg);
    }
  }
  const time = Math.round(pxToNs(viewport, cssPx(pointer.x)));
  pill(list, pointer.x, cursorTime(scene, time, style), { style, width: viewport.width });
  return list;
}

/** The edges of a range that has been measured, and a line along the ruler between them. */
function drawMeasure(
  list: DrawList,
  viewport: Viewport,
  measure: MeasuredRange,
  theme: CanvasTheme,
): void {
  const from = nsToPx(viewport, measure.startNs);
  const to = nsToPx(viewport, measure.endNs);
  const left = Math.max(0, from);
  const right = Math.min(viewport.width, to);
  if (right < left) return;
  list.rect(left, rulerHeight - 4, { w: right - left, h: 4 }, theme.accent);
  const edge = { w: 1, h: viewport.height };
  if (from >= 0) list.rect(from, rulerHeight, edge, theme.accent);
  if (to <= viewport.width) list.rect(to, rulerHeight, edge, theme.accent);
}

/** A line at a moment, with its time in the ruler. */
function drawMark(
  list: DrawList,
  scene: WaterfallScene,
  mark: Nanoseconds,
  style: WaterfallStyle,
): void {
  const { viewport } = scene;
  const x = nsToPx(viewport, mark);
  if (x < 0 || x > viewport.width) return;
  list.rect(x - 1, rulerHeight, { w: 2, h: viewport.height }, style.theme.accent);
  pill(list, x, cursorTime(scene, mark, style), { style, width: viewport.width });
}

/** The time under the cursor: as exact as a pixel is. */
function cursorTime({ viewport }: WaterfallScene, time: number, style: WaterfallStyle): string {
  const perPixel = (viewport.endNs - viewport.startNs) / Math.max(1, viewport.width);
  const axis = timeAxis(
    { startNs: ns(Math.max(0, time - perPixel * 5)), endNs: ns(Math.max(time + perPixel * 5, 1)) },
    10,
    style.formats,
    1,
  );
  return axis.label(time);
}

/** A label in the ruler, on a ground of its own, kept inside the area. */
function pill(
  list: DrawList,
  x: number,
  text: string,
  at: { readonly style: WaterfallStyle; readonly width: number },
): void {
  const { theme, text: fit } = at.style;
  const w = fit.width(text) + 10;
  const left = Math.max(0, Math.min(at.width - w, x - w / 2));
  list.rect(left, 4, { w, h: 18 }, theme.fg);
  list.label(left + 5, 13, text, { color: theme.bg, align: "left" });
}
