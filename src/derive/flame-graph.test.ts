import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "d3";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { flameComparisonSteps, type FlameSide } from "./flame-comparison";
import { flameSteps, type FlameMeasure } from "./flame-graph";
import type { FlameTree } from "./flame-tree";
import { selfTimes } from "./self-time";

function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
const flameOf = (core: TraceCore, measure: FlameMeasure = "self") =>
  finish(flameSteps(core, measure));
const compareFlames = (a: TraceCore, b: TraceCore, side: FlameSide = "both") =>
  finish(flameComparisonSteps(a, b, side));
const ms = 1e6;

/** "service name" of every node, indented. */
const outline = (tree: FlameTree, names: readonly string[]): string[] =>
  Array.from(
    tree.parent,
    (_, node) =>
      `${"  ".repeat(tree.depth[node]!)}${names[tree.service[node]!]} ${names[tree.name[node]!]}`,
  );

/** What holds for the columns of every tree. */
function expectTree(
  tree: FlameTree,
  own: (node: number) => number,
  inOther: (node: number) => string = () => "",
): void {
  const nextLeft = new Map<number, number>();
  const lastWidth = new Map<number, number>();
  const labels = new Set<string>();
  for (let node = 0; node < tree.length; node += 1) {
    const parent = tree.parent[node]!;
    expect(parent).toBeLessThan(node);
    expect(tree.depth[node]).toBe(parent < 0 ? 0 : tree.depth[parent]! + 1);
    if (parent >= 0) expect(tree.subtreeEnd[parent]).toBeGreaterThanOrEqual(tree.subtreeEnd[node]!);
    expect(tree.left[node]).toBe(nextLeft.get(parent) ?? (parent < 0 ? 0 : tree.left[parent]));
    nextLeft.set(parent, tree.left[node]! + tree.width[node]!);
    expect(tree.width[node]).toBeLessThanOrEqual(lastWidth.get(parent) ?? Number.POSITIVE_INFINITY);
    lastWidth.set(parent, tree.width[node]!);
    const label = `${parent}/${tree.service[node]}/${tree.name[node]}${inOther(node)}`;
    expect(labels.has(label)).toBe(false);
    labels.add(label);
    let children = 0;
    const end = tree.subtreeEnd[node]!;
    for (let at = node + 1; at < end; at = tree.subtreeEnd[at]!) children += tree.width[at]!;
    expect(tree.width[node]).toBe(own(node) + children);
  }
  expect(tree.byDepth.toSorted()).toEqual(Uint32Array.from(tree.parent, (_, node) => node));
  for (let depth = 0; depth + 1 < tree.depthOffset.length; depth += 1) {
    const row = tree.byDepth.subarray(tree.depthOffset[depth], tree.depthOffset[depth + 1]);
    row.forEach((node, at) => {
      expect(tree.depth[node]).toBe(depth);
      if (at > 0) expect(tree.left[node]).toBeGreaterThanOrEqual(tree.left[row[at - 1]!]!);
    });
  }
}

/** Two spans in three are called the same, so that paths merge. */
const merging = traces(30).map((trace) => ({
  ...trace,
  spans: { ...trace.spans, name: trace.spans.name.map((name) => name % 2) },
}));

describe("the flame graph of a trace", () => {
  it("merges calls of one path and puts the widest first", () => {
    const core = traceFromDiagram(`
      web get        |===========|
        db read      |=|
        db read        |=|
          disk seek    |!|
        auth check         |====|
      web get                     |===|
        db read                   |=|
    `);
    const { tree, figures, nodeOf } = flameOf(core);
    expect(outline(tree, core.names)).toEqual([
      "web get",
      "  db read",
      "    disk seek",
      "  auth check",
    ]);
    expect([...figures.count]).toEqual([2, 3, 1, 1]);
    expect([...figures.errors]).toEqual([0, 0, 1, 0]);
    expect([...nodeOf]).toEqual([0, 1, 1, 2, 3, 0, 1]);
    expect([...figures.longest]).toEqual([0, 1, 3, 4]);
    expect([...figures.totalNs].map((ns) => ns / ms)).toEqual([16, 6, 2, 5]);
    expect(tree.width[0]).toBe(sum(selfTimes(core.spans)));
  });

  it("is as wide as there are spans, where spans are measured", () => {
    const core = traceFromDiagram(`
      a x    |====|
        b y  |====|
        b y  |====|
    `);
    const { tree } = flameOf(core, "spans");
    expect([...tree.width]).toEqual([3, 2]);
  });

  it("adds up to the spans and the self times, for any trace", () => {
    fc.assert(
      fc.property(merging, fc.constantFrom<FlameMeasure>("self", "spans"), (core, measure) => {
        const { tree, figures, nodeOf } = flameOf(core, measure);
        const { spans } = core;
        const self = selfTimes(spans);
        expectTree(tree, (node) => figures[measure === "self" ? "selfNs" : "count"][node]!);
        expect(sum(figures.count)).toBe(spans.length);
        expect(sum(figures.selfNs)).toBe(sum(self));
        expect(sum(figures.totalNs)).toBe(sum(spans.durationNs));
        expect(sum(figures.errors)).toBe(
          spans.flags.filter((flags) => (flags & SpanFlag.Error) !== 0).length,
        );
        for (let span = 0; span < spans.length; span += 1) {
          const node = nodeOf[span]!;
          const parent = spans.parent[span]!;
          expect(tree.parent[node]).toBe(parent < 0 ? -1 : nodeOf[parent]);
          expect(tree.name[node]).toBe(spans.name[span]);
          expect(tree.service[node]).toBe(core.resourceService[spans.resource[span]!]);
        }
      }),
    );
  });

  it("holds a chain of 100,000 spans and as many siblings", () => {
    const count = 100_000;
    const { spans, ...rest } = traceFromDiagram("s x |=|");
    const below = (parentOf: (at: number) => number): TraceCore => ({
      ...rest,
      names: [...rest.names, ...Array.from({ length: count }, (_, at) => `span ${at}`)],
      spans: {
        ...spans,
        length: count,
        parent: Int32Array.from({ length: count }, (_, at) => parentOf(at)),
        startNs: new Float64Array(count),
        durationNs: new Float64Array(count).fill(10),
        name: Uint32Array.from({ length: count }, (_, at) => rest.names.length + at),
        resource: new Uint32Array(count).fill(spans.resource[0]!),
        flags: new Uint16Array(count),
      },
    });
    const chain = flameOf(below((at) => at - 1)).tree;
    expect([chain.length, chain.depth.at(-1), chain.subtreeEnd[0]]).toEqual([
      count,
      count - 1,
      count,
    ]);
    const fan = flameOf(
      below((at) => Math.min(at, 1) - 1),
      "spans",
    ).tree;
    expect([fan.length, fan.depth.at(-1), fan.width[0]]).toEqual([count, 1, count]);
  });

  it("of no spans is empty", () => {
    const core = traceFromDiagram("a x |=|");
    const none = { ...core, spans: { ...core.spans, length: 0 } };
    expect(flameOf(none).tree.length).toBe(0);
  });
});

describe("the flame graph of two traces", () => {
  it("has the paths of both, with the figures of each", () => {
    const a = traceFromDiagram(`
      web get      |=====|
        db read    |===|
    `);
    const b = traceFromDiagram(`
      web get      |=========|
        cache get  |=|
        db read      |======!|
    `);
    const { tree, names, ...rest } = compareFlames(a, b);
    expect(outline(tree, names)).toEqual(["web get", "  db read", "  cache get"]);
    expect([...rest.a.count]).toEqual([1, 1, 0]);
    expect([...rest.b.count]).toEqual([1, 1, 1]);
    expect([...rest.a.longest]).toEqual([0, 1, -1]);
    expect([...rest.b.errors]).toEqual([0, 1, 0]);
    expect([[...rest.nodeOfA], [...rest.nodeOfB]]).toEqual([
      [0, 1],
      [0, 2, 1],
    ]);
    expect(rest.belowA[0]).toBe(sum(selfTimes(a.spans)));
    expect(rest.belowB[0]).toBe(sum(selfTimes(b.spans)));
  });

  it("keeps together what is below a span with another name, and below one around others", () => {
    const a = traceFromDiagram(`
      web get      |=========|
        db read    |===|
          disk io   |=|
        mail send        |=|
    `);
    const b = traceFromDiagram(`
      web get      |=========|
        db fetch   |===|
          disk io   |=|
        web retry       |===|
          mail send      |=|
    `);
    const { tree, names, nameInB, serviceInB, ...rest } = compareFlames(a, b);
    const path = outline(tree, names);
    expect(path.toSorted()).toEqual(
      ["web get", "  db read", "    disk io", "  web retry", "    mail send"].toSorted(),
    );
    const at = (text: string) => path.findIndex((line) => line.endsWith(text));
    expect(names[nameInB[at("db read")]!]).toBe("fetch");
    expect(names[serviceInB[at("db read")]!]).toBe("db");
    expect([nameInB[at("disk io")], nameInB[at("web retry")]]).toEqual([-1, -1]);
    for (const text of ["disk io", "mail send"]) {
      expect([rest.a.count[at(text)], rest.b.count[at(text)]]).toEqual([1, 1]);
    }
    expect([rest.a.count[at("web retry")], rest.b.count[at("web retry")]]).toEqual([0, 1]);
  });

  it("is exchanged with its traces, and adds up on each side", () => {
    fc.assert(
      fc.property(merging, merging, (a, b) => {
        const one = compareFlames(a, b);
        // What has another name in B is a box beside what has not.
        const inB = (node: number) => ` ${one.serviceInB[node]}/${one.nameInB[node]}`;
        const widest = (node: number) => Math.max(one.a.selfNs[node]!, one.b.selfNs[node]!);
        expectTree(one.tree, widest, inB);
        expect(sum(one.a.count)).toBe(a.spans.length);
        expect(sum(one.b.count)).toBe(b.spans.length);
        const other = compareFlames(b, a);
        expect(other.tree.length).toBe(one.tree.length);
        expect(other.a.count.toSorted()).toEqual(one.b.count.toSorted());
        const wide = compareFlames(a, b, "b");
        const inWide = (node: number) => ` ${wide.serviceInB[node]}/${wide.nameInB[node]}`;
        expectTree(wide.tree, (node) => wide.b.selfNs[node]!, inWide);
        const same = compareFlames(a, a);
        expect(same.a).toEqual(same.b);
        expect(same.tree).toEqual(flameOf(a).tree);
      }),
    );
  });
});
