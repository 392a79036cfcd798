// @vitest-environment jsdom
import { expect, test } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { graphOfLinks } from "@/derive/service-links";
import { layoutGraph } from "@/derive/service-layout";
import { EdgeBoard } from "./edge-board";
import { NodeMove } from "./graph-drag";
import { graphScene, layoutInput } from "./graph-scene";

/** Runs the frames in which many edges are drawn, however long each takes. */
function drawAll(): void {
  for (let frame = 0; frame < 100; frame += 1) frames.flush();
}

/** A service that so many others call, as it is drawn. */
function drawnHub(callers: number) {
  const graph = graphOfLinks(
    Array.from({ length: callers }, (_, n) => ({ parent: `s${n}`, child: "hub", callCount: 1 })),
  );
  const labels = graph.nodes.map(({ service }) => service);
  const layout = layoutGraph(layoutInput(graph, labels, "right"));
  const scene = graphScene(graph, { labels, arrangement: "right", layout });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.innerHTML = `<g></g><g></g><g></g><g></g>${scene.nodes
    .map((_, at) => `<g data-node="${at}"></g>`)
    .join("")}`;
  const [all, near, marked, over] = [...svg.querySelectorAll("g")];
  if (!all || !near || !marked || !over) throw new Error("The drawing has no groups");
  const edges = new EdgeBoard({ all, near, over: marked });
  const look = { toneOf: () => "0" as const, changeOf: () => undefined };
  edges.show(scene, look);
  drawAll();
  const linesIn = (group: Element) =>
    [...group.querySelectorAll('[data-part="line"]')].flatMap(
      (path) => path.getAttribute("d")?.split(/(?=M)/) ?? [],
    );
  const hub = labels.indexOf("hub");
  const element = svg.querySelector<SVGGElement>(`[data-node="${hub}"]`);
  const start = () => new NodeMove({ svg, over, edges, look, scene }, hub);
  return { scene, svg, hub, all, near, over, edges, element, linesIn, start };
}

test("a node takes its edges out of the drawing, and back into it where it is dropped", () => {
  const { scene, hub, all, over, element, linesIn, start } = drawnHub(3);
  const before = linesIn(all);
  expect(before.toSorted()).toEqual(scene.edges.map(({ line }) => line).toSorted());
  const move = start();
  move.by(10, 0);
  expect(linesIn(all)).toEqual([]);
  expect(element?.style.opacity).toBe("0");
  const during = linesIn(over);
  expect(during).toHaveLength(3);
  for (const line of during) expect(before).not.toContain(line);
  const { x, y } = scene.nodes[hub]!;
  expect(move.place).toEqual([Math.round(x + 10), Math.round(y)]);
  move.end();
  drawAll();
  expect(linesIn(all)).toEqual(during);
  expect(over.children).toHaveLength(0);
  expect(element?.style.opacity).toBe("");
  expect(element?.getAttribute("transform")).toBe(`translate(${move.place.join(" ")})`);
});

test("very many edges are one plain line until the node is dropped", () => {
  const { all, over, linesIn, start } = drawnHub(400);
  const before = linesIn(all);
  const move = start();
  drawAll();
  move.by(50, 20);
  expect(linesIn(over)).toEqual([]);
  expect(over.querySelector("path")?.getAttribute("d")?.match(/M/g)).toHaveLength(400);
  expect(linesIn(all)).toEqual([]);
  move.end();
  drawAll();
  expect(over.children).toHaveLength(0);
  expect(linesIn(all)).toHaveLength(400);
  for (const line of linesIn(all)) expect(before).not.toContain(line);
});

test("what stands out is drawn again over the others, but for what is moved", () => {
  const { scene, all, near, edges, linesIn, start } = drawnHub(3);
  edges.standOut(new Set([1]));
  expect(linesIn(near)).toEqual([scene.edges[1]?.line]);
  expect(all.hasAttribute("data-dim")).toBe(true);
  const move = start();
  expect(linesIn(near)).toEqual([]);
  move.end();
  expect(linesIn(near)).toHaveLength(1);
  edges.standOut(undefined);
  expect(linesIn(near)).toEqual([]);
  expect(all.hasAttribute("data-dim")).toBe(false);
});
