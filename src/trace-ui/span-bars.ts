import type { DrawList } from "@/canvas/draw-list";
import type { TextFit } from "@/canvas/text-fit";
import { nsToPx, rowTop, type Viewport } from "@/canvas/viewport";
import { lowerBound } from "@/lib/bisect";
import { cssPx, ns, type CssPx } from "@/lib/units";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import type { CanvasTheme } from "./canvas-theme";

/** Height of a row, as `--row-height`. */
export const rowHeight: CssPx = cssPx(24);

const barHeight = 14;
const barInset = (rowHeight - barHeight) / 2;
/** No bar is narrower: a span of a nanosecond has to be seen and hit. */
export const narrowestBar = 2;
const labelGap = 5;
/** Event ticks stand out of their bar by this much, above and below. */
export const tickOverhang = 2;
/** Event ticks nearer than this are drawn as one. */
const eventSpacing = 2;

/** A bar as it is drawn and hit, in CSS pixels of the area of rows. */
export interface BarBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/**
 * The bar of a span in a row: the one geometry that painting and hit testing share. Clipped to the
 * area; -1 or 1 when the whole span is before or after the time in sight.
 */
export function barBox(v: Viewport, core: TraceCore, span: number, row: number): BarBox | -1 | 1 {
  const { startNs, durationNs } = core.spans;
  const start = startNs[span] ?? 0;
  return timeBox(v, { start, end: start + (durationNs[span] ?? 0) }, row);
}

/** The bar of a stretch of time in a row; as `barBox`. */
export function timeBox(
  v: Viewport,
  { start, end }: { readonly start: number; readonly end: number },
  row: number,
): BarBox | -1 | 1 {
  if (end < v.startNs) return -1;
  if (start > v.endNs) return 1;
  const left = Math.max(0, nsToPx(v, ns(start)));
  const right = Math.min(v.width, nsToPx(v, ns(end)));
  const x = Math.max(0, Math.min(left, v.width - narrowestBar));
  return {
    x,
    y: rowTop(v, row, rowHeight) + barInset,
    w: Math.max(narrowestBar, right - x),
    h: barHeight,
  };
}

/** What the bars of some rows look like. */
export interface SpanBarsStyle {
  readonly theme: CanvasTheme;
  readonly text: TextFit;
  /** Palette step of each resource row. */
  readonly colorOfResource: Uint8Array;
  readonly durationLabel: (ns: number) => string;
  /** Palette step of each span, where bars are not coloured by service. */
  readonly colorOfSpan?: Uint8Array | undefined;
  /** Bars that are there for others' sake. */
  readonly isPale?: ((span: number) => boolean) | undefined;
  /** Draws a row in another way; false where it is to be drawn as any. */
  readonly drawRow?: ((list: DrawList, at: { span: number; row: number }) => boolean) | undefined;
  /** Draws more on a bar: above it, below its events and its label. */
  readonly decorate?: ((list: DrawList, at: DrawnBar) => void) | undefined;
}

/** A bar that has been drawn. */
export interface DrawnBar {
  readonly span: number;
  readonly row: number;
  readonly box: BarBox;
}

/** A "#rrggbb" that lets so much of its ground through: 0 all, 1 nothing. */
export function withAlpha(color: string, alpha: number): string {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return color;
  const part = Math.round(alpha * 255);
  return color + part.toString(16).padStart(2, "0");
}

const paleAlpha = 0.35;

/** Adds the bars of rows [first, last) to a picture: bar, error mark, event ticks, duration. */
export function drawSpanBars(
  list: DrawList,
  scene: { readonly core: TraceCore; readonly viewport: Viewport; readonly rows: Uint32Array },
  range: { readonly first: number; readonly last: number },
  style: SpanBarsStyle,
): void {
  const { core, viewport, rows } = scene;
  for (let row = range.first; row < range.last; row += 1) {
    const span = rows[row] ?? 0;
    if (style.drawRow?.(list, { span, row })) continue;
    const box = barBox(viewport, core, span, row);
    const duration = style.durationLabel(core.spans.durationNs[span] ?? 0);
    if (typeof box === "number") {
      drawPointer(list, { viewport, row, side: box }, duration, style);
      continue;
    }
    const step =
      style.colorOfSpan?.[span] ?? style.colorOfResource[core.spans.resource[span] ?? 0] ?? 0;
    const isError = ((core.spans.flags[span] ?? 0) & SpanFlag.Error) !== 0;
    const full = style.theme.service[step] ?? "";
    const color = style.isPale?.(span) ? withAlpha(full, paleAlpha) : full;
    drawBar(list, box, color, isError ? style.theme : undefined);
    style.decorate?.(list, { span, row, box });
    drawEvents(list, scene, { span, box }, style.theme);
    drawDuration(list, { box, width: viewport.width, step }, duration, style);
  }
}

/** The bar; an error span's has a red foot, set off so that it shows on any service colour. */
function drawBar(list: DrawList, box: BarBox, color: string, errorTheme?: CanvasTheme): void {
  if (!errorTheme) {
    list.rect(box.x, box.y, box, color);
    return;
  }
  list.rect(box.x, box.y, { w: box.w, h: box.h - 5 }, color);
  list.rect(box.x, box.y + box.h - 4, { w: box.w, h: 4 }, errorTheme.error);
}

function drawEvents(
  list: DrawList,
  scene: { readonly core: TraceCore; readonly viewport: Viewport },
  at: { readonly span: number; readonly box: BarBox },
  theme: CanvasTheme,
): void {
  const { core, viewport } = scene;
  const end = core.spans.eventOffset[at.span + 1] ?? 0;
  let event = core.spans.eventOffset[at.span] ?? 0;
  if (event === end) return;
  // Events are in order of time, so those out of sight and those that would share a pixel are
  // jumped over: the cost follows the pixels and not the events.
  const nsPerTick =
    ((viewport.endNs - viewport.startNs) / Math.max(1, viewport.width)) * eventSpacing;
  let from: number = viewport.startNs;
  for (;;) {
    event = lowerBound(core.eventTimeNs, from, event, end);
    if (event >= end) return;
    const time = core.eventTimeNs[event] ?? 0;
    if (time > viewport.endNs) return;
    const x = Math.min(viewport.width - 1, nsToPx(viewport, ns(time)));
    const h = at.box.h + 2 * tickOverhang;
    list.rect(x - 0.5, at.box.y - tickOverhang, { w: 1, h }, theme.fg);
    from = time + Math.max(1, nsPerTick);
  }
}

/** The duration: after the bar, else before it, else on it, else not at all; never clipped. */
export function drawDuration(
  list: DrawList,
  at: { readonly box: BarBox; readonly width: number; readonly step: number },
  text: string,
  style: SpanBarsStyle,
): void {
  const { box, width } = at;
  const textWidth = style.text.width(text);
  const y = box.y + box.h / 2;
  const color = style.theme.fgMuted;
  if (box.x + box.w + labelGap + textWidth <= width) {
    list.label(box.x + box.w + labelGap, y, text, { color, align: "left" });
  } else if (box.x - labelGap - textWidth >= 0) {
    list.label(box.x - labelGap, y, text, { color, align: "right" });
  } else if (textWidth + 4 * labelGap <= box.w) {
    // On a ground of the bar's own: event ticks and the foot of an error would run through it.
    const x = box.x + box.w - labelGap - textWidth;
    const ground = { w: textWidth + 2 * labelGap, h: box.h };
    list.rect(x - labelGap, box.y, ground, style.theme.service[at.step] ?? "");
    list.label(x, y, text, { color: style.theme.onService[at.step] ?? "", align: "left" });
  }
}

/** Says on which side a span out of sight is, and how long it is. */
export function drawPointer(
  list: DrawList,
  at: { readonly viewport: Viewport; readonly row: number; readonly side: -1 | 1 },
  duration: string,
  style: SpanBarsStyle,
): void {
  const { viewport, row, side } = at;
  const y = rowTop(viewport, row, rowHeight) + rowHeight / 2;
  const text = side < 0 ? `‹ ${duration}` : `${duration} ›`;
  if (style.text.width(text) + 2 * labelGap > viewport.width) return;
  list.label(side < 0 ? labelGap : viewport.width - labelGap, y, text, {
    color: style.theme.fgMuted,
    align: side < 0 ? "left" : "right",
  });
}
