import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ServiceGraph } from "@/model/service-graph";
import { traces } from "@/testing/arbitraries";
import { serviceGraph } from "./service-graph";
import { chooseGraph, nodeKey, servicePrefix, type GraphChoice } from "./service-view";
import { graphOf } from "./testing/graph-of";

const everything: GraphChoice = {
  within: true,
  messages: true,
  peers: true,
  links: true,
  minCalls: 1,
  focus: undefined,
  grouped: undefined,
};

const text = ({ nodes, edges }: ServiceGraph): string =>
  edges
    .map(({ from, to, calls }) => `${nodes[from]!.service}>${nodes[to]!.service} ${calls}`)
    .join(", ");
const choose = (graph: ServiceGraph, choice: Partial<GraphChoice>) =>
  chooseGraph(graph, { ...everything, ...choice });
const namesOf = ({ nodes }: ServiceGraph): string[] => nodes.map(({ service }) => service);

describe("what is seen of a graph", () => {
  it("is all of it unless something is left out", () => {
    fc.assert(
      fc.property(fc.array(traces(20), { maxLength: 3 }), (list) => {
        const graph = serviceGraph(list);
        expect(chooseGraph(graph, everything)).toEqual(graph);
      }),
    );
  });

  it("leaves layers out, and what then has no edge where it is a peer", () => {
    const graph = graphOf("a>a 2", "a>b 3", "a>db! 4", "b>c 1 message", "c>a 1 link");
    expect(text(choose(graph, { within: false }))).toBe("a>b 3, a>db! 4, b>c 1, c>a 1");
    expect(namesOf(choose(graph, { peers: false }))).toEqual(["a", "b", "c"]);
    expect(text(choose(graph, { messages: false, links: false }))).toBe("a>a 2, a>b 3, a>db! 4");
    expect(text(choose(graph, { minCalls: 3 }))).toBe("a>b 3, a>db! 4");
    expect(namesOf(choose(graph, { minCalls: 3 }))).toEqual(["a", "b", "db!"]);
  });

  it("is what is within so many calls of the focus, with the edges between", () => {
    const graph = graphOf("a>b", "b>c", "c>d", "a>c", "x>b", "d>e", "y>x", "z>z");
    const around = (up: number, down: number) =>
      text(choose(graph, { focus: { service: "b", up, down } }));
    expect(around(0, 0)).toBe("");
    expect(namesOf(choose(graph, { focus: { service: "b", up: 0, down: 0 } }))).toEqual(["b"]);
    expect(around(1, 1)).toBe("a>b 1, b>c 1, a>c 1, x>b 1");
    expect(around(2, 0)).toBe("a>b 1, x>b 1, y>x 1");
    expect(around(0, Number.POSITIVE_INFINITY)).toBe("b>c 1, c>d 1, d>e 1");
    expect(namesOf(choose(graph, { focus: { service: "nobody", up: 1, down: 1 } }))).toEqual([]);
  });

  it("stands a cycle of 3,000 services", () => {
    const names = Array.from({ length: 3000 }, (_, at) => `s${at}`);
    const graph = graphOf(...names.map((name, at) => `${name}>${names[(at + 1) % 3000]}`));
    const all = { service: "s7", up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
    expect(choose(graph, { focus: all }).nodes).toHaveLength(3000);
  });

  it("puts services of one prefix together until it is opened; calls add up", () => {
    const graph = graphOf(
      "web>shop-cart 2",
      "web>shop-pay 3",
      "shop-cart>shop-pay 4",
      "shop-pay>db! 1",
    );
    const grouped = choose(graph, { grouped: { open: new Set() } });
    expect(text(grouped)).toBe("web>shop 5, shop>shop 4, shop>db! 1");
    expect(grouped.nodes.find(({ members }) => members)?.members).toEqual([
      "shop-cart",
      "shop-pay",
    ]);
    expect(grouped.edges[0]!.latency).toBeUndefined();
    expect(grouped.edges[1]!.isWithin).toBe(true);
    expect(choose(graph, { grouped: { open: new Set(["shop"]) } })).toEqual(graph);
    expect([servicePrefix("a.b"), servicePrefix("plain"), servicePrefix("-x")]).toEqual([
      "a",
      "plain",
      "-x",
    ]);
  });

  it("has a key for each node", () => {
    fc.assert(
      fc.property(
        traces(25),
        fc.constantFrom("service" as const, "name" as const),
        (trace, unit) => {
          const keys = serviceGraph([trace], { unit }).nodes.map(nodeKey);
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
    );
  });
});
