import type { DependencyLink, ServiceGraph } from "@/model/service-graph";

/**
 * A server's counts as a graph. Counts of a pair that comes several times add up; errors and
 * latencies are unknown, not zero.
 */
export function graphOfLinks(links: readonly DependencyLink[]): ServiceGraph {
  const names = [...new Set(links.flatMap(({ parent, child }) => [parent, child]))].sort();
  const places = new Map(names.map((name, at) => [name, at]));
  const calls = new Map<number, number>();
  for (const { parent, child, callCount } of links) {
    const key = places.get(parent)! * names.length + places.get(child)!;
    calls.set(key, (calls.get(key) ?? 0) + callCount);
  }
  const unknown = { errors: undefined, slowest: [], failing: [] };
  return {
    unit: "service",
    nodes: names.map((service) => ({ service, spans: undefined, selfNs: undefined, ...unknown })),
    edges: [...calls]
      .sort(([a], [b]) => a - b)
      .map(([key, count]) => {
        const [from, to] = [Math.floor(key / names.length), key % names.length];
        return {
          from,
          to,
          relation: "call",
          isWithin: from === to,
          calls: count,
          latency: undefined,
          histogram: undefined,
          queue: undefined,
          ...unknown,
        };
      }),
    traceCount: undefined,
    spanCount: undefined,
  };
}
