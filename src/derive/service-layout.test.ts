import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layerGraph, type PlainGraph } from "./service-layers";
import { layoutGraph, type GraphLayout, type LayoutInput } from "./service-layout";
import { placeApart } from "./service-places";

const graphOf = (nodeCount: number, pairs: readonly (readonly [number, number])[]): PlainGraph => ({
  nodeCount,
  from: Uint32Array.from(pairs, ([a]) => a),
  to: Uint32Array.from(pairs, ([, b]) => b),
});

const layout = (graph: PlainGraph): GraphLayout => layoutGraph(sized(graph));
const sized = (graph: PlainGraph): LayoutInput => ({
  ...graph,
  length: Float64Array.from({ length: graph.nodeCount }, (_, node) => 60 + ((node * 37) % 90)),
  breadth: new Float64Array(graph.nodeCount).fill(28),
});

/** Some with a node that calls many which call nothing. */
const withLeaves = fc
  .tuple(fc.nat({ max: 24 }), fc.integer({ min: 5, max: 70 }))
  .chain(([last, leaves]) =>
    fc
      .array(fc.tuple(fc.nat({ max: last }), fc.nat({ max: last + leaves })), { maxLength: 40 })
      .map((pairs) =>
        graphOf(last + leaves + 1, [
          ...pairs,
          ...Array.from({ length: leaves }, (_, leaf) => [0, last + 1 + leaf] as const),
        ]),
      ),
  );
const plainGraphs = fc
  .nat({ max: 24 })
  .chain((last) =>
    fc
      .array(fc.tuple(fc.nat({ max: last }), fc.nat({ max: last })), { maxLength: 60 })
      .map((pairs) => graphOf(last + 1, pairs)),
  );

const graphs = fc.oneof(plainGraphs, withLeaves);

describe("layers", () => {
  it("lead every edge on, but the turned ones, which lead back", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { layerOf, layerCount, isTurned } = layerGraph(graph);
        graph.from.forEach((from, edge) => {
          const to = graph.to[edge]!;
          if (from === to) return;
          const step = layerOf[to]! - layerOf[from]!;
          expect(isTurned[edge] === 1 ? -step : step).toBeGreaterThan(0);
        });
        expect(layerOf.every((layer) => layer < layerCount)).toBe(true);
      }),
    );
  });

  it("turn nothing where there is no cycle, and stand a long chain", () => {
    const length = 100_000;
    const chain = graphOf(
      length,
      Array.from({ length: length - 1 }, (_, at) => [at, at + 1] as const),
    );
    const { layerOf, isTurned } = layerGraph(chain);
    expect(layerOf[length - 1]).toBe(length - 1);
    expect(isTurned.includes(1)).toBe(false);
  });
});

describe("a drawing", () => {
  it("has no two nodes on one another, and edges that begin and end at their nodes", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const input = sized(graph);
        const { along, across, routes, totalAlong, totalAcross } = layoutGraph(input);
        for (let a = 0; a < graph.nodeCount; a += 1) {
          for (let b = a + 1; b < graph.nodeCount; b += 1) {
            const apartAlong =
              Math.abs(along[a]! - along[b]!) - (input.length[a]! + input.length[b]!) / 2;
            const apartAcross = Math.abs(across[a]! - across[b]!) - 28;
            expect(Math.max(apartAlong, apartAcross)).toBeGreaterThan(-1e-6);
          }
          expect(along[a]! + input.length[a]! / 2).toBeLessThanOrEqual(totalAlong + 1e-6);
          expect(across[a]! + 14).toBeLessThanOrEqual(totalAcross + 1e-6);
          expect(across[a]! - 14).toBeGreaterThanOrEqual(-1e-6);
        }
        routes.forEach((route, edge) => {
          const [from, to] = [graph.from[edge]!, graph.to[edge]!];
          if (from === to) {
            expect(route).toHaveLength(0);
            return;
          }
          expect(
            Math.abs(Math.abs(route[0]! - along[from]!) - input.length[from]! / 2),
          ).toBeLessThan(1e-6);
          expect(Math.abs(route[1]! - across[from]!)).toBeLessThanOrEqual(14);
          expect(
            Math.abs(Math.abs(route.at(-2)! - along[to]!) - input.length[to]! / 2),
          ).toBeLessThan(1e-6);
          expect(route.every(Number.isFinite)).toBe(true);
        });
      }),
    );
  });

  it("is the same for the same graph", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        expect(layout(graph)).toEqual(layout(graph));
      }),
    );
  });

  it("keeps the two directions between two nodes apart", () => {
    const { routes } = layout(
      graphOf(2, [
        [0, 1],
        [1, 0],
      ]),
    );
    expect(routes[0]![0]).toBeLessThan(routes[0]!.at(-2)!);
    expect(routes[1]![0]).toBeGreaterThan(routes[1]!.at(-2)!);
    expect(Math.abs(routes[0]![1]! - routes[1]!.at(-1)!)).toBeGreaterThan(4);
  });

  it("does not cross what need not cross", () => {
    const { across } = layout(
      graphOf(6, [
        [0, 5],
        [1, 4],
        [2, 3],
      ]),
    );
    const order = (nodes: readonly number[]) => nodes.toSorted((a, b) => across[a]! - across[b]!);
    const partner = new Map([
      [0, 5],
      [1, 4],
      [2, 3],
    ]);
    expect(order([0, 1, 2]).map((node) => partner.get(node))).toEqual(order([3, 4, 5]));
  });

  it("stands what one node alone calls in rows and columns, and leads edges past the first", () => {
    const star = graphOf(
      61,
      Array.from({ length: 60 }, (_, leaf) => [0, leaf + 1] as const),
    );
    const { along, across, routes, totalAlong, totalAcross } = layout(star);
    expect(totalAcross).toBeLessThan(60 * 46 * 0.25);
    expect(totalAlong / totalAcross).toBeGreaterThan(1);
    expect(totalAlong / totalAcross).toBeLessThan(6);
    const nodes = Array.from({ length: 60 }, (_, leaf) => leaf + 1);
    const input = sized(star);
    routes.forEach((route, edge) => {
      const callee = edge + 1;
      // From left to right, and in the lanes through no other box.
      for (let at = 2; at < route.length; at += 2) {
        expect(route[at]!).toBeGreaterThanOrEqual(route[at - 2]! - 1e-6);
      }
      if (route.length < 8) return;
      const [begin, lane, end] = [route[2]!, route[3]!, route[4]!];
      for (const node of nodes) {
        const [left, right] = [-1, 1].map((s) => along[node]! + (s * input.length[node]!) / 2);
        if (node === callee || right! < begin || left! > end) continue;
        expect(Math.abs(across[node]! - lane)).toBeGreaterThan(14);
      }
    });
  });

  it("bends no edge across a longer neighbour of the node that it leads to", () => {
    const graph = graphOf(4, [
      [0, 1],
      [0, 2],
      [2, 3],
    ]);
    const { along, across, routes } = layoutGraph({
      ...graph,
      length: Float64Array.of(60, 400, 60, 60),
      breadth: new Float64Array(4).fill(28),
    });
    for (const edge of [1, 2]) {
      const route = routes[edge]!;
      for (let at = 0; at < route.length; at += 2) {
        const besidesLong = Math.abs(route[at]! - along[1]!) < 199;
        if (besidesLong) expect(Math.abs(route[at + 1]! - across[2]!)).toBeLessThanOrEqual(14);
      }
      // Along the whole of the layer there is a straight piece.
      const own = along[2]! + (edge === 1 ? -30 : 30);
      const border = along[1]! + (edge === 1 ? -200 : 200);
      const straight = [...route].some(
        (value, at) => at % 2 === 0 && Math.abs(value - border) < 1e-6 && route.includes(own),
      );
      expect(straight).toBe(true);
    }
  });

  it("leaves a few leaves in one column", () => {
    const { along } = layout(
      graphOf(
        9,
        Array.from({ length: 8 }, (_, leaf) => [0, leaf + 1] as const),
      ),
    );
    expect(new Set(along.slice(1)).size).toBe(1);
  });

  it("is nothing for no nodes, and stands 3,000 nodes without an edge", () => {
    expect(layout(graphOf(0, [])).totalAlong).toBe(0);
    const { totalAlong, totalAcross } = layout(graphOf(3000, []));
    expect(totalAlong / totalAcross).toBeGreaterThan(0.5);
    expect(totalAlong / totalAcross).toBeLessThan(12);
  });
});

describe("places on a line", () => {
  it("keep order and gaps, and are the wishes where these do", () => {
    const wish = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(wish, fc.integer({ min: 1, max: 9 })), { minLength: 1 }),
        (list) => {
          const wishes = Float64Array.from(list, ([value]) => value);
          const gaps = Float64Array.from(list, ([, gap]) => gap);
          const places = placeApart(wishes, new Float64Array(list.length).fill(1), gaps);
          places.forEach((place, at) => {
            if (at > 0) expect(place - places[at - 1]!).toBeGreaterThanOrEqual(gaps[at]! - 1e-9);
          });
          const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
          expect(mean(places)).toBeCloseTo(mean(wishes), 6);
        },
      ),
    );
    const apart = Float64Array.of(0, 10, 25);
    expect(placeApart(apart, Float64Array.of(1, 1, 1), Float64Array.of(0, 5, 5))).toEqual(apart);
  });
});
