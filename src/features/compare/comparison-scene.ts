import { DrawList } from "@/canvas/draw-list";
import { rowAt, rowsInSight, rowTop, type Viewport } from "@/canvas/viewport";
import { busyTimes, ownTimes, pathTimes } from "@/derive/row-stretches";
import { cssPx, ns } from "@/lib/units";
import type { PathColumns } from "@/state/timeline-look";
import { drawSections, forEachStretch, part } from "@/trace-ui/bar-stretches";
import type { SideColors } from "@/trace-ui/side-colors";
import { rowHeight, timeBox, withAlpha, type BarBox } from "@/trace-ui/span-bars";
import { drawGridLines, type TimeRulerStyle } from "@/trace-ui/time-ruler";
import { type Compared, type Side, spansInRow } from "./compared";

/** What the bars show besides time. */
export interface ComparisonLook {
  /** The critical paths of A and of B, drawn in the bars when they are there. */
  readonly path: { readonly [S in Side]: PathColumns | undefined } | undefined;
  /** Bars are full where spans themselves were at work, and pale where a child was. */
  readonly selfTime: boolean;
}

/** A column of bars as it is drawn and hit. */
export interface ComparisonScene {
  readonly compared: Compared;
  readonly viewport: Viewport;
  /** The rows in sight of the filters, in order. */
  readonly rows: Uint32Array;
  /** Whose bars are in the column. */
  readonly sides: readonly Side[];
  /** By how much B's bar of each row is moved, in nanoseconds. */
  readonly shiftNs: Float64Array | undefined;
  readonly look: ComparisonLook;
}

export interface ComparisonStyle extends TimeRulerStyle {
  readonly sides: SideColors;
}

/** Bars in a row: one below the other, or one alone. In CSS pixels from the row's upper edge. */
const places = {
  both: { a: { y: 3, h: 8 }, b: { y: 13, h: 8 } },
  alone: { y: 7, h: 10 },
} as const;

/** What is left of a bar's colour where no span, or only a child, was at work. */
const paleAlpha = 0.25;
/** Stripes of B and the gaps between them, in CSS pixels. */
const stripe = 2;
const stripeStep = 3;
const errorFoot = 2;

/**
 * The bar of a row in one trace, from its earliest start to its latest end: the geometry that
 * painting and hit tests share. -1 or 1 when it is before or after the time in sight, undefined when
 * there is none.
 */
export function sideBox(
  scene: ComparisonScene,
  side: Side,
  row: number,
  at: number,
): BarBox | -1 | 1 | undefined {
  const { startNs, endNs, count } = scene.compared.comparison[side];
  if ((count[row] ?? 0) === 0) return undefined;
  const shift = shiftOf(scene, side, row);
  const box = timeBox(
    scene.viewport,
    { start: (startNs[row] ?? 0) + shift, end: (endNs[row] ?? 0) + shift },
    at,
  );
  return typeof box === "number" ? box : { ...box, ...verticalPlace(scene, side, at) };
}

function verticalPlace(scene: ComparisonScene, side: Side, at: number) {
  const { y, h } = scene.sides.length > 1 ? places.both[side] : places.alone;
  return { y: rowTop(scene.viewport, at, rowHeight) + y, h };
}

const shiftOf = ({ shiftNs }: ComparisonScene, side: Side, row: number): number =>
  side === "b" ? (shiftNs?.[row] ?? 0) : 0;

export interface ComparisonHit {
  readonly row: number;
  /** Place among the rows in sight of the filters. */
  readonly at: number;
  /** Whose bar the point is on, or so near that it must be meant. */
  readonly side: Side | undefined;
}

/** Bars may be two pixels wide: this much beside them still counts; and the gap between two. */
const slop = { x: 3, y: 1 };

/** What is at a point of the area of rows, in CSS pixels. O(1): the rows are not searched. */
export function hitComparison(
  scene: ComparisonScene,
  x: number,
  y: number,
): ComparisonHit | undefined {
  if (y < 0 || y >= scene.viewport.height) return undefined;
  const at = rowAt(scene.viewport, cssPx(y), rowHeight);
  const row = scene.rows[at];
  if (row === undefined) return undefined;
  const side = scene.sides.find((one) => {
    const box = sideBox(scene, one, row, at);
    if (box === undefined || typeof box === "number") return false;
    return (
      x >= box.x - slop.x &&
      x <= box.x + box.w + slop.x &&
      y >= box.y - slop.y &&
      y < box.y + box.h + slop.y
    );
  });
  return { row, at, side };
}

/** The rows' picture: grid lines and bars. y = 0 is the lower edge of the ruler. */
export function barsScene(scene: ComparisonScene, style: ComparisonStyle): DrawList {
  const list = new DrawList();
  const { viewport, rows, sides } = scene;
  drawGridLines(list, viewport, rows.length, style);
  const { first, last } = rowsInSight(viewport, rows.length, rowHeight);
  for (let at = first; at < last; at += 1) {
    for (const side of sides) drawSide(list, scene, { side, row: rows[at] ?? 0, at }, style);
  }
  return list;
}

/** A bar of a row and whose it is. */
interface SideRow {
  readonly side: Side;
  readonly row: number;
  readonly at: number;
}

function drawSide(
  list: DrawList,
  scene: ComparisonScene,
  of: SideRow,
  style: ComparisonStyle,
): void {
  const { compared, look } = scene;
  const { side, row, at } = of;
  const box = sideBox(scene, side, row, at);
  if (box === undefined) return;
  const color = style.sides[side];
  if (typeof box === "number") {
    drawOutOfSight(list, scene, { ...of, direction: box }, style);
    return;
  }
  const figures = compared.comparison[side];
  const hasErrors = (figures.errors[row] ?? 0) > 0;
  const bar = hasErrors ? { ...box, h: box.h - errorFoot - 1 } : box;
  const kind = look.selfTime ? "own" : (figures.count[row] ?? 0) > 1 ? "busy" : undefined;
  const ofTrace = traceViewport(scene, side, row);
  if (kind === undefined) fill(list, bar, side, color);
  else {
    list.rect(bar.x, bar.y, bar, withAlpha(color, paleAlpha));
    forEachStretch(ofTrace, rememberedTimes(compared, side, row, kind), (start, end) => {
      const shown = part(ofTrace, bar, start, end);
      if (shown) fill(list, { ...bar, x: shown.x, w: Math.max(1, shown.w) }, side, color);
    });
  }
  if (hasErrors) {
    const foot = { w: box.w, h: errorFoot };
    list.rect(box.x, box.y + box.h - errorFoot, foot, style.theme.error);
  }
  const path = look.path?.[side];
  if (path === undefined || (figures.pathNs[row] ?? 0) === 0) return;
  const times = rememberedTimes(compared, side, row, path);
  drawSections(list, ofTrace, bar, { times, theme: style.theme });
}

/** Full for A, striped for B: the shape tells them apart where colours do not. */
function fill(list: DrawList, { x, y, w, h }: BarBox, side: Side, color: string): void {
  if (side === "a") {
    list.rect(x, y, { w, h }, color);
    return;
  }
  for (let top = 0; top < h; top += stripeStep) {
    list.rect(x, y + top, { w, h: Math.min(stripe, h - top) }, color);
  }
}

/** Says on which side a bar out of sight is, in the middle of where it would be. */
function drawOutOfSight(
  list: DrawList,
  scene: ComparisonScene,
  of: SideRow & { readonly direction: -1 | 1 },
  style: ComparisonStyle,
): void {
  const { y, h } = verticalPlace(scene, of.side, of.at);
  const isBefore = of.direction < 0;
  list.label(isBefore ? 3 : scene.viewport.width - 3, y + h / 2, isBefore ? "‹" : "›", {
    color: style.sides[of.side],
    align: isBefore ? "left" : "right",
  });
}

/** The viewport in times that are not moved: what is drawn by it lands in its row. */
function traceViewport(scene: ComparisonScene, side: Side, row: number): Viewport {
  const { viewport } = scene;
  const by = shiftOf(scene, side, row);
  if (by === 0) return viewport;
  return { ...viewport, startNs: ns(viewport.startNs - by), endNs: ns(viewport.endNs - by) };
}

/** Rows whose times are remembered: those in sight, and the ones scrolled past. */
const remembered = 400;
const known = new WeakMap<object, Map<string, Float64Array>>();

/** When spans of a row were at work, were so themselves, or had the critical path with them. */
function rememberedTimes(
  compared: Compared,
  side: Side,
  row: number,
  kind: "busy" | "own" | PathColumns,
): Float64Array {
  const owner = typeof kind === "string" ? compared.comparison : kind;
  let all = known.get(owner);
  if (!all) known.set(owner, (all = new Map()));
  const key = `${side} ${row} ${typeof kind === "string" ? kind : ""}`;
  let times = all.get(key);
  if (!times) {
    if (all.size >= remembered) all.clear();
    const spans = spansInRow(compared, side, row);
    const table = compared[side].core.spans;
    times =
      kind === "busy"
        ? busyTimes(table, spans)
        : kind === "own"
          ? ownTimes(table, spans)
          : pathTimes(kind, spans);
    all.set(key, times);
  }
  return times;
}
