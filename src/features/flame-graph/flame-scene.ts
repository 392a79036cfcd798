import { DrawList } from "@/canvas/draw-list";
import type { TextFit } from "@/canvas/text-fit";
import type { FlameTree } from "@/derive/flame-tree";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";

/** Height of a level, in CSS pixels; a box is one pixel less. */
export const levelHeight = 22;
/** Boxes that would be narrower are drawn as one block. */
const narrowestBox = 2;
const labelPadding = 5;
const narrowestLabel = 24;
const markSize = 6;

/** What of a flame graph is in sight: the widths of one node, or of all, over the whole area. */
export interface FlameScene {
  readonly tree: FlameTree;
  /** The node that is as wide as the area; -1: all roots together are. */
  readonly zoom: number;
  /** CSS pixels. */
  readonly scrollTop: number;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface FlameStyle {
  readonly theme: CanvasTheme;
  readonly text: TextFit;
  readonly label: (node: number) => string;
  /** The colour of a box, and of what is written on it. */
  readonly colors: (node: number) => { readonly fill: string; readonly ink: string };
  readonly hasErrors: (node: number) => boolean;
  /** Others are meant: it stays as a ground for them. */
  readonly isPale: (node: number) => boolean;
}

/** The width of all roots together. */
export function wholeWidth({ left, width, byDepth, depthOffset }: FlameTree): number {
  const last = byDepth[(depthOffset[1] ?? 0) - 1];
  return last === undefined ? 0 : (left[last] ?? 0) + (width[last] ?? 0);
}

/** How many levels there are. */
export const levelCount = ({ depthOffset }: FlameTree): number =>
  Math.max(0, depthOffset.length - 1);

/** What the area shows, in the unit of the widths. */
function range({ tree, zoom }: FlameScene): { readonly from: number; readonly length: number } {
  if (zoom < 0) return { from: 0, length: wholeWidth(tree) };
  return { from: tree.left[zoom] ?? 0, length: tree.width[zoom] ?? 0 };
}

/**
 * The box of a node, clipped to the area: the one geometry that painting and hit testing share.
 * Undefined for a node out of sight.
 */
export function flameBox(scene: FlameScene, node: number): Box | undefined {
  const { tree, width: area, height, scrollTop } = scene;
  const { from, length } = range(scene);
  const y = (tree.depth[node] ?? 0) * levelHeight - scrollTop;
  if (length <= 0 || y >= height || y + levelHeight <= 0) return undefined;
  const scale = area / length;
  const x = Math.max(0, ((tree.left[node] ?? 0) - from) * scale);
  const right = Math.min(area, ((tree.left[node] ?? 0) + (tree.width[node] ?? 0) - from) * scale);
  return right <= x ? undefined : { x, y, w: right - x, h: levelHeight - 1 };
}

/** The first position in `[from, to)` of a level whose node does not begin before `value`. */
function firstFrom(
  { byDepth, left }: FlameTree,
  value: number,
  [from, to]: readonly [number, number],
): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((left[byDepth[middle] ?? 0] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const levelOf = ({ depthOffset }: FlameTree, depth: number): readonly [number, number] => [
  depthOffset[depth] ?? 0,
  depthOffset[depth + 1] ?? 0,
];

/** Where the first node of a level is that is not wholly left of `value`. */
function firstReaching(tree: FlameTree, value: number, level: readonly [number, number]): number {
  const at = firstFrom(tree, value, level);
  if (at === level[0]) return at;
  // Nodes of a level do not overlap, so that no other one can reach over `value`.
  const before = tree.byDepth[at - 1] ?? 0;
  const reaches = (tree.left[before] ?? 0) + (tree.width[before] ?? 0) > value;
  return reaches ? at - 1 : at;
}

/**
 * The picture of a flame graph. Every level is entered by bisection and left at the edge of the
 * area; nodes too narrow to be seen go by whole pixels, so the cost follows the pixels.
 */
export function flameScene(scene: FlameScene, style: FlameStyle): DrawList {
  const list = new DrawList();
  const { tree, width: area, height, scrollTop } = scene;
  const { from, length } = range(scene);
  if (length <= 0 || area <= 0) return list;
  const scale = area / length;
  const end = from + length;
  const last = Math.min(levelCount(tree), Math.ceil((scrollTop + height) / levelHeight));
  for (let depth = Math.max(0, Math.floor(scrollTop / levelHeight)); depth < last; depth += 1) {
    const level = levelOf(tree, depth);
    const y = depth * levelHeight - scrollTop;
    for (let at = firstReaching(tree, from, level); at < level[1];) {
      const node = tree.byDepth[at] ?? 0;
      const begin = tree.left[node] ?? 0;
      if (begin >= end) break;
      if ((tree.width[node] ?? 0) * scale >= narrowestBox) {
        const box = flameBox(scene, node);
        if (box) drawBox(list, box, node, style);
        at += 1;
        continue;
      }
      const next = Math.max(
        at + 1,
        firstFrom(tree, begin + narrowestBox / scale, [at + 1, level[1]]),
      );
      const final = tree.byDepth[next - 1] ?? 0;
      const isWide = next - 1 > at && (tree.width[final] ?? 0) * scale >= narrowestBox;
      const stop = isWide
        ? (tree.left[final] ?? 0)
        : (tree.left[final] ?? 0) + (tree.width[final] ?? 0);
      const x = (begin - from) * scale;
      const w = Math.min(area, (Math.min(stop, end) - from) * scale) - x;
      if (w > 0) list.rect(x, y, { w, h: levelHeight - 1 }, style.theme.ruleStrong);
      at = isWide ? next - 1 : next;
    }
  }
  return list;
}

function drawBox(list: DrawList, box: Box, node: number, style: FlameStyle): void {
  const { theme, text } = style;
  const isPale = style.isPale(node);
  const { fill, ink } = isPale ? { fill: theme.bgSunken, ink: theme.fgMuted } : style.colors(node);
  // A pixel of ground parts neighbours where there is room for one.
  const w = box.w > 4 ? box.w - 1 : box.w;
  list.rect(box.x, box.y, { w, h: box.h }, fill);
  if (isPale) list.outline(box.x, box.y, { w, h: box.h }, theme.rule);
  let room = w - 2 * labelPadding;
  if (style.hasErrors(node) && w >= markSize) {
    const x = box.x + w - Math.min(w, markSize + 3);
    const y = box.y + (box.h - markSize) / 2;
    if (w >= markSize + 4) {
      list.rect(x - 1, y - 1, { w: markSize + 2, h: markSize + 2 }, theme.bg);
    }
    list.rect(x, y, { w: markSize, h: markSize }, theme.error);
    room -= markSize + 3;
  }
  if (room < narrowestLabel) return;
  const label = text.fit(style.label(node), room);
  if (label === "") return;
  list.label(box.x + labelPadding, box.y + box.h / 2, label, { color: ink, align: "left" });
}

/** The node at a point of the area, or -1. O(log n). */
export function hitFlame(scene: FlameScene, x: number, y: number): number {
  const { tree, width: area, scrollTop } = scene;
  const { from, length } = range(scene);
  const depth = Math.floor((y + scrollTop) / levelHeight);
  if (length <= 0 || x < 0 || x >= area || depth < 0 || depth >= levelCount(tree)) return -1;
  const value = from + (x / area) * length;
  const level = levelOf(tree, depth);
  for (let at = firstReaching(tree, value, level); at < level[1]; at += 1) {
    const node = tree.byDepth[at] ?? 0;
    const begin = tree.left[node] ?? 0;
    if (begin > value) return -1;
    if (begin + (tree.width[node] ?? 0) > value) return node;
  }
  return -1;
}
