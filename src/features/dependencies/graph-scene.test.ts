import { describe, expect, it } from "vitest";
import { layoutGraph } from "@/derive/service-layout";
import { graphOfLinks } from "@/derive/service-links";
import { edgeTone } from "./graph-colors";
import { nearestNode } from "./graph-keys";
import { graphScene, layoutInput, moveNodes, type Arrangement } from "./graph-scene";
import { nodeHeight } from "./shapes-scene";

const graph = graphOfLinks([
  { parent: "a", child: "b", callCount: 1 },
  { parent: "a", child: "c", callCount: 100 },
  { parent: "b", child: "a", callCount: 10 },
  { parent: "c", child: "c", callCount: 5 },
]);
const labels = ["a", "b", "c"];

const sceneOf = (arrangement: Arrangement) =>
  graphScene(graph, {
    labels,
    arrangement,
    layout: layoutGraph(layoutInput(graph, labels, arrangement)),
  });

describe("the shapes of a graph", () => {
  it("are one for each node and edge, also for loops and both ways", () => {
    const { nodes, edges } = sceneOf("right");
    expect(nodes.map(({ label }) => label)).toEqual(labels);
    expect(edges).toHaveLength(4);
    for (const { line, head } of edges) {
      expect(line).toMatch(/^M-?[\d.]+,-?[\d.]+[CL]/);
      expect(head).toMatch(/Z$/);
      expect(line + head).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(new Set(edges.map(({ line }) => line)).size).toBe(4);
  });

  it("are wider the more calls there are", () => {
    const widths = sceneOf("right").edges.map(({ edge, width }) => [edge.calls, width] as const);
    const byCalls = widths.toSorted(([a], [b]) => a - b).map(([, width]) => width);
    expect(byCalls).toEqual(byCalls.toSorted((a, b) => a - b));
    expect(byCalls[0]).toBeLessThan(byCalls[3]!);
  });

  it("go from left to right, or from top to bottom", () => {
    const [right, down] = [sceneOf("right"), sceneOf("down")];
    const callee = (scene: typeof right) => scene.nodes[2]!;
    expect(callee(right).x).toBeGreaterThan(right.nodes[0]!.x + 40);
    expect(callee(down).y).toBeGreaterThan(down.nodes[0]!.y + nodeHeight);
    expect(right.width).toBeGreaterThan(right.height);
  });

  it("keep boxes of very long and of wide names within bounds", () => {
    const input = layoutInput(graph, ["x".repeat(300), "漢".repeat(300), ""], "right");
    expect([...input.length]).toEqual([240, 240, 56]);
  });
});

describe("nodes that were put elsewhere", () => {
  const scene = sceneOf("right");

  it("take their edges along, and leave all else where it is", () => {
    const moved = moveNodes(scene, new Map([["b", [400, -90] as const]]));
    expect(moved.nodes.map(({ key, x, y }) => (key === "b" ? [x, y] : "same"))).toEqual([
      "same",
      [400, -90],
      "same",
    ]);
    expect([moved.nodes[0], moved.nodes[2]]).toEqual([scene.nodes[0], scene.nodes[2]]);
    const touches = ({ ends }: { readonly ends: readonly string[] }) => ends.includes("b");
    moved.edges.forEach((edge, at) => {
      if (!touches(edge)) expect(edge).toBe(scene.edges[at]);
      else expect(edge.line).not.toBe(scene.edges[at]!.line);
    });
    // There and back again are two lines.
    const lines = moved.edges.filter(touches).map(({ line }) => line);
    expect(new Set(lines).size).toBe(2);
  });

  it("widen the drawing, which stays the same drawing", () => {
    const moved = moveNodes(scene, new Map([["b", [900, -90] as const]]));
    expect(moved.top).toBe(-90 - nodeHeight / 2);
    expect(moved.left + moved.width).toBe(900 + moved.nodes[1]!.width / 2);
    expect(moved.height).toBe(scene.height + 90 + nodeHeight / 2);
    expect(moved.layout).toBe(scene.layout);
    expect(moveNodes(scene, new Map([["nobody", [1, 1] as const]]))).toBe(scene);
  });

  it("have lines also where they stand on one another", () => {
    const onOne = new Map(["a", "b", "c"].map((key) => [key, [50, 50] as const]));
    for (const { line, head, middle } of moveNodes(scene, onOne).edges) {
      expect(line + head + middle.join()).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

describe("arrow keys", () => {
  it("go to the nearest node that way, and nowhere past the last", () => {
    const { nodes } = sceneOf("right");
    const next = nearestNode(nodes, nodes[0]!, "ArrowRight");
    expect(["b", "c"]).toContain(next?.label);
    expect(nearestNode(nodes, next!, "ArrowLeft")?.label).toBe("a");
    expect(nearestNode(nodes, nodes[0]!, "ArrowLeft")).toBeUndefined();
  });
});

describe("the colours of edges", () => {
  const edge = graph.edges[0]!;
  const latency = (p95Ns: number) => ({ count: 1, p50Ns: 1, p95Ns, maxNs: p95Ns });

  it("are steps of the share of failed calls", () => {
    const tone = edgeTone(graph, "errors");
    const of = (errors: number | undefined) => tone({ ...edge, calls: 1000, errors });
    expect([0, 1, 10, 50, 200, 1000, undefined].map(of)).toEqual([
      "0",
      "1",
      "2",
      "3",
      "4",
      "4",
      "none",
    ]);
  });

  it("or of p95 among all edges", () => {
    const edges = [10, 1e9, 1e5].map((p95) => ({ ...edge, latency: latency(p95) }));
    const tone = edgeTone({ ...graph, edges }, "latency");
    expect(edges.map(tone)).toEqual(["0", "4", "2"]);
    expect(tone(edge)).toBe("none");
    const one = { ...graph, edges: [edges[0]!] };
    expect(edgeTone(one, "latency")(edges[0]!)).toBe("0");
  });
});
