import type { GraphLayout, LayoutInput } from "@/derive/service-layout";
import { mostCalls, nodeKey } from "@/derive/service-view";
import type { ServiceEdge, ServiceGraph, ServiceNode } from "@/model/service-graph";
import { directShape, lineShape, loopShape, nodeHeight, type Shape } from "./shapes-scene";

/** Layers from left to right, layers from top to bottom, or by forces. */
export type Arrangement = "right" | "down" | "force";

/** A node as a box, in pixels of the drawing; `x` and `y` are its middle. */
export interface SceneNode {
  readonly key: string;
  readonly node: ServiceNode;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What is known of an edge before its line is drawn. */
interface EdgeBasis {
  readonly key: string;
  readonly edge: ServiceEdge;
  /** The keys of its nodes. */
  readonly ends: readonly [string, string];
  readonly width: number;
  /** How many edges before it have the same ends. */
  readonly before: number;
}

export interface SceneEdge extends EdgeBasis {
  /** Path of the line, and of the arrow head at its end. */
  readonly line: string;
  readonly head: string;
  /** On the line, where a sign may stand. */
  readonly middle: readonly [x: number, y: number];
}

/** What a drawing takes up, in its pixels. */
export interface SceneBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An edge whose shape is made when it is first asked for: those of a large graph take frames. */
class LazyEdge implements SceneEdge {
  readonly key: string;
  readonly edge: ServiceEdge;
  readonly ends: readonly [string, string];
  readonly width: number;
  readonly before: number;
  readonly #make: () => Shape;
  #shape: Shape | undefined;

  constructor(basis: EdgeBasis, make: () => Shape) {
    this.key = basis.key;
    this.edge = basis.edge;
    this.ends = basis.ends;
    this.width = basis.width;
    this.before = basis.before;
    this.#make = make;
  }

  get line(): string {
    return (this.#shape ??= this.#make()).line;
  }

  get head(): string {
    return (this.#shape ??= this.#make()).head;
  }

  get middle(): readonly [x: number, y: number] {
    return (this.#shape ??= this.#make()).middle;
  }
}

/** The shapes of a graph. */
export interface GraphScene extends SceneBox {
  readonly graph: ServiceGraph;
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  /** What it was made from; a scene whose nodes were moved has the same. */
  readonly layout: GraphLayout;
}

/** Where the middle of a node was put by hand, by its key. */
export type Places = ReadonlyMap<string, readonly [x: number, y: number]>;

const narrowestNode = 56;
const widestNode = 240;
/** Pixels of a character in a label, on the safe side; scripts of wide signs take twice that. */
const characterPx = 7.2;
/** What is in a box beside its label: colour, mark, padding. */
const besideLabelPx = 34;
const narrowestLine = 1;
const widestLine = 7;

const widthOf = (label: string): number => {
  let characters = 0;
  for (const sign of label) characters += (sign.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return Math.min(widestNode, Math.max(narrowestNode, characters * characterPx + besideLabelPx));
};

/** What the layout has to know of a graph. */
export function layoutInput(
  graph: ServiceGraph,
  labels: readonly string[],
  arrangement: Arrangement,
): LayoutInput {
  const widths = Float64Array.from(labels, widthOf);
  const heights = new Float64Array(labels.length).fill(nodeHeight);
  const isDown = arrangement === "down";
  return {
    nodeCount: graph.nodes.length,
    from: Uint32Array.from(graph.edges, ({ from }) => from),
    to: Uint32Array.from(graph.edges, ({ to }) => to),
    length: isDown ? heights : widths,
    breadth: isDown ? widths : heights,
  };
}

export interface SceneOptions {
  readonly labels: readonly string[];
  readonly arrangement: Arrangement;
  readonly layout: GraphLayout;
}

/** What tells an edge from every other of its graph, also of a later one. */
export const edgeKey = (
  { nodes }: ServiceGraph,
  { from, to, relation }: ServiceEdge,
): [string, string, string] => [nodeKey(nodes[from]!), nodeKey(nodes[to]!), relation];

/** Puts boxes and lines where the layout has them. */
export function graphScene(graph: ServiceGraph, options: SceneOptions): GraphScene {
  const { labels, arrangement, layout } = options;
  const isRight = arrangement !== "down";
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
  const sameEnds = new Map<string, number>();
  const edges = graph.edges.map((edge, at): SceneEdge => {
    const width = lineWidth(mostCalls(edge), most);
    const ends = `${edge.from} ${edge.to}`;
    const before = sameEnds.get(ends) ?? 0;
    sameEnds.set(ends, before + 1);
    const [from, to] = [nodes[edge.from]!, nodes[edge.to]!];
    const route = layout.routes[at];
    const keys = [from.key, to.key, edge.relation] as const;
    return new LazyEdge(
      { key: JSON.stringify(keys), edge, ends: [keys[0], keys[1]], width, before },
      () =>
        route === undefined || from === to
          ? shapeBetween(from, to, { before, width })
          : lineShape(route, isRight, width),
    );
  });
  const [along, across] = [layout.totalAlong, layout.totalAcross];
  return {
    graph,
    nodes,
    edges,
    layout,
    left: 0,
    top: 0,
    width: isRight ? along : across,
    height: isRight ? across : along,
  };
}

/**
 * By the logarithm: a hundred times the calls is seen, and one call is too. In steps that the eye
 * does not tell apart, so that many lines are of one width and can be drawn as one.
 */
function lineWidth(calls: number, most: number): number {
  if (most <= 1) return 1.5;
  const share = Math.log(calls) / Math.log(most);
  return Math.round((narrowestLine + (widestLine - narrowestLine) * share) * 2) / 2;
}

/** The line of an edge whose ends stand anywhere. */
export function shapeBetween(
  from: SceneNode,
  to: SceneNode,
  line: Pick<SceneEdge, "before" | "width">,
): Shape {
  return from.key === to.key
    ? loopShape(from, line.before, line.width)
    : directShape(from, to, line);
}

/** Edges of a scene with one of its nodes put elsewhere: they take the direct way. */
export function edgesOfMoved(
  { nodes }: GraphScene,
  edges: readonly SceneEdge[],
  moved: SceneNode,
): readonly SceneEdge[] {
  const nodeAt = (at: number): SceneNode => (nodes[at]?.key === moved.key ? moved : nodes[at]!);
  return edges.map((one) => {
    const [from, to] = [nodeAt(one.edge.from), nodeAt(one.edge.to)];
    return new LazyEdge(one, () => shapeBetween(from, to, one));
  });
}

/** The scene with some nodes put elsewhere; their edges take the direct way. */
export function moveNodes(scene: GraphScene, places: Places): GraphScene {
  const isMoved = (key: string): boolean => places.has(key);
  if (!scene.nodes.some(({ key }) => isMoved(key))) return scene;
  const nodes = scene.nodes.map((node): SceneNode => {
    const place = places.get(node.key);
    return place ? { ...node, x: place[0], y: place[1] } : node;
  });
  const edges = scene.edges.map((one): SceneEdge => {
    if (!one.ends.some(isMoved)) return one;
    const [from, to] = [nodes[one.edge.from]!, nodes[one.edge.to]!];
    return new LazyEdge(one, () => shapeBetween(from, to, one));
  });
  let [left, top] = [scene.left, scene.top];
  let [right, bottom] = [left + scene.width, top + scene.height];
  for (const { x, y, width } of nodes) {
    left = Math.min(left, x - width / 2);
    right = Math.max(right, x + width / 2);
    top = Math.min(top, y - nodeHeight / 2);
    bottom = Math.max(bottom, y + nodeHeight / 2);
  }
  return { ...scene, nodes, edges, left, top, width: right - left, height: bottom - top };
}
