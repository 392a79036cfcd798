// @vitest-environment jsdom
import { expect, test } from "vitest";
import { graphOfLinks } from "@/derive/service-links";
import { layoutGraph } from "@/derive/service-layout";
import { NodeMove } from "./graph-drag";
import { graphScene, layoutInput } from "./graph-scene";

/** A service that so many others call, as it is drawn. */
function drawnHub(callers: number) {
  const graph = graphOfLinks(
    Array.from({ length: callers }, (_, n) => ({ parent: `s${n}`, child: "hub", callCount: 1 })),
  );
  const labels = graph.nodes.map(({ service }) => service);
  const layout = layoutGraph(layoutInput(graph, labels, "right"));
  const scene = graphScene(graph, { labels, arrangement: "right", layout });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.innerHTML = `<g>${scene.edges
    .map((one, at) => `<g data-edge="${at}"><path data-part="line" d="${one.line}"/></g>`)
    .join("")}</g>${scene.nodes.map((_, at) => `<g data-node="${at}"></g>`).join("")}`;
  const hub = labels.indexOf("hub");
  const lines = () => [...svg.querySelectorAll('[data-part="line"]')];
  return { scene, svg, hub, lines, moved: new NodeMove(svg, scene, hub) };
}

test("a node takes its edges with it", () => {
  const { scene, svg, hub, lines, moved } = drawnHub(3);
  moved.by(10, 0);
  const place = scene.nodes[hub]!;
  expect(moved.place).toEqual([Math.round(place.x + 10), Math.round(place.y)]);
  expect(svg.querySelectorAll("path:not([data-part])")).toHaveLength(0);
  for (const [at, line] of lines().entries()) {
    expect(line.getAttribute("d")).not.toBe(scene.edges[at]!.line);
  }
});

test("very many edges are one plain line until the node is dropped", () => {
  const { scene, svg, lines, moved } = drawnHub(400);
  const before = lines().map((line) => line.getAttribute("d"));
  moved.by(50, 20);
  const plain = svg.querySelector("path:not([data-part])");
  expect(plain?.getAttribute("d")?.match(/M/g)).toHaveLength(400);
  expect(lines().map((line) => line.getAttribute("d"))).toEqual(before);
  const hidden = () =>
    [...svg.querySelectorAll<SVGGElement>("[data-edge]")].filter(
      ({ style }) => style.display === "none",
    ).length;
  expect(hidden()).toBe(400);
  moved.end();
  expect(svg.querySelector("path:not([data-part])")).toBeNull();
  expect(hidden()).toBe(0);
  for (const [at, line] of lines().entries()) {
    expect(line.getAttribute("d")).not.toBe(scene.edges[at]!.line);
  }
});
