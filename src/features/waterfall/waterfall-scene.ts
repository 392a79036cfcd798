import { DrawList } from "@/canvas/draw-list";
import { nsToPx, rowsInSight, type Viewport } from "@/canvas/viewport";
import type { Formats } from "@/i18n/formats";
import type { Nanoseconds } from "@/lib/units";
import type { MeasuredRange, ViewportState } from "@/state/viewport-store";
import { drawSpanBars, rowHeight, type SpanBarsStyle } from "@/trace-ui/span-bars";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import type { Clock } from "@/trace-ui/clock-axis";
import {
  cursorTime,
  drawBrush,
  drawCursor,
  drawGridLines,
  drawPill,
  drawRuler,
} from "@/trace-ui/time-ruler";
import { hitWaterfall, rowBox, type HitScene } from "./waterfall-hit";

/** Height of the ruler above the rows, in CSS pixels; as `--ruler-height` in the style sheet. */
export const rulerHeight = 28;

export type WaterfallScene = HitScene;

export interface WaterfallStyle extends SpanBarsStyle {
  readonly formats: Pick<Formats, "duration" | "durationIn" | "timeOfDay">;
  /** Times are times of day; else since the start of the trace. */
  readonly clock?: Clock | undefined;
}

/** The rows' picture: grid lines and bars. y = 0 is the lower edge of the ruler. */
export function rowsScene(scene: WaterfallScene, style: WaterfallStyle): DrawList {
  const list = new DrawList();
  const { viewport, rows } = scene;
  drawGridLines(list, viewport, rows.length, style);
  drawSpanBars(list, scene, rowsInSight(viewport, rows.length, rowHeight), style);
  return list;
}

/** The ruler's picture: marks and their times. y = 0 is the upper edge of the ruler. */
export function rulerScene({ viewport }: WaterfallScene, style: WaterfallStyle): DrawList {
  const list = new DrawList();
  drawRuler(list, viewport, rulerHeight, style);
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
  if (state.brush) {
    drawBrush(list, viewport, { brush: state.brush, rulerHeight }, style);
    return list;
  }
  if (state.measure) drawMeasure(list, viewport, state.measure, theme);
  if (state.mark !== undefined) drawMark(list, scene, state.mark, style);
  const { pointer } = state;
  if (!pointer || pointer.x < 0 || pointer.x > viewport.width) return list;
  const hit = hitWaterfall(scene, pointer.x, pointer.y - rulerHeight);
  if (hit?.onBar) {
    const box = rowBox(scene, hit.span, hit.row);
    if (typeof box !== "number") {
      list.outline(box.x - 1, box.y - 1 + rulerHeight, { w: box.w + 2, h: box.h + 2 }, theme.fg);
    }
  }
  drawCursor(list, viewport, { x: pointer.x, rulerHeight }, style);
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
  const text = cursorTime(viewport, mark, style);
  drawPill(list, x, text, { width: viewport.width, rulerHeight, style });
}
