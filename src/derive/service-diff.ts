import type {
  EdgeFigures,
  GraphBasis,
  NodeFigures,
  ServiceEdge,
  ServiceGraph,
  ServiceNode,
  Sides,
} from "@/model/service-graph";
import { byIdentity } from "./service-nodes";
import { nodeKey } from "./service-view";

/** The figure by which parts of two graphs are compared. */
export type ChangeFigure = "calls" | "errors" | "latency";

/**
 * "new": only in the second graph, b. "gone": only in the first, a. "up" and "down": in both, and
 * the figure is at least a tenth higher or lower in b. "same": neither, or not known of both.
 */
export type GraphChange = "new" | "gone" | "up" | "down" | "same";

/** Figures that differ by less are as good as the same. */
export const leastChange = 0.1;

/**
 * Two graphs of one unit as one, which has every node and edge of both; `sides` says what each has.
 * It can be looked at like any other graph. O(nodes + edges), and the sorting of the nodes.
 */
export function compareGraphs(a: ServiceGraph, b: ServiceGraph): ServiceGraph {
  const ofNode = new Map<string, Sides<ServiceNode>>();
  for (const node of a.nodes) ofNode.set(nodeKey(node), { a: node, b: undefined });
  for (const node of b.nodes) {
    const key = nodeKey(node);
    ofNode.set(key, { a: ofNode.get(key)?.a, b: node });
  }
  const pairs = [...ofNode].sort(([, one], [, two]) =>
    byIdentity(one.b ?? one.a!, two.b ?? two.a!),
  );
  const places = new Map(pairs.map(([key], at) => [key, at]));
  const nodes = pairs.map(([, { a: before, b: after }]): ServiceNode => {
    const sides = { a: before && nodeFigures(before), b: after && nodeFigures(after) };
    return { ...(after ?? before!), sides };
  });

  const ofEdge = new Map<string, Sides<ServiceEdge>>();
  const place = (graph: ServiceGraph) => graph.nodes.map((node) => places.get(nodeKey(node))!);
  const placed = (graph: ServiceGraph): (readonly [string, ServiceEdge])[] => {
    const placeOf = place(graph);
    return graph.edges.map((edge) => {
      const [from, to] = [placeOf[edge.from]!, placeOf[edge.to]!];
      return [`${from} ${to} ${edge.relation}`, { ...edge, from, to }];
    });
  };
  for (const [key, edge] of placed(a)) ofEdge.set(key, { a: edge, b: undefined });
  for (const [key, edge] of placed(b)) ofEdge.set(key, { a: ofEdge.get(key)?.a, b: edge });
  const edges = [...ofEdge.values()].map(({ a: before, b: after }): ServiceEdge => {
    const sides = { a: before && edgeFigures(before), b: after && edgeFigures(after) };
    return { ...(after ?? before!), sides };
  });
  edges.sort((one, two) => {
    const byRelation = one.relation < two.relation ? -1 : 1;
    return one.from - two.from || one.to - two.to || byRelation;
  });
  return { ...b, nodes, edges, sides: { a: basis(a), b: basis(b) } };
}

/** How a node changed: in spans, in the share of them that failed, or in self time a span. */
export function changeOfNode({ sides }: ServiceNode, by: ChangeFigure): GraphChange | undefined {
  return sides && changeOf(sides, (node) => nodeFigure(node, by));
}

/** How an edge changed: in calls, in the share of them that failed, or in p95. */
export function changeOfEdge({ sides }: ServiceEdge, by: ChangeFigure): GraphChange | undefined {
  return sides && changeOf(sides, (edge) => edgeFigure(edge, by));
}

function nodeFigure({ spans, errors, selfNs }: NodeFigures, by: ChangeFigure): number | undefined {
  if (by === "calls") return spans;
  const sum = by === "errors" ? errors : selfNs;
  return sum === undefined || spans === undefined ? undefined : sum / Math.max(1, spans);
}

function edgeFigure({ calls, errors, latency }: EdgeFigures, by: ChangeFigure): number | undefined {
  if (by === "calls") return calls;
  return by === "latency" ? latency?.p95Ns : errors && errors / calls;
}

function changeOf<T>({ a, b }: Sides<T>, figure: (one: T) => number | undefined): GraphChange {
  if (a === undefined) return "new";
  if (b === undefined) return "gone";
  const [before, after] = [figure(a), figure(b)];
  if (before === undefined || after === undefined || before === after) return "same";
  if (after >= before * (1 + leastChange)) return "up";
  return before >= after * (1 + leastChange) ? "down" : "same";
}

const nodeFigures = ({ spans, errors, selfNs, slowest, failing }: ServiceNode): NodeFigures => ({
  spans,
  errors,
  selfNs,
  slowest,
  failing,
});

const edgeFigures = (edge: ServiceEdge): EdgeFigures => {
  const { calls, errors, latency, histogram, queue, slowest, failing } = edge;
  return { calls, errors, latency, histogram, queue, slowest, failing };
};

const basis = ({ traceCount, spanCount }: ServiceGraph): GraphBasis => ({ traceCount, spanCount });
