import type { ServiceEdge, ServiceGraph } from "@/model/service-graph";
import { mostCalls, subgraph } from "./service-view";

/**
 * A part of a graph that can be read: it begins with the busiest edge and goes on with the busiest
 * of those that lead to or from what it has, until it has so many nodes; then come all edges
 * between those. So it hangs together, and has the way to each node by which most calls come.
 * Deterministic: of edges with as many calls, the first comes first. O(nodes asked for × edges).
 */
export function busiestPart(graph: ServiceGraph, mostNodes: number): ServiceGraph {
  const byCalls = graph.edges
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => mostCalls(b) - mostCalls(a));
  const chosen = new Set<number>();
  const lacks = ({ from, to }: ServiceEdge): number =>
    Number(!chosen.has(from)) + Number(!chosen.has(to));
  while (chosen.size < mostNodes) {
    const next =
      byCalls.find((edge) => lacks(edge) === 1) ??
      byCalls.find((edge) => lacks(edge) === 2 && chosen.size + 2 <= mostNodes);
    if (next === undefined) break;
    chosen.add(next.from).add(next.to);
  }
  // Where nobody calls anybody there is still something to see.
  for (let at = 0; at < graph.nodes.length && byCalls.length === 0; at += 1) {
    if (chosen.size < mostNodes) chosen.add(at);
  }
  const edges = graph.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to));
  return subgraph(graph, edges, (_, at) => chosen.has(at));
}
