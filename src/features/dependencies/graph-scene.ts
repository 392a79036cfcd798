import type { GraphLayout, LayoutInput } from "@/derive/service-layout";
import { mostCalls, nodeKey } from "@/derive/service-view";
import type { ServiceEdge, ServiceGraph, ServiceNode } from "@/model/service-graph";

export type Direction = "right" | "down";

/** A node as a box, in pixels of the drawing; `x` and `y` are its middle. */
export interface SceneNode {
  readonly key: string;
  readonly node: ServiceNode;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface SceneEdge {
  readonly key: string;
  readonly edge: ServiceEdge;
  /** The keys of its nodes. */
  readonly ends: readonly [string, string];
  /** Path of the line, and of the arrow head at its end. */
  readonly line: string;
  readonly head: string;
  /** On the line, where a sign may stand. */
  readonly middle: readonly [x: number, y: number];
  readonly width: number;
}

/** The shapes of a graph. */
export interface GraphScene {
  readonly graph: ServiceGraph;
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly width: number;
  readonly height: number;
}

export const nodeHeight = 28;
const narrowestNode = 56;
const widestNode = 240;
/** Pixels of a character in a label, on the safe side; scripts of wide signs take twice that. */
const characterPx = 7.2;
/** What is in a box beside its label: colour, mark, padding. */
const besideLabelPx = 34;
const widestLine = 7;
const headPx = 7;
const loopPx = 16;

const widthOf = (label: string): number => {
  let characters = 0;
  for (const sign of label) characters += (sign.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return Math.min(widestNode, Math.max(narrowestNode, characters * characterPx + besideLabelPx));
};

/** What the layout has to know of a graph. */
export function layoutInput(
  graph: ServiceGraph,
  labels: readonly string[],
  direction: Direction,
): LayoutInput {
  const widths = Float64Array.from(labels, widthOf);
  const heights = new Float64Array(labels.length).fill(nodeHeight);
  return {
    nodeCount: graph.nodes.length,
    from: Uint32Array.from(graph.edges, ({ from }) => from),
    to: Uint32Array.from(graph.edges, ({ to }) => to),
    length: direction === "right" ? widths : heights,
    breadth: direction === "right" ? heights : widths,
  };
}

export interface SceneOptions {
  readonly labels: readonly string[];
  readonly direction: Direction;
  readonly layout: GraphLayout;
}

/** What tells an edge from every other of its graph, also of a later one. */
export const edgeKey = (
  { nodes }: ServiceGraph,
  { from, to, relation }: ServiceEdge,
): [string, string, string] => [nodeKey(nodes[from]!), nodeKey(nodes[to]!), relation];

/** Puts boxes and lines where the layout has them. */
export function graphScene(graph: ServiceGraph, options: SceneOptions): GraphScene {
  const { labels, direction, layout } = options;
  const isRight = direction === "right";
  const nodes = graph.nodes.map((node, at): SceneNode => {
    const [along, across] = [layout.along[at]!, layout.across[at]!];
    return {
      key: nodeKey(node),
      node,
      label: labels[at]!,
      x: isRight ? along : across,
      y: isRight ? across : along,
      width: widthOf(labels[at]!),
    };
  });
  const most = graph.edges.reduce((max, edge) => Math.max(max, mostCalls(edge)), 1);
  const loops = new Map<number, number>();
  const edges = graph.edges.map((edge, at): SceneEdge => {
    const width = lineWidth(mostCalls(edge), most);
    const isLoop = edge.from === edge.to;
    const before = loops.get(edge.from) ?? 0;
    if (isLoop) loops.set(edge.from, before + 1);
    const shape = isLoop
      ? loopShape(nodes[edge.from]!, before, width)
      : lineShape(layout.routes[at]!, isRight, width);
    const keys = edgeKey(graph, edge);
    return { key: JSON.stringify(keys), edge, ends: [keys[0], keys[1]], ...shape, width };
  });
  const [along, across] = [layout.totalAlong, layout.totalAcross];
  return {
    graph,
    nodes,
    edges,
    width: isRight ? along : across,
    height: isRight ? across : along,
  };
}

/** By the logarithm: a hundred times the calls is seen, and one call is too. */
function lineWidth(calls: number, most: number): number {
  if (most <= 1) return 1.5;
  return 1.2 + (widestLine - 1.2) * (Math.log(calls) / Math.log(most));
}

type Shape = Pick<SceneEdge, "line" | "head" | "middle">;
const round = (value: number): number => Math.round(value * 10) / 10;

/** A line that leaves and meets boxes at a right angle, and its head. */
function lineShape(route: Float64Array, isRight: boolean, width: number): Shape {
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
  const piece = 2 * Math.floor((count - 1) / 4) * 2;
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

/** A loop over the right end of a box; several stand one beside the other. */
function loopShape({ x, y, width: boxWidth }: SceneNode, before: number, width: number): Shape {
  const right = x + boxWidth / 2 - 8 - before * 30;
  const top = y - nodeHeight / 2;
  const left = right - 20;
  const size = headPx * 0.8 + width / 2;
  const line = `M${round(left)},${round(top)}C${round(left - 2)},${round(top - loopPx)} ${round(right + 2)},${round(top - loopPx)} ${round(right)},${round(top - size * 0.8)}`;
  const head = `M${round(right)},${round(top)}l${round(-size / 2)},${round(-size)}h${round(size)}Z`;
  return { line, head, middle: [round((left + right) / 2), round(top - loopPx * 0.75)] };
}
