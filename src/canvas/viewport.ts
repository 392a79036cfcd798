import { cssPx, ns, type CssPx, type Nanoseconds } from "@/lib/units";

/**
 * What part of a trace is in sight, and the only arithmetic between time and pixels.
 *
 *     time (ns)   0 ........ startNs ============== endNs ........ limitNs
 *                               |     width (px)     |
 *     x (px)                    0 ---- x(t) ------ width
 *
 *     content     0 ........ scrollTop =========== scrollTop + height ........ contentHeight
 *     y (px)                    0 ---- y(row) ---- height
 *
 * x and y are CSS pixels from the top left corner of the area that holds the bars. Immutable: every
 * function gives a new viewport that is clamped to its limits.
 *
 * Rows are of one height and follow each other without a space, but for one gap at most: below it,
 * every row is lower by its height.
 */
export interface Viewport {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
  /** Top of what is in sight, in the height of all rows. */
  readonly scrollTop: CssPx;
  readonly width: CssPx;
  readonly height: CssPx;
  /** The time that can be shown is [0, limitNs]. */
  readonly limitNs: Nanoseconds;
  /** Height of all rows, without the gap. */
  readonly contentHeight: CssPx;
  readonly gap?: RowGap | undefined;
}

/** Room between two rows for something that belongs to the upper one. */
export interface RowGap {
  /** The row that it is below; -1: above all rows. */
  readonly row: number;
  readonly height: CssPx;
}

/** No window is shorter than this, so that a pixel is never less than a fraction of a nanosecond. */
const shortestWindowNs = 10;

/**
 * The shortest window of a trace: long enough that neighbouring pixels are different doubles even
 * at the trace's end, where doubles are coarsest.
 */
export function minimumWindow(limitNs: Nanoseconds): Nanoseconds {
  const coarseness = 2 ** (Math.floor(Math.log2(Math.max(1, limitNs))) - 52);
  return ns(Math.max(shortestWindowNs, coarseness * 8192));
}

/** The viewport that shows the whole of a trace, without a size yet. */
export function createViewport(durationNs: Nanoseconds): Viewport {
  const limitNs = ns(Math.max(durationNs, shortestWindowNs));
  return {
    startNs: ns(0),
    endNs: limitNs,
    scrollTop: cssPx(0),
    width: cssPx(0),
    height: cssPx(0),
    limitNs,
    contentHeight: cssPx(0),
  };
}

/** Height of all there is to scroll through: the rows and the gap. */
export function wholeHeight({ contentHeight, gap }: Viewport): CssPx {
  return cssPx(contentHeight + (gap?.height ?? 0));
}

/** Brings a viewport within its limits; keeps the length of the window where that is possible. */
export function clamp(v: Viewport): Viewport {
  const shortest = Math.min(minimumWindow(v.limitNs), v.limitNs);
  const length = Math.min(v.limitNs, Math.max(shortest, v.endNs - v.startNs));
  const middle = (v.startNs + v.endNs) / 2;
  const wanted = length === v.endNs - v.startNs ? v.startNs : middle - length / 2;
  const startNs = Math.max(0, Math.min(v.limitNs - length, wanted));
  const endNs = Math.min(v.limitNs, startNs + length);
  const scrollTop = Math.max(0, Math.min(wholeHeight(v) - v.height, v.scrollTop));
  return { ...v, startNs: ns(startNs), endNs: ns(endNs), scrollTop: cssPx(scrollTop) };
}

/** Where a time is, in pixels; outside [0, width] when it is out of sight. */
export function nsToPx(v: Viewport, time: Nanoseconds): CssPx {
  return cssPx(((time - v.startNs) / (v.endNs - v.startNs)) * v.width);
}

/** The time at a pixel. A viewport without a width has its start everywhere. */
export function pxToNs(v: Viewport, x: CssPx): Nanoseconds {
  return v.width <= 0 ? v.startNs : ns(v.startNs + (x / v.width) * (v.endNs - v.startNs));
}

/** The length of time that a number of pixels covers. */
export function pxToDuration(v: Viewport, px: CssPx): Nanoseconds {
  return v.width <= 0 ? ns(0) : ns((px / v.width) * (v.endNs - v.startNs));
}

/** Makes the window `factor` times as long; the time under `x` stays under it, limits permitting. */
export function zoomAt(v: Viewport, x: CssPx, factor: number): Viewport {
  const length = v.endNs - v.startNs;
  const shortest = Math.min(minimumWindow(v.limitNs), v.limitNs);
  const k = Math.max(shortest, Math.min(v.limitNs, length * factor)) / length;
  const anchor = pxToNs(v, x);
  return clamp({
    ...v,
    startNs: ns(anchor - (anchor - v.startNs) * k),
    endNs: ns(anchor + (v.endNs - anchor) * k),
  });
}

/** Moves the window by pixels of its own scale: to later times for positive ones. */
export function pan(v: Viewport, px: CssPx): Viewport {
  const by = pxToDuration(v, px);
  return clamp({ ...v, startNs: ns(v.startNs + by), endNs: ns(v.endNs + by) });
}

/** Shows exactly [from, to], limits permitting. */
export function withRange(v: Viewport, from: Nanoseconds, to: Nanoseconds): Viewport {
  return clamp({ ...v, startNs: ns(Math.min(from, to)), endNs: ns(Math.max(from, to)) });
}

/** Shows [from, to] with some room on either side. */
export function fit(v: Viewport, from: Nanoseconds, to: Nanoseconds): Viewport {
  const room = (to - from) * 0.1;
  return withRange(v, ns(from - room), ns(to + room));
}

/** Shows the whole trace. */
export function reset(v: Viewport): Viewport {
  return withRange(v, ns(0), v.limitNs);
}

/** True when the whole trace is in sight; what rounding has left out does not count. */
export function isWhole(v: Viewport): boolean {
  const slack = v.limitNs * 1e-6;
  return v.startNs <= slack && v.endNs >= v.limitNs - slack;
}

/**
 * The same window on a trace that has been read again: relative time 0 is `shiftNs` earlier than it
 * was, and the trace is `durationNs` long now. Who saw the whole trace sees the whole again.
 */
export function rebase(v: Viewport, durationNs: Nanoseconds, shiftNs: Nanoseconds): Viewport {
  const { startNs, endNs, limitNs } = createViewport(durationNs);
  const moved = { ...v, limitNs };
  return isWhole(v)
    ? clamp({ ...moved, startNs, endNs })
    : withRange(moved, ns(v.startNs + shiftNs), ns(v.endNs + shiftNs));
}

export function scrollTo(v: Viewport, scrollTop: CssPx): Viewport {
  return clamp({ ...v, scrollTop });
}

/** A new size of the area; the window of time stays. */
export function resize(v: Viewport, width: CssPx, height: CssPx): Viewport {
  return clamp({ ...v, width, height });
}

/** A new height of all rows; stays at the same place where it can. */
export function withContent(v: Viewport, contentHeight: CssPx): Viewport {
  return clamp({ ...v, contentHeight });
}

/** The upper edge of the gap; undefined where there is none. */
export function gapTop(v: Viewport, rowHeight: CssPx): CssPx | undefined {
  return v.gap && cssPx((v.gap.row + 1) * rowHeight - v.scrollTop);
}

/** Whether a height is in the gap. */
export function isInGap(v: Viewport, y: CssPx, rowHeight: CssPx): boolean {
  const top = gapTop(v, rowHeight);
  return top !== undefined && y >= top && y < top + (v.gap?.height ?? 0);
}

/** The row at a height, which may be past the last one; in the gap, the row below it. */
export function rowAt(v: Viewport, y: CssPx, rowHeight: CssPx): number {
  const top = gapTop(v, rowHeight);
  if (v.gap === undefined || top === undefined || y < top) {
    return Math.floor((v.scrollTop + y) / rowHeight);
  }
  return Math.max(v.gap.row + 1, Math.floor((v.scrollTop + y - v.gap.height) / rowHeight));
}

/** The upper edge of a row; outside [0, height] when it is out of sight. */
export function rowTop(v: Viewport, row: number, rowHeight: CssPx): CssPx {
  const above = v.gap && row > v.gap.row ? v.gap.height : 0;
  return cssPx(row * rowHeight + above - v.scrollTop);
}

/** The rows of which at least a part is in sight: [first, last). */
export function rowsInSight(
  v: Viewport,
  rowCount: number,
  rowHeight: CssPx,
): { readonly first: number; readonly last: number } {
  const bottom = rowAt(v, v.height, rowHeight);
  const isCut = rowTop(v, bottom, rowHeight) < v.height;
  return {
    first: Math.max(0, rowAt(v, cssPx(0), rowHeight)),
    last: Math.min(rowCount, isCut ? bottom + 1 : bottom),
  };
}

/**
 * Opens, moves or closes the gap: the row `held` stays where it is on the screen, as far as the
 * ends allow (-1: whatever is at the top), and then the gap comes into sight.
 */
export function withGap(
  v: Viewport,
  gap: RowGap | undefined,
  { held, rowHeight }: { readonly held: number; readonly rowHeight: CssPx },
): Viewport {
  const moved = { ...v, gap };
  const by = rowTop(moved, held, rowHeight) - rowTop(v, held, rowHeight);
  return revealGap(clamp({ ...moved, scrollTop: cssPx(v.scrollTop + by) }), rowHeight);
}

/** Scrolls as little as it takes to have the gap in sight with the row above it, which goes first. */
export function revealGap(v: Viewport, rowHeight: CssPx): Viewport {
  const top = gapTop(v, rowHeight);
  if (v.gap === undefined || top === undefined) return v;
  const above = top - rowHeight;
  const below = top + v.gap.height - v.height;
  const by = above < 0 ? above : Math.max(0, Math.min(below, above));
  return by === 0 ? v : scrollTo(v, cssPx(v.scrollTop + by));
}

/** Scrolls as little as it takes to have a row wholly in sight. */
export function revealRow(v: Viewport, row: number, rowHeight: CssPx): Viewport {
  const top = rowTop(v, row, rowHeight);
  if (top < 0) return scrollTo(v, cssPx(v.scrollTop + top));
  const below = top + rowHeight - v.height;
  return below > 0 ? scrollTo(v, cssPx(v.scrollTop + below)) : v;
}

/** Scrolls a row to the middle when it is out of sight. */
export function centreRow(v: Viewport, row: number, rowHeight: CssPx): Viewport {
  const top = rowTop(v, row, rowHeight);
  const inSight = top >= 0 && top + rowHeight <= v.height;
  return inSight ? v : scrollTo(v, cssPx(v.scrollTop + top - (v.height - rowHeight) / 2));
}

/** Brings a stretch of time into sight: leaves it when some of it is visible, else moves there. */
export function revealTime(v: Viewport, from: Nanoseconds, to: Nanoseconds): Viewport {
  if (to >= v.startNs && from <= v.endNs) return v;
  const length = v.endNs - v.startNs;
  const middle = to - from < length ? (from + to) / 2 : from + length * 0.4;
  return clamp({ ...v, startNs: ns(middle - length / 2), endNs: ns(middle + length / 2) });
}

/** True when two viewports show the same. */
export function sameView(a: Viewport, b: Viewport): boolean {
  return (
    a.startNs === b.startNs &&
    a.endNs === b.endNs &&
    a.scrollTop === b.scrollTop &&
    a.width === b.width &&
    a.height === b.height &&
    a.gap?.row === b.gap?.row &&
    a.gap?.height === b.gap?.height
  );
}
