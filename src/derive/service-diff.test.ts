import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ServiceGraph } from "@/model/service-graph";
import { traces } from "@/testing/arbitraries";
import { changeOfEdge, changeOfNode, compareGraphs, type ChangeFigure } from "./service-diff";
import { serviceGraph } from "./service-graph";
import { chooseGraph, nodeKey, type GraphChoice } from "./service-view";
import { graphOf } from "./testing/graph-of";

const figures: readonly ChangeFigure[] = ["calls", "errors", "latency"];
const mirrored = { new: "gone", gone: "new", up: "down", down: "up", same: "same" } as const;

const everything: GraphChoice = {
  within: true,
  messages: true,
  peers: true,
  links: true,
  minCalls: 1,
  focus: undefined,
  grouped: undefined,
};

const changes = (graph: ServiceGraph, by: ChangeFigure): string[] =>
  graph.edges.map((edge) => {
    const [from, to] = [graph.nodes[edge.from], graph.nodes[edge.to]];
    return `${from?.service}>${to?.service} ${changeOfEdge(edge, by)}`;
  });

describe("two graphs as one", () => {
  it("have no difference if they are one, and mirror when they change places", () => {
    const list = fc.array(traces(15), { maxLength: 2 });
    const unit = fc.constantFrom("service" as const, "name" as const);
    fc.assert(
      fc.property(list, list, unit, fc.constantFrom(...figures), (one, two, by, figure) => {
        const [a, b] = [serviceGraph(one, { unit: by }), serviceGraph(two, { unit: by })];
        const itself = compareGraphs(a, a);
        expect(itself.edges.every((edge) => changeOfEdge(edge, figure) === "same")).toBe(true);
        expect(itself.nodes.every((node) => changeOfNode(node, figure) === "same")).toBe(true);
        const [there, back] = [compareGraphs(a, b), compareGraphs(b, a)];
        expect(back.edges.map((edge) => changeOfEdge(edge, figure))).toEqual(
          there.edges.map((edge) => mirrored[changeOfEdge(edge, figure) ?? "same"]),
        );
        expect(back.nodes.map((node) => changeOfNode(node, figure))).toEqual(
          there.nodes.map((node) => mirrored[changeOfNode(node, figure) ?? "same"]),
        );
      }),
    );
  });

  it("keep all that each of them has, where it was", () => {
    const list = fc.array(traces(15), { maxLength: 2 });
    fc.assert(
      fc.property(list, list, (one, two) => {
        const [a, b] = [serviceGraph(one), serviceGraph(two)];
        const both = compareGraphs(a, b);
        for (const [side, graph] of [
          ["a", a],
          ["b", b],
        ] as const) {
          const there = both.edges.flatMap(({ from, to, relation, sides }) =>
            sides?.[side]
              ? [
                  [
                    nodeKey(both.nodes[from]!),
                    nodeKey(both.nodes[to]!),
                    relation,
                    sides[side].calls,
                  ],
                ]
              : [],
          );
          expect(there).toEqual(
            graph.edges.map(({ from, to, relation, calls }) => [
              nodeKey(graph.nodes[from]!),
              nodeKey(graph.nodes[to]!),
              relation,
              calls,
            ]),
          );
          expect(both.nodes.filter(({ sides }) => sides?.[side]).map(nodeKey)).toEqual(
            graph.nodes.map(nodeKey),
          );
        }
      }),
    );
  });

  it("say what came, what went, and which figure changed by a tenth or more", () => {
    const both = compareGraphs(
      graphOf("a>b 100 errors=2 p95=50", "a>c 1", "b>c 30 p95=10"),
      graphOf("a>b 109 errors=1 p95=50", "a>d 1", "b>c 33 p95=9"),
    );
    expect(changes(both, "calls")).toEqual(["a>b same", "a>c gone", "a>d new", "b>c up"]);
    expect(changes(both, "errors")).toEqual(["a>b down", "a>c gone", "a>d new", "b>c same"]);
    expect(changes(both, "latency")).toEqual(["a>b same", "a>c gone", "a>d new", "b>c down"]);
    expect(both.nodes.map((node) => changeOfNode(node, "calls"))).toEqual([
      "same",
      "same",
      "same",
      "new",
    ]);
    expect(both.sides).toEqual({
      a: { traceCount: 1, spanCount: 1 },
      b: { traceCount: 1, spanCount: 1 },
    });
  });

  it("count an error where there was none as a rise, and unknown figures as no change", () => {
    const both = compareGraphs(graphOf("a>b 5"), graphOf("a>b 5 errors=1"));
    expect(changes(both, "errors")).toEqual(["a>b up"]);
    const without = (graph: ServiceGraph): ServiceGraph => ({
      ...graph,
      edges: graph.edges.map((edge) => ({ ...edge, errors: undefined, latency: undefined })),
    });
    const counts = compareGraphs(without(graphOf("a>b 5")), without(graphOf("a>b 9")));
    expect(figures.map((by) => changes(counts, by)[0])).toEqual(["a>b up", "a>b same", "a>b same"]);
  });

  it("are shown where either has calls enough", () => {
    const both = compareGraphs(graphOf("a>b 9", "a>c 1"), graphOf("a>b 1", "a>c 2"));
    const shown = chooseGraph(both, { ...everything, minCalls: 5 });
    expect(changes(shown, "calls")).toEqual(["a>b down"]);
  });

  it("are put together by prefix side by side", () => {
    const both = compareGraphs(
      graphOf("web>shop-cart 2 errors=1", "web>old 1"),
      graphOf("web>shop-cart 3", "web>shop-pay 4 errors=2"),
    );
    const { nodes, edges } = chooseGraph(both, { ...everything, grouped: { open: new Set() } });
    const group = nodes.find(({ members }) => members);
    expect(group?.members).toEqual(["shop-cart", "shop-pay"]);
    expect([group?.sides?.a?.spans, group?.sides?.b?.spans, group?.spans]).toEqual([1, 2, 2]);
    const edge = edges.find(({ to }) => nodes[to] === group);
    expect([edge?.sides?.a?.calls, edge?.sides?.b?.calls, edge?.calls]).toEqual([2, 7, 7]);
    expect([edge?.sides?.a?.errors, edge?.sides?.b?.errors]).toEqual([1, 2]);
    // Of one part alone its percentiles are known.
    expect([edge?.sides?.a?.latency?.p95Ns, edge?.sides?.b?.latency]).toEqual([2, undefined]);
  });
});
