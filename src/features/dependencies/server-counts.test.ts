import { expect, it } from "vitest";
import { graphOfLinks } from "@/derive/service-links";
import { orderCalls, type CallRow } from "./calls-order";
import { withServerCounts } from "./server-counts";

const link = (parent: string, child: string, callCount: number) => ({ parent, child, callCount });

it("puts the server's counts beside those counted here, by pair of services", () => {
  const counted = graphOfLinks([link("a", "b", 3), link("a", "c", 2), link("b", "b", 9)]);
  const message = { ...counted.edges[0]!, relation: "message" as const, calls: 4 };
  const peer = { ...counted.edges[1]!, relation: "peer" as const, calls: 1 };
  const graph = { ...counted, edges: [...counted.edges, message, peer] };
  const rows = graph.edges
    .filter(({ isWithin }) => !isWithin)
    .map((edge): CallRow => {
      const [caller, callee] = [graph.nodes[edge.from]!.service, graph.nodes[edge.to]!.service];
      return { edge, caller, callee, callerService: caller, calleeService: callee };
    });
  const server = [link("a", "b", 5), link("a", "b", 2), link("b", "b", 9), link("x", "a", 6)];
  const { beside, alone } = withServerCounts(rows, graph, server);
  expect(
    beside.map(({ caller, callee, edge, server: count }) => [
      caller + callee,
      edge.relation,
      count?.calls,
      count?.counted,
    ]),
  ).toEqual([
    ["ab", "call", 7, 7],
    ["ac", "call", 0, 2],
    ["ab", "message", 7, 7],
    ["ac", "peer", undefined, undefined],
  ]);
  // Hidden rows are no pairs of the server's alone.
  expect(alone.map(({ caller, callee, server: count }) => [caller + callee, count])).toEqual([
    ["xa", { calls: 6, counted: 0 }],
  ]);
  const order = orderCalls([...beside, ...alone], { column: "server", descending: true });
  expect(order.map(({ server: count }) => count?.calls)).toEqual([7, 7, 6, 0, undefined]);
});
