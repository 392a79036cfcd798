import type { DrawList } from "@/canvas/draw-list";
import type { TextFit } from "@/canvas/text-fit";
import { nsToPx, pxToNs, wholeHeight, type Viewport } from "@/canvas/viewport";
import type { Formats } from "@/i18n/formats";
import { cssPx, ns } from "@/lib/units";
import type { ViewportState } from "@/state/viewport-store";
import type { CanvasTheme } from "./canvas-theme";
import { clockAxis, clockTime, type Clock } from "./clock-axis";
import { rowHeight } from "./span-bars";
import { timeAxis, type TimeAxis } from "./time-axis";

const tickPadding = 4;
const pillHeight = 18;
const pillPadding = 5;

export interface TimeRulerStyle {
  readonly theme: CanvasTheme;
  readonly text: TextFit;
  readonly formats: Pick<Formats, "duration" | "durationIn" | "timeOfDay">;
  /** Times are times of day; else since the start of the trace. */
  readonly clock?: Clock | undefined;
}

/** The marks of the part of a trace that is in sight. */
const axisOf = (v: Viewport, { formats, clock }: TimeRulerStyle): TimeAxis =>
  clock ? clockAxis(v, v.width, formats, clock) : timeAxis(v, v.width, formats);

/** Lines at the marks of the ruler, behind the bars of so many rows. y = 0: below the ruler. */
export function drawGridLines(
  list: DrawList,
  v: Viewport,
  rowCount: number,
  style: TimeRulerStyle,
): void {
  const all = wholeHeight({ ...v, contentHeight: cssPx(rowCount * rowHeight) });
  const bottom = Math.min(v.height, all - v.scrollTop);
  for (const tick of axisOf(v, style).ticks) {
    list.rect(nsToPx(v, ns(tick)), 0, { w: 1, h: bottom }, style.theme.rule);
  }
}

/** Marks and their times. y = 0 is the upper edge of the ruler. */
export function drawRuler(list: DrawList, v: Viewport, height: number, style: TimeRulerStyle) {
  const axis = axisOf(v, style);
  for (const tick of axis.ticks) {
    const x = nsToPx(v, ns(tick));
    list.rect(x, height - 7, { w: 1, h: 7 }, style.theme.ruleStrong);
    const text = axis.label(tick);
    const room = tickPadding + style.text.width(text);
    const color = style.theme.fgMuted;
    if (x + room <= v.width) {
      list.label(x + tickPadding, height / 2, text, { color, align: "left" });
    } else if (list.labelTexts.length === 0 && x >= room) {
      // The only one: better on the other side than not at all.
      list.label(x - tickPadding, height / 2, text, { color, align: "right" });
    }
    // A label that would be cut off at the edge is left out; its mark stays.
  }
}

/** A range that is being selected, with its length in the ruler. y = 0: the ruler's upper edge. */
export function drawBrush(
  list: DrawList,
  v: Viewport,
  at: { readonly brush: NonNullable<ViewportState["brush"]>; readonly rulerHeight: number },
  style: TimeRulerStyle,
): void {
  const { brush, rulerHeight } = at;
  const from = Math.max(0, Math.min(brush.fromX, brush.toX));
  const to = Math.min(v.width, Math.max(brush.fromX, brush.toX));
  const edge = { w: 1, h: rulerHeight + v.height };
  list.rect(from, rulerHeight - 4, { w: to - from, h: 4 }, style.theme.accent);
  list.rect(from, 0, edge, style.theme.accent);
  list.rect(to, 0, edge, style.theme.accent);
  const length = pxToNs(v, cssPx(to)) - pxToNs(v, cssPx(from));
  const text = style.formats.duration(length);
  drawPill(list, (from + to) / 2, text, { width: v.width, rulerHeight, style });
}

/** A line at the pointer, with its time in the ruler. */
export function drawCursor(
  list: DrawList,
  v: Viewport,
  at: { readonly x: number; readonly rulerHeight: number },
  style: TimeRulerStyle,
): void {
  const { x, rulerHeight } = at;
  list.rect(x, rulerHeight, { w: 1, h: v.height }, style.theme.cursorLine);
  const time = Math.round(pxToNs(v, cssPx(x)));
  drawPill(list, x, cursorTime(v, time, style), { width: v.width, rulerHeight, style });
}

/** A time as exact as a pixel is. */
export function cursorTime(v: Viewport, time: number, style: TimeRulerStyle): string {
  const perPixel = (v.endNs - v.startNs) / Math.max(1, v.width);
  const near = {
    startNs: ns(Math.max(0, time - perPixel * 5)),
    endNs: ns(Math.max(time + perPixel * 5, 1)),
  };
  const { formats, clock } = style;
  if (!clock) return timeAxis(near, 10, formats, 1).label(time);
  const digits = Math.max(0, Math.min(9, Math.ceil(9 - Math.log10(Math.max(1, perPixel)))));
  return clockTime(formats, clock, { timeNs: time, digits });
}

/** A label in the ruler, on a ground of its own, kept inside the area. */
export function drawPill(
  list: DrawList,
  x: number,
  text: string,
  at: { readonly width: number; readonly rulerHeight: number; readonly style: TimeRulerStyle },
): void {
  const { theme, text: fit } = at.style;
  const w = fit.width(text) + 2 * pillPadding;
  const left = Math.max(0, Math.min(at.width - w, x - w / 2));
  const top = Math.max(0, Math.floor((at.rulerHeight - pillHeight) / 2) - 1);
  list.rect(left, top, { w, h: pillHeight }, theme.fg);
  list.label(left + pillPadding, top + pillHeight / 2, text, { color: theme.bg, align: "left" });
}
