import { isInGap, rowAt, type Viewport } from "@/canvas/viewport";
import { cssPx } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { barBox, rowHeight, timeBox, type BarBox } from "@/trace-ui/span-bars";
import { foldTime, type RowFold } from "./folds";

export interface WaterfallHit {
  readonly row: number;
  readonly span: SpanIndex;
  /** The point is on the span's bar, or so near that it must be meant. */
  readonly onBar: boolean;
}

/** Bars may be two pixels wide: this much beside them still counts. */
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
  const onBar =
    typeof box !== "number" &&
    x >= box.x - slop &&
    x <= box.x + box.w + slop &&
    y >= box.y &&
    y <= box.y + box.h;
  return { row, span: spanIndex(span), onBar };
}
