import type { GraphChange } from "@/derive/service-diff";
import type { SceneEdge, SceneNode } from "./graph-scene";

/** Lines of edges and the arrow heads at their ends, as paths. */
export type Shape = Pick<SceneEdge, "line" | "head" | "middle">;

export const nodeHeight = 28;
const headPx = 7;
const loopPx = 16;

const round = (value: number): number => Math.round(value * 10) / 10;

/** A line that leaves and meets boxes at a right angle, along the route that a layout gives it. */
export function lineShape(route: Float64Array, isRight: boolean, width: number): Shape {
  const count = route.length / 2;
  const size = headPx + width / 2;
  const sense = Math.sign(route[route.length - 2]! - route[route.length - 4]!) || 1;
  const point = (along: number, across: number): string =>
    isRight ? `${round(along)},${round(across)}` : `${round(across)},${round(along)}`;
  let [along, across] = [route[0]!, route[1]!];
  let line = `M${point(along, across)}`;
  for (let at = 1; at < count; at += 1) {
    const isLast = at === count - 1;
    const nextAlong = route[at * 2]! - (isLast ? sense * size * 0.8 : 0);
    const nextAcross = route[at * 2 + 1]!;
    const middle = (along + nextAlong) / 2;
    line +=
      nextAcross === across
        ? `L${point(nextAlong, nextAcross)}`
        : `C${point(middle, across)} ${point(middle, nextAcross)} ${point(nextAlong, nextAcross)}`;
    [along, across] = [nextAlong, nextAcross];
  }
  // The middle of a piece between two layers, which is a curve that is symmetric about it.
  const piece = Math.floor((count - 1) / 4) * 4;
  const middle = [0, 1].map((at) => round((route[piece + at]! + route[piece + at + 2]!) / 2));
  const [middleAlong = 0, middleAcross = 0] = middle;
  const tip = route[route.length - 2]!;
  const end = route[route.length - 1]!;
  const back = tip - sense * size;
  const head = `M${point(tip, end)}L${point(back, end - size / 2)}L${point(back, end + size / 2)}Z`;
  return {
    line,
    head,
    middle: isRight ? [middleAlong, middleAcross] : [middleAcross, middleAlong],
  };
}

/** How far a line between two boxes bends, so that the way back takes another way. */
const bendPx = 9;

/**
 * A line from box to box, wherever they stand. `before`: how many lines lead the same way already;
 * each bends further.
 */
export function directShape(
  from: SceneNode,
  to: SceneNode,
  { before, width }: { readonly before: number; readonly width: number },
): Shape {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const distance = Math.hypot(dx, dy) || 1;
  const bend = bendPx * (2 * before + 2);
  const bent: Point = [
    (from.x + to.x) / 2 - (dy / distance) * bend,
    (from.y + to.y) / 2 + (dx / distance) * bend,
  ];
  const start = borderPoint(from, bent);
  const tip = borderPoint(to, bent);
  const size = headPx + width / 2;
  const reach = Math.hypot(tip[0] - bent[0], tip[1] - bent[1]) || 1;
  const [ux, uy] = [(tip[0] - bent[0]) / reach, (tip[1] - bent[1]) / reach];
  const back: Point = [tip[0] - ux * size, tip[1] - uy * size];
  const end: Point = [tip[0] - ux * size * 0.8, tip[1] - uy * size * 0.8];
  const half = size / 2;
  const text = ([x, y]: Point): string => `${round(x)},${round(y)}`;
  const sides: readonly Point[] = [
    [back[0] - uy * half, back[1] + ux * half],
    [back[0] + uy * half, back[1] - ux * half],
  ];
  return {
    line: `M${text(start)}Q${text(bent)} ${text(end)}`,
    head: `M${text(tip)}L${sides.map(text).join("L")}Z`,
    middle: [
      round((start[0] + 2 * bent[0] + end[0]) / 4),
      round((start[1] + 2 * bent[1] + end[1]) / 4),
    ],
  };
}

type Point = readonly [x: number, y: number];

/** Where the way from the middle of a box to a point leaves the box. */
function borderPoint({ x, y, width }: SceneNode, [toX, toY]: Point): Point {
  const [dx, dy] = [toX - x, toY - y];
  const share = Math.min(width / 2 / Math.abs(dx), nodeHeight / 2 / Math.abs(dy));
  return Number.isFinite(share) ? [x + dx * share, y + dy * share] : [x, y];
}

/** A loop over the right end of a box; several stand one beside the other. */
export function loopShape(node: SceneNode, before: number, width: number): Shape {
  const right = node.x + node.width / 2 - 8 - before * 30;
  const top = node.y - nodeHeight / 2;
  const left = right - 20;
  const size = headPx * 0.8 + width / 2;
  const line = `M${round(left)},${round(top)}C${round(left - 2)},${round(top - loopPx)} ${round(right + 2)},${round(top - loopPx)} ${round(right)},${round(top - size * 0.8)}`;
  const head = `M${round(right)},${round(top)}l${round(-size / 2)},${round(-size)}h${round(size)}Z`;
  return { line, head, middle: [round((left + right) / 2), round(top - loopPx * 0.75)] };
}

const circle = "m-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z";
const signs: Record<Exclude<GraphChange, "same">, { outline: string; strokes: string[] }> = {
  new: { outline: circle, strokes: ["m-3.5 0h7", "m0 -3.5v7"] },
  gone: { outline: circle, strokes: ["m-3.5 0h7"] },
  up: { outline: "m0 -6.5l6.5 11.5h-13z", strokes: [] },
  down: { outline: "m0 6.5l6.5 -11.5h-13z", strokes: [] },
};

/** The sign of a change around a point, as the paths of its outline and of what is written on it. */
export function signAt(
  change: Exclude<GraphChange, "same">,
  [x, y]: Point,
): { readonly outline: string; readonly stroke: string } {
  const { outline, strokes } = signs[change];
  const at = `M${x} ${y}`;
  return { outline: at + outline, stroke: strokes.map((one) => at + one).join("") };
}
