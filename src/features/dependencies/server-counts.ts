import type { DependencyLink, ServiceEdge, ServiceGraph } from "@/model/service-graph";
import type { CallRow } from "./calls-order";

/** What a server counts between two services, beside what was counted here. */
export interface ServerCount {
  /** The server's calls; 0 where it has none. */
  readonly calls: number;
  /** Calls and messages between the two that were counted here. */
  readonly counted: number;
}

const pairOf = (caller: string, callee: string): string => JSON.stringify([caller, callee]);
const isCounted = ({ relation }: ServiceEdge): boolean =>
  relation === "call" || relation === "message";

/**
 * The rows of a graph of services with a server's counts beside them, and then a row for each pair
 * that only the server has. `graph` is all of the graph, of which `rows` may be a part. A server counts pairs of services, so calls and messages between two have
 * one count; peers and links have none.
 */
export function withServerCounts(
  rows: readonly CallRow[],
  graph: ServiceGraph,
  links: readonly DependencyLink[],
): { readonly beside: readonly CallRow[]; readonly alone: readonly CallRow[] } {
  const calls = new Map<string, number>();
  for (const { parent, child, callCount } of links) {
    const pair = pairOf(parent, child);
    calls.set(pair, (calls.get(pair) ?? 0) + callCount);
  }
  const counted = new Map<string, number>();
  const pairs = graph.edges.map((edge) =>
    pairOf(graph.nodes[edge.from]?.service ?? "", graph.nodes[edge.to]?.service ?? ""),
  );
  graph.edges.forEach((edge, at) => {
    const pair = pairs[at] ?? "";
    if (isCounted(edge)) counted.set(pair, (counted.get(pair) ?? 0) + edge.calls);
  });
  const beside = rows.map((row): CallRow => {
    if (!isCounted(row.edge) || row.calleeService === undefined) return row;
    const pair = pairOf(row.callerService, row.calleeService);
    return { ...row, server: { calls: calls.get(pair) ?? 0, counted: counted.get(pair) ?? 0 } };
  });
  const alone = [...calls].flatMap(([pair, count]): CallRow[] => {
    if (counted.has(pair)) return [];
    const [caller = "", callee = ""] = JSON.parse(pair) as readonly string[];
    const server = { calls: count, counted: 0 };
    return [{ edge: noEdge, caller, callee, callerService: caller, calleeService: callee, server }];
  });
  return { beside, alone };
}

/** Of a pair that only the server has: it leads nowhere. */
const noEdge: ServiceEdge = {
  from: -1,
  to: -1,
  relation: "call",
  isWithin: false,
  calls: 0,
  errors: undefined,
  latency: undefined,
  histogram: undefined,
  queue: undefined,
  slowest: [],
  failing: [],
};
