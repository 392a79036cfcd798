import { expect, it } from "vitest";
import { graphOfLinks } from "./service-links";

it("a server's counts add up by pair, and errors and latencies are unknown", () => {
  const graph = graphOfLinks([
    { parent: "b", child: "a", callCount: 1 },
    { parent: "a", child: "a", callCount: 4 },
    { parent: "b", child: "a", callCount: 2 },
    { parent: "__proto__", child: "b", callCount: 7 },
  ]);
  expect(graph.nodes.map(({ service, spans }) => [service, spans])).toEqual([
    ["__proto__", undefined],
    ["a", undefined],
    ["b", undefined],
  ]);
  expect(
    graph.edges.map(({ from, to, calls, errors, isWithin }) => [from, to, calls, errors, isWithin]),
  ).toEqual([
    [0, 2, 7, undefined, false],
    [1, 1, 4, undefined, true],
    [2, 1, 3, undefined, false],
  ]);
  expect(graphOfLinks([])).toMatchObject({ nodes: [], edges: [] });
});
