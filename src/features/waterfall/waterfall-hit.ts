import { isInGap, pxToNs, rowAt, type Viewport } from "@/canvas/viewport";
import { lowerBound, upperBound } from "@/lib/bisect";
import { cssPx } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { barBox, rowHeight, tickOverhang, timeBox, type BarBox } from "@/trace-ui/span-bars";
import { foldTime, type RowFold } from "./folds";

export interface WaterfallHit {
  readonly row: number;
  readonly span: SpanIndex;
  /** The point is on the span's bar or one of its events, or so near that it must be meant. */
  readonly onBar: boolean;
  /** The events whose ticks it is on, as positions among those of the trace: [from, to). */
  readonly events?: readonly [from: number, to: number];
}

/** Bars may be two pixels wide, ticks are one: this much beside them still counts. */
const slop = 3;

/** What is drawn, and the folds whose rows stand for several spans. */
export interface HitScene {
  readonly core: TraceCore;
  readonly viewport: Viewport;
  readonly rows: Uint32Array;
  readonly foldAt?: (span: number) => RowFold | undefined;
}

/** The bar of a row: of its span, or of all the equal spans that it stands for. */
export function rowBox(scene: HitScene, span: number, row: number): BarBox | -1 | 1 {
  const fold = scene.foldAt?.(span);
  if (fold) return timeBox(scene.viewport, foldTime(fold), row);
  return barBox(scene.viewport, scene.core, span, row);
}

/** What is at a point of the area of rows, in CSS pixels. O(1): the rows are not searched. */
export function hitWaterfall(scene: HitScene, x: number, y: number): WaterfallHit | undefined {
  if (y < 0 || y >= scene.viewport.height) return undefined;
  if (isInGap(scene.viewport, cssPx(y), rowHeight)) return undefined;
  const row = rowAt(scene.viewport, cssPx(y), rowHeight);
  const span = scene.rows[row];
  if (span === undefined) return undefined;
  const box = rowBox(scene, span, row);
  const at = { row, span: spanIndex(span) };
  if (typeof box === "number") return { ...at, onBar: false };
  const isFold = scene.foldAt?.(span) !== undefined;
  const isAtTicks = !isFold && y >= box.y - tickOverhang && y <= box.y + box.h + tickOverhang;
  const events = isAtTicks ? eventsAt(scene, span, x) : undefined;
  if (events) return { ...at, onBar: true, events };
  const onBar = x >= box.x - slop && x <= box.x + box.w + slop && y >= box.y && y <= box.y + box.h;
  return { ...at, onBar };
}

/** The events of a span that are in sight and at a point. O(log n): they are in order of time. */
function eventsAt(
  { core, viewport: v }: HitScene,
  span: number,
  x: number,
): readonly [from: number, to: number] | undefined {
  const first = core.spans.eventOffset[span] ?? 0;
  const last = core.spans.eventOffset[span + 1] ?? first;
  if (first === last) return undefined;
  const after = Math.max(v.startNs, pxToNs(v, cssPx(x - slop)));
  const until = Math.min(v.endNs, pxToNs(v, cssPx(x + slop)));
  const from = lowerBound(core.eventTimeNs, after, first, last);
  const to = upperBound(core.eventTimeNs, until, from, last);
  return to > from ? [from, to] : undefined;
}
