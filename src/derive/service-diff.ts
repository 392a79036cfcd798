import type { ServiceEdge, ServiceGraph, ServiceNode } from "@/model/service-graph";
import { nodeKey } from "./service-view";

/** Whether a part is only in the second graph, only in the first, in both and other, or the same. */
export type GraphChange = "new" | "gone" | "changed" | "same";

export interface NodeDifference {
  readonly change: GraphChange;
  readonly a: ServiceNode | undefined;
  readonly b: ServiceNode | undefined;
}

export interface EdgeDifference {
  readonly change: GraphChange;
  readonly caller: ServiceNode;
  readonly callee: ServiceNode;
  readonly a: ServiceEdge | undefined;
  readonly b: ServiceEdge | undefined;
}

export interface GraphDifference {
  /** By name. */
  readonly nodes: readonly NodeDifference[];
  /** By the names of their ends. */
  readonly edges: readonly EdgeDifference[];
}

/**
 * What differs between two graphs of one unit: services and edges that came, went, or changed in
 * calls, errors or p95 (for services: spans, errors or self time). Every part of both graphs is in
 * exactly one row; of a graph and itself everything is the same.
 */
export function diffGraphs(a: ServiceGraph, b: ServiceGraph): GraphDifference {
  const nodes = pairUp(byKey(a.nodes, nodeKey), byKey(b.nodes, nodeKey)).map(([before, after]) => ({
    change: changeOf(before, after, (node) => [node.spans, node.errors, node.selfNs]),
    a: before,
    b: after,
  }));
  const edgesOf = (graph: ServiceGraph) => {
    const keys = graph.nodes.map(nodeKey);
    return byKey(graph.edges, ({ from, to, relation }) =>
      JSON.stringify([keys[from], keys[to], relation]),
    );
  };
  const edges = pairUp(edgesOf(a), edgesOf(b)).map(([before, after]): EdgeDifference => {
    const [graph, edge] = before ? [a, before] : [b, after!];
    return {
      change: changeOf(before, after, (one) => [one.calls, one.errors, one.latency?.p95Ns]),
      caller: graph.nodes[edge.from]!,
      callee: graph.nodes[edge.to]!,
      a: before,
      b: after,
    };
  });
  return { nodes, edges };
}

function byKey<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [keyOf(one), one]));
}

function pairUp<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
): (readonly [T | undefined, T | undefined])[] {
  return [...new Set([...a.keys(), ...b.keys()])].sort().map((key) => [a.get(key), b.get(key)]);
}

function changeOf<T>(
  a: T | undefined,
  b: T | undefined,
  figures: (one: T) => readonly (number | undefined)[],
): GraphChange {
  if (a === undefined) return "new";
  if (b === undefined) return "gone";
  const after = figures(b);
  return figures(a).every((value, at) => value === after[at]) ? "same" : "changed";
}
