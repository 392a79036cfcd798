import type { ResultFilter } from "@/state/result-filter";

/** A rectangle of the plot in pixels, from its upper left corner. */
export interface Brush {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** The limits that a chart sets. */
export type ChartRange = Pick<ResultFilter, "minNs" | "maxNs" | "fromMicro" | "toMicro">;

export interface PlotEdges {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Shorter sides than this are not meant: the brush then chooses along the other axis alone. */
const thinnestPx = 6;
/** A brush that ends this near to an edge of the plot means all that lies beyond, too. */
const edgePx = 3;

/**
 * What a brush chooses. `microAt` and `nsAt` read the axes; durations grow upwards. Limits are
 * rounded outwards, so that a trace on the edge of the brush is in it.
 */
export function rangeOfBrush(
  brush: Brush,
  edges: PlotEdges,
  microAt: (px: number) => number,
  nsAt: (px: number) => number,
): ChartRange {
  const wide = brush.x1 - brush.x0 >= thinnestPx;
  const tall = brush.y1 - brush.y0 >= thinnestPx;
  return {
    fromMicro:
      wide && brush.x0 > edges.left + edgePx
        ? Math.max(0, Math.floor(microAt(brush.x0)))
        : undefined,
    toMicro:
      wide && brush.x1 < edges.right - edgePx
        ? Math.max(0, Math.ceil(microAt(brush.x1)))
        : undefined,
    minNs:
      tall && brush.y1 < edges.bottom - edgePx
        ? Math.max(0, Math.floor(nsAt(brush.y1)))
        : undefined,
    maxNs:
      tall && brush.y0 > edges.top + edgePx ? Math.max(0, Math.ceil(nsAt(brush.y0))) : undefined,
  };
}

/**
 * A limit in whole units, as it is kept, for a handle that moves from one value to another. It moves
 * by one at least: at the low end of an axis the nearest whole number may be where the handle is.
 */
export function wholeBeyond(to: number, from: number): number {
  const nearest = Math.round(to);
  return nearest === Math.round(from) ? nearest + Math.sign(to - from) : nearest;
}

const smallStep = 0.02;
const largeStep = 0.1;

/**
 * Where a key moves a handle to that stands at the share `at` of an axis (0 to 1); undefined for a
 * key that means nothing to it.
 */
export function keyTarget(key: string, at: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, at - smallStep);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(1, at + smallStep);
    case "PageDown":
      return Math.max(0, at - largeStep);
    case "PageUp":
      return Math.min(1, at + largeStep);
    case "Home":
      return 0;
    case "End":
      return 1;
    default:
      return undefined;
  }
}
