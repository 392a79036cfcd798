import fc from "fast-check";
import { expect, test } from "vitest";
import { layoutGraph } from "@/derive/service-layout";
import { graphOfLinks } from "@/derive/service-links";
import { EdgeHits, piecesOf } from "./hits-scene";
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
        const points = piecesOf(edges[at]!.line);
        const piece = Math.min(points.length / 2 - 2, Math.floor(share * (points.length / 2 - 1)));
        const [x, y] = [points[piece * 2]!, points[piece * 2 + 1]!];
        const hits = new EdgeHits(edges);
        const found = hits.at(x, y, 4);
        expect(found).toBeDefined();
        // Lines may cross: what is found lies there too.
        const [other] = [new EdgeHits([edges[found!]!])];
        expect(other.at(x, y, 1)).toBe(0);
      },
    ),
  );
});

test("there is no edge beside the lines, and more reach finds more", () => {
  const hits = new EdgeHits(scene.edges);
  expect(hits.at(-100, -100, 6)).toBeUndefined();
  expect(hits.at(-100, -100, 500)).toBeDefined();
});

test("a straight line is as long as it is, a curve keeps its ends", () => {
  expect([...piecesOf("M1,2L5,2")]).toEqual([1, 2, 5, 2]);
  const curve = piecesOf("M0,0C10,0 10,20 20,20");
  expect([...curve.slice(0, 2), ...curve.slice(-2)]).toEqual([0, 0, 20, 20]);
  expect([...curve.slice(10, 12)]).toEqual([10, 10]);
});
