import { layoutWithBlocks } from "./service-blocks";
import { edgesBy, layerGraph, type PlainGraph } from "./service-layers";
import { orderLayers } from "./service-order";
import { placeApart } from "./service-places";

export interface LayoutInput extends PlainGraph {
  /** Sizes of the nodes in pixels, along the layers' direction and across it. */
  readonly length: Float64Array;
  readonly breadth: Float64Array;
}

/** A drawing: callers come before what they call, along the first axis. */
export interface GraphLayout {
  /** Middle of each node. */
  readonly along: Float64Array;
  readonly across: Float64Array;
  /**
   * Points of each edge from caller to callee, pairs of along and across; none for a loop. No routes
   * at all where edges are to go straight.
   */
  readonly routes: readonly Float64Array[];
  readonly totalAlong: number;
  readonly totalAcross: number;
}

const gapBetweenLayers = 56;
/** Room for edges between two layers grows with them, up to this. */
const widestGap = 260;
const gapAcross = 18;
/** How far apart edges pass each other. */
const laneBreadth = 10;
/** How far apart edges meet a node. */
const portGap = 7;
/** How much longer than a node its layer may be, on a side, before edges go straight on there. */
const mostOverhang = 60;
/** Above this, edges over many layers go straight: their detours would be all there is to see. */
const mostPoints = 60_000;
const passes = 10;

/** A point of the layered graph: a node, or where an edge passes a layer. */
interface Points {
  readonly layers: Uint32Array[];
  readonly breadth: Float64Array;
  readonly segmentFrom: Uint32Array;
  readonly segmentTo: Uint32Array;
  /** The points of each edge, in order of layer. */
  readonly chains: readonly (readonly number[])[];
}

/**
 * Lays a graph out in layers (Sugiyama, Tagawa and Toda 1981). Deterministic: equal graphs get equal
 * drawings. What one node alone calls stands in blocks where it is much, and nodes without edges
 * follow in rows below the rest.
 */
export const layoutGraph = (input: LayoutInput): GraphLayout =>
  layoutWithBlocks(input, gapAcross, layoutInLayers);

function layoutInLayers(input: LayoutInput): GraphLayout {
  const { nodeCount } = input;
  const joined = joinedNodes(input);
  const { layerOf, layerCount, isTurned } = layerGraph(input);
  const points = toPoints(input, layerOf, layerCount, isTurned, joined);
  const layers = orderLayers(points.layers, { from: points.segmentFrom, to: points.segmentTo });
  const across = placeAcross(layers, points, nodeCount);
  const { starts, ends, total } = placeAlong(layers, points, input);

  const along = new Float64Array(nodeCount);
  let totalAcross = 0;
  for (let node = 0; node < nodeCount; node += 1) {
    if (joined[node] === 0) continue;
    const layer = layerOf[node]!;
    along[node] = (starts[layer]! + ends[layer]!) / 2;
    totalAcross = Math.max(totalAcross, across[node]! + input.breadth[node]! / 2);
  }
  across.forEach((place) => (totalAcross = Math.max(totalAcross, place)));
  const ports = placePorts(points, across, nodeCount, input.breadth);
  const routes = points.chains.map((chain, edge) => {
    const route: number[] = [];
    chain.forEach((point, at) => {
      const layer = point < nodeCount ? layerOf[point]! : -1;
      if (layer >= 0) {
        const half = input.length[point]! / 2;
        const isFirst = at === 0;
        const side = along[point]! + (isFirst ? half : -half);
        const port = across[point]! + ports[edge * 2 + (isFirst ? 0 : 1)]!;
        // Between longer nodes an edge bends where its layer ends, not across its neighbours.
        const border = isFirst ? ends[layer]! : starts[layer]!;
        const bends = Math.abs(border - side) > mostOverhang;
        if (bends && !isFirst) route.push(border, port);
        route.push(side, port);
        if (bends && isFirst) route.push(border, port);
      } else {
        const passed = layerOf[chain[0]!]! + at;
        route.push(starts[passed]!, across[point]!, ends[passed]!, across[point]!);
      }
    });
    return Float64Array.from(isTurned[edge] === 1 ? reversePairs(route) : route);
  });
  const rest = { along, across: across.slice(0, nodeCount) };
  return { ...rest, routes, ...placeAlone(input, joined, rest, [total, totalAcross]) };
}

/** Which nodes have an edge to another. */
export function joinedNodes({ nodeCount, from, to }: PlainGraph): Uint8Array {
  const joined = new Uint8Array(nodeCount);
  from.forEach((node, edge) => {
    if (node !== to[edge]) joined[node] = joined[to[edge]!] = 1;
  });
  return joined;
}

/** Nodes and the points at which long edges pass the layers between. */
function toPoints(
  { nodeCount, from, to, breadth }: LayoutInput,
  layerOf: Uint32Array,
  layerCount: number,
  isTurned: Uint8Array,
  joined: Uint8Array,
): Points {
  const upper = (edge: number) => (isTurned[edge] === 1 ? to[edge]! : from[edge]!);
  const lower = (edge: number) => (isTurned[edge] === 1 ? from[edge]! : to[edge]!);
  let passed = 0;
  from.forEach(
    (_, edge) => (passed += Math.max(0, layerOf[lower(edge)]! - layerOf[upper(edge)]! - 1)),
  );
  const goesStraight = nodeCount + passed > mostPoints;
  const layers: number[][] = Array.from({ length: layerCount }, () => []);
  for (let node = 0; node < nodeCount; node += 1) {
    if (joined[node] === 1) layers[layerOf[node]!]!.push(node);
  }
  const breadths = Array.from(breadth);
  const [segmentFrom, segmentTo]: [number[], number[]] = [[], []];
  const chains = Array.from(from, (_, edge): number[] => {
    const [a, b] = [upper(edge), lower(edge)];
    if (a === b) return [];
    const chain = [a];
    for (let layer = layerOf[a]! + 1; layer < layerOf[b]! && !goesStraight; layer += 1) {
      chain.push(breadths.push(laneBreadth) - 1);
      layers[layer]!.push(breadths.length - 1);
    }
    chain.push(b);
    if (goesStraight && layerOf[b]! - layerOf[a]! > 1) return chain;
    for (let at = 1; at < chain.length; at += 1) {
      segmentFrom.push(chain[at - 1]!);
      segmentTo.push(chain[at]!);
    }
    return chain;
  });
  return {
    layers: layers.map((layer) => Uint32Array.from(layer)),
    breadth: Float64Array.from(breadths),
    segmentFrom: Uint32Array.from(segmentFrom),
    segmentTo: Uint32Array.from(segmentTo),
    chains,
  };
}

/** Moves every point towards its neighbours, down and up in turn, as far as order and gaps allow. */
function placeAcross(
  layers: readonly Uint32Array[],
  { breadth, segmentFrom, segmentTo }: Points,
  nodeCount: number,
): Float64Array {
  const count = breadth.length;
  const place = new Float64Array(count);
  const gaps = layers.map((layer) =>
    Float64Array.from(layer, (point, at) => {
      if (at === 0) return 0;
      const before = layer[at - 1]!;
      const areLanes = point >= nodeCount && before >= nodeCount;
      return (breadth[point]! + breadth[before]!) / 2 + (areLanes ? 0 : gapAcross);
    }),
  );
  layers.forEach((layer, at) => {
    let next = 0;
    layer.forEach((point, i) => (place[point] = next += gaps[at]![i]!));
    layer.forEach((point) => (place[point]! -= next / 2));
  });
  const above = edgesBy(segmentTo, count);
  const below = edgesBy(segmentFrom, count);
  // Long edges are to be straight: their points pull each other most.
  const pull = (a: number, b: number) =>
    a >= nodeCount && b >= nodeCount ? 8 : a >= nodeCount || b >= nodeCount ? 2 : 1;
  for (let pass = 0; pass < passes; pass += 1) {
    const isDown = pass % 2 === 0;
    const sides = pass >= passes - 2 ? [true, false] : [isDown];
    for (let step = 0; step < layers.length; step += 1) {
      const at = isDown ? step : layers.length - 1 - step;
      const layer = layers[at]!;
      const wishes = new Float64Array(layer.length);
      const weights = new Float64Array(layer.length);
      layer.forEach((point, i) => {
        let [sum, weight] = [0, 0];
        for (const side of sides) {
          const [begin, edges] = side ? above : below;
          for (let slot = begin[point]!; slot < begin[point + 1]!; slot += 1) {
            const edge = edges[slot]!;
            const other = side ? segmentFrom[edge]! : segmentTo[edge]!;
            sum += place[other]! * pull(point, other);
            weight += pull(point, other);
          }
        }
        wishes[i] = weight === 0 ? place[point]! : sum / weight;
        weights[i] = weight === 0 ? 0.1 : weight;
      });
      placeApart(wishes, weights, gaps[at]!).forEach((value, i) => (place[layer[i]!] = value));
    }
  }
  let top = Number.POSITIVE_INFINITY;
  for (const layer of layers) {
    const first = layer[0];
    if (first !== undefined) top = Math.min(top, place[first]! - breadth[first]! / 2);
  }
  return place.map((value) => (top === Number.POSITIVE_INFINITY ? 0 : value - top));
}

function placeAlong(
  layers: readonly Uint32Array[],
  { segmentFrom }: Points,
  { nodeCount, length }: LayoutInput,
): { readonly starts: Float64Array; readonly ends: Float64Array; readonly total: number } {
  const layerOfPoint = new Map<number, number>();
  layers.forEach((layer, at) => layer.forEach((point) => layerOfPoint.set(point, at)));
  const leaving = new Uint32Array(layers.length);
  for (const point of segmentFrom) leaving[layerOfPoint.get(point) ?? 0]! += 1;
  const starts = new Float64Array(layers.length);
  const ends = new Float64Array(layers.length);
  let next = 0;
  layers.forEach((layer, at) => {
    let longest = 0;
    for (const point of layer) if (point < nodeCount) longest = Math.max(longest, length[point]!);
    starts[at] = next;
    ends[at] = next + longest;
    next = ends[at]! + Math.min(widestGap, gapBetweenLayers + Math.sqrt(leaving[at]!) * 8);
  });
  return { starts, ends, total: ends.at(-1) ?? 0 };
}

/** Where edges meet their nodes, off the middle: twice an edge, first its upper end, then its lower. */
function placePorts(
  { chains }: Points,
  across: Float64Array,
  nodeCount: number,
  breadth: Float64Array,
): Float64Array {
  const ports = new Float64Array(chains.length * 2);
  for (const isUpper of [true, false]) {
    const atNode: number[][] = Array.from({ length: nodeCount }, () => []);
    chains.forEach((chain, edge) => {
      const node = isUpper ? chain[0] : chain.at(-1);
      if (node !== undefined) atNode[node]!.push(edge);
    });
    const next = (edge: number) => across[(isUpper ? chains[edge]![1] : chains[edge]!.at(-2))!]!;
    atNode.forEach((edges, node) => {
      edges.sort((a, b) => next(a) - next(b) || a - b);
      const gap = Math.min(portGap, (breadth[node]! - 8) / Math.max(1, edges.length - 1));
      edges.forEach((edge, at) => {
        ports[edge * 2 + (isUpper ? 0 : 1)] = (at - (edges.length - 1) / 2) * gap;
      });
    });
  }
  return ports;
}

/** Places nodes without edges, in rows as long as the rest of the drawing, below it. */
export function placeAlone(
  { nodeCount, length, breadth }: LayoutInput,
  joined: Uint8Array,
  { along, across }: { along: Float64Array; across: Float64Array },
  [longest, broadest]: readonly [number, number],
): { readonly totalAlong: number; readonly totalAcross: number } {
  const alone = Array.from({ length: nodeCount }, (_, node) => node).filter((n) => joined[n] === 0);
  if (alone.length === 0) return { totalAlong: longest, totalAcross: broadest };
  const area = alone.reduce(
    (sum, n) => sum + (length[n]! + gapAcross) * (breadth[n]! + gapAcross),
    0,
  );
  const rowLength = Math.max(longest, Math.sqrt(area) * 1.6);
  let [at, row, rowBreadth, totalAlong] = [
    0,
    broadest > 0 ? broadest + gapAcross * 2 : 0,
    0,
    longest,
  ];
  for (const node of alone) {
    if (at > 0 && at + length[node]! > rowLength) {
      row += rowBreadth + gapAcross;
      [at, rowBreadth] = [0, 0];
    }
    along[node] = at + length[node]! / 2;
    across[node] = row + breadth[node]! / 2;
    totalAlong = Math.max(totalAlong, at + length[node]!);
    rowBreadth = Math.max(rowBreadth, breadth[node]!);
    at += length[node]! + gapAcross;
  }
  return { totalAlong, totalAcross: row + rowBreadth };
}

function reversePairs(route: readonly number[]): number[] {
  const turned: number[] = [];
  for (let at = route.length - 2; at >= 0; at -= 2) turned.push(route[at]!, route[at + 1]!);
  return turned;
}
