import fc from "fast-check";
import { expect, test } from "vitest";
import { layoutGraph } from "@/derive/service-layout";
import { graphOfLinks } from "@/derive/service-links";
import { curvesOf, EdgeHits, onCurve } from "./hits-scene";
import { graphScene, layoutInput, moveNodes } from "./graph-scene";

const graph = graphOfLinks([
  { parent: "a", child: "b", callCount: 1 },
  { parent: "a", child: "c", callCount: 100 },
  { parent: "b", child: "a", callCount: 10 },
  { parent: "b", child: "c", callCount: 10 },
  { parent: "c", child: "c", callCount: 5 },
]);
const labels = graph.nodes.map(({ service }) => service);
const layout = layoutGraph(layoutInput(graph, labels, "right"));
const scene = graphScene(graph, { labels, arrangement: "right", layout });
const bent = moveNodes(scene, new Map([["b", [300, 200] as const]]));

test("every point of a line belongs to an edge that passes there", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(scene, bent),
      fc.nat(graph.edges.length - 1),
      fc.double({ min: 0, max: 1, noNaN: true }),
      ({ edges }, at, share) => {
        const curves = curvesOf(edges[at]!.line);
        const count = (curves.length / 2 - 1) / 3;
        const curve = Math.min(count - 1, Math.floor(share * count)) * 6;
        const along = share * count - curve / 6;
        const [x, y] = [onCurve(curves, curve, along), onCurve(curves, curve + 1, along)];
        const hits = new EdgeHits(edges);
        const found = hits.at(x, y, 4);
        expect(found).toBeDefined();
        // Lines may cross: what is found lies there too.
        expect(new EdgeHits([edges[found!]!]).at(x, y, 4)).toBe(0);
      },
    ),
  );
});

test("there is no edge beside the lines, and more reach finds more", () => {
  const hits = new EdgeHits(scene.edges);
  expect(hits.at(-100, -100, 6)).toBeUndefined();
  expect(hits.at(-100, -100, 500)).toBeDefined();
});

test("what there was no time to read is not found yet", () => {
  const { line } = scene.edges[0]!;
  const many = Array.from({ length: 200 }, () => scene.edges[0]!);
  const hits = new EdgeHits(many);
  const [x = 0, y = 0] = curvesOf(line);
  expect(hits.at(x, y, 1, -1)).toBeUndefined();
  expect(hits.at(x, y, 1)).toBe(199);
});

test("lines of all kinds are curves that keep their ends and their middle", () => {
  const at = (line: string, share: number) => {
    const curves = curvesOf(line);
    return [onCurve(curves, 0, share), onCurve(curves, 1, share)].map((one) => Math.round(one));
  };
  for (const line of ["M1,2L5,2", "M1,2Q3,2 5,2", "M1,2C1,2 5,2 5,2"]) {
    expect([0, 0.5, 1].map((share) => at(line, share))).toEqual([
      [1, 2],
      [3, 2],
      [5, 2],
    ]);
  }
  expect(curvesOf("M-1.5,2C1,1 2,2 3,3L4,4")).toHaveLength(14);
});
