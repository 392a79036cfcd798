import type { ServiceGraph } from "@/model/service-graph";
import { mostCalls, subgraph } from "./service-view";

/**
 * The part of a graph that has its busiest edges: their ends, at most so many nodes, and all edges
 * between those. Deterministic: of edges with as many calls, the first comes first. O(edges log
 * edges).
 */
export function busiestPart(graph: ServiceGraph, mostNodes: number): ServiceGraph {
  const byCalls = graph.edges
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => mostCalls(b) - mostCalls(a));
  const chosen = new Set<number>();
  for (const { from, to } of byCalls) {
    const added = Number(!chosen.has(from)) + Number(!chosen.has(to));
    if (chosen.size + added <= mostNodes) chosen.add(from).add(to);
  }
  // Where nobody calls anybody there is still something to see.
  for (let at = 0; at < graph.nodes.length && byCalls.length === 0; at += 1) {
    if (chosen.size < mostNodes) chosen.add(at);
  }
  const edges = graph.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  return subgraph(graph, edges, (_, at) => chosen.has(at));
}
