import fc from "fast-check";
import { expect, test } from "vitest";
import { busiestPart } from "./busiest-part";
import { graphOfLinks } from "./service-links";
import { nodeKey } from "./service-view";

const links = fc.array(
  fc.record({
    parent: fc.nat(30).map(String),
    child: fc.nat(30).map(String),
    callCount: fc.integer({ min: 1, max: 50 }),
  }),
  { minLength: 1, maxLength: 80 },
);

test("the busiest part is no larger than asked for, and has every edge between its nodes", () => {
  fc.assert(
    fc.property(links, fc.integer({ min: 2, max: 20 }), (calls, most) => {
      const graph = graphOfLinks(calls);
      const part = busiestPart(graph, most);
      expect(part.nodes.length).toBeLessThanOrEqual(most);
      expect(part.nodes.length).toBeGreaterThan(0);
      const names = new Set(part.nodes.map(nodeKey));
      const ends = (all: typeof graph) =>
        all.edges.map(
          ({ from, to, calls: n }) =>
            [nodeKey(all.nodes[from]!), nodeKey(all.nodes[to]!), n] as const,
        );
      expect(ends(part)).toEqual(
        ends(graph).filter(([from, to]) => names.has(from) && names.has(to)),
      );
      const others = graph.edges.filter(({ from, to }) => from !== to);
      const top = others.toSorted((a, b) => b.calls - a.calls)[0];
      if (top) expect(part.edges.map(({ calls: n }) => n)).toContain(top.calls);
    }),
  );
});

test("the part hangs together as long as there is more that does", () => {
  const graph = graphOfLinks([
    { parent: "a", child: "b", callCount: 90 },
    { parent: "b", child: "c", callCount: 1 },
    { parent: "c", child: "d", callCount: 1 },
    { parent: "x", child: "y", callCount: 80 },
  ]);
  const names = (most: number) => busiestPart(graph, most).nodes.map(({ service }) => service);
  expect(names(4)).toEqual(["a", "b", "c", "d"]);
  expect(names(5)).toEqual(["a", "b", "c", "d"]);
  expect(names(6)).toEqual(["a", "b", "c", "d", "x", "y"]);
});

test("a small graph is its own busiest part, but for nodes that are alone", () => {
  const graph = graphOfLinks([
    { parent: "a", child: "b", callCount: 3 },
    { parent: "b", child: "c", callCount: 1 },
    { parent: "alone", child: "alone", callCount: 9 },
  ]);
  expect(busiestPart(graph, 10).nodes.map(({ service }) => service)).toEqual(["a", "b", "c"]);
  const loops = graphOfLinks([{ parent: "x", child: "x", callCount: 1 }]);
  expect(busiestPart(loops, 10).edges).toHaveLength(1);
});
