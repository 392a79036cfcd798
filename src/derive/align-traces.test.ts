import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { traces } from "@/testing/arbitraries";
import { copyTrees, spansOf, traceOfTrees, trees, type TreeSpan } from "@/testing/edited-trees";
import { compareTraces } from "./compare-traces";
import type { ComparedSide, TraceComparison } from "./comparison";
import { differences, differs, labelsOf, outline } from "./testing/comparison-outline";

/** A tree and an edited copy of it. `edit` gets all spans of the copy, and a number to choose by. */
function edited(
  tree: TreeSpan,
  edit: (spans: TreeSpan[], roots: TreeSpan[]) => void,
): { before: TreeSpan[]; after: TreeSpan[] } {
  const after = copyTrees([tree]);
  edit(spansOf(after), after);
  return { before: [tree], after };
}

const pick = <T>(list: readonly T[], choice: number): T => list[choice % list.length] as T;

const unique = trees({ names: 0 });
const choice = fc.nat();

/** A tree in which some subtrees are repeated, later and with other durations. */
const repeated = fc
  .tuple(unique, fc.array(fc.tuple(choice, fc.integer({ min: 1, max: 3 })), { maxLength: 3 }))
  .map(([tree, repeats]) => {
    for (const [which, times] of repeats) {
      const parents = spansOf([tree]).filter((span) => span.children.length > 0);
      if (parents.length === 0) break;
      const { children } = pick(parents, which);
      const original = pick(children, which);
      for (let copy = 1; copy <= times; copy += 1) {
        const [again] = copyTrees([original]) as [TreeSpan];
        for (const span of spansOf([again])) span.startNs += copy * 1000;
        children.push(again);
      }
    }
    return tree;
  });

const compare = (before: readonly TreeSpan[], after: readonly TreeSpan[]): TraceComparison =>
  compareTraces(traceOfTrees(before), traceOfTrees(after));

/** Spans in rows of one trace alone, or more of one than of the other. */
function unpaired({ a, b }: TraceComparison): { onlyA: number; onlyB: number } {
  let onlyA = 0;
  let onlyB = 0;
  a.count.forEach((count, row) => {
    onlyA += Math.max(0, count - (b.count[row] ?? 0));
    onlyB += Math.max(0, (b.count[row] ?? 0) - count);
  });
  return { onlyA, onlyB };
}

describe("an edit shows as exactly itself", () => {
  test("a renamed span with children is one row, and nothing below it changes", () => {
    fc.assert(
      fc.property(repeated, choice, (tree, which) => {
        const inner = (spans: TreeSpan[]) => spans.filter((span) => span.children.length > 0);
        fc.pre(inner(spansOf([tree])).length > 0);
        const { before, after } = edited(tree, (spans) => {
          pick(inner(spans), which).name = "ZZZ";
        });
        const result = compare(before, after);
        expect(unpaired(result)).toEqual({ onlyA: 0, onlyB: 0 });
        const rows = differences(result);
        expect(rows).toHaveLength(1);
        expect(result.renamed[rows[0] ?? 0]).toBe(1);
        expect(result.b.count[rows[0] ?? 0]).toBe(1);
      }),
    );
  });

  test("of siblings with unlike numbers of repeats inside, the one that was renamed", () => {
    const span = (name: string, children: TreeSpan[] = []): TreeSpan => {
      return { service: "s", name, startNs: 0, durationNs: 9, isError: false, children };
    };
    const batch = (reads: number, writes: number): TreeSpan => {
      const many = (name: string, count: number) => Array.from({ length: count }, () => span(name));
      return span("batch", [...many("read", reads), ...many("write", writes)]);
    };
    // As long as each other, so that only what is inside tells them apart.
    const tree = span("top", [batch(1, 4), batch(2, 3), batch(3, 2), batch(4, 1)]);
    for (let which = 0; which < 4; which += 1) {
      const { before, after } = edited(tree, (_, [top]) => {
        pick(top?.children ?? [], which).name = "ZZZ";
      });
      for (const result of [compare(before, after), compare(after, before)]) {
        expect(unpaired(result)).toEqual({ onlyA: 0, onlyB: 0 });
        expect(differences(result)).toHaveLength(1);
      }
    }
  });

  test("a renamed leaf is one row, whatever it is called by now", () => {
    fc.assert(
      fc.property(unique, choice, fc.boolean(), (tree, which, alike) => {
        const { before, after } = edited(tree, (spans) => {
          const leaf = pick(
            spans.filter((span) => span.children.length === 0),
            which,
          );
          leaf.name = alike ? `${leaf.name} again` : "ZZZ";
        });
        const result = compare(before, after);
        const rows = differences(result);
        expect(rows).toHaveLength(1);
        expect(result.renamed[rows[0] ?? 0]).toBe(1);
        expect(unpaired(result)).toEqual({ onlyA: 0, onlyB: 0 });
      }),
    );
  });

  test("one of several equal leaves that is renamed is one row, and the others another", () => {
    const span = (name: string, children: TreeSpan[] = []): TreeSpan => {
      return { service: "s", name, startNs: 0, durationNs: 9, isError: false, children };
    };
    const reads = [span("read"), span("read"), span("read")];
    const before = [span("top", reads)];
    const after = [span("top", [...reads.slice(1), span("ZZZ")])];
    for (const result of [compare(before, after), compare(after, before)]) {
      expect(unpaired(result)).toEqual({ onlyA: 0, onlyB: 0 });
      expect(differences(result)).toHaveLength(1);
    }
  });

  test("two leaves that go and one that comes are no renaming", () => {
    const span = (name: string, children: TreeSpan[] = []): TreeSpan => {
      return { service: "s", name, startNs: 0, durationNs: 9, isError: false, children };
    };
    const before = [span("top", [span("alpha"), span("beta"), span("kept")])];
    const after = [span("top", [span("omega"), span("kept")])];
    expect(unpaired(compare(before, after))).toEqual({ onlyA: 2, onlyB: 1 });
    expect(unpaired(compare(after, before))).toEqual({ onlyA: 1, onlyB: 2 });
  });

  test("a call of something else that is named in the same style is no renaming", () => {
    const span = (service: string, name: string, children: readonly TreeSpan[]): TreeSpan => ({
      service,
      name,
      startNs: 0,
      durationNs: 10,
      isError: false,
      children: [...children],
    });
    const ads = span("front", "shop.AdService/GetAds", [span("ads", "get", [])]);
    const quote = span("front", "shop.ShippingService/GetQuote", [span("mail", "count", [])]);
    const root = (child: TreeSpan) => [span("front", "GET", [child])];
    const apart = compare(root(ads), root(quote));
    expect(apart.renamed.includes(1)).toBe(false);
    expect(unpaired(apart)).toEqual({ onlyA: 2, onlyB: 2 });
    // A new version of it is one, whatever it calls by now.
    const next = span("front", "shop.AdService/GetAdsV2", [span("mail", "count", [])]);
    const renamed = compare(root(ads), root(next));
    expect(renamed.renamed.filter((one) => one === 1)).toHaveLength(1);
    expect(unpaired(renamed)).toEqual({ onlyA: 1, onlyB: 1 });
  });

  test("a span put around siblings, or taken away from around them, is one row", () => {
    fc.assert(
      fc.property(repeated, choice, choice, choice, (tree, which, first, length) => {
        const { before, after } = edited(tree, (spans, roots) => {
          const lists = [roots, ...spans.map(({ children }) => children)];
          const list = pick(
            lists.filter(({ length: count }) => count > 0),
            which,
          );
          const from = first % list.length;
          const count = 1 + (length % (list.length - from));
          const content = list.slice(from, from + count);
          list.splice(from, count, {
            service: "wrapper",
            name: "wrap",
            startNs: Math.min(...content.map(({ startNs }) => startNs)),
            durationNs: 1,
            isError: false,
            children: content,
          });
        });
        const added = compare(before, after);
        expect(unpaired(added)).toEqual({ onlyA: 0, onlyB: 1 });
        expect(differences(added)).toHaveLength(1);
        const removed = compare(after, before);
        expect(unpaired(removed)).toEqual({ onlyA: 1, onlyB: 0 });
        expect(differences(removed)).toHaveLength(1);
      }),
    );
  });

  test("a different number of repeats is one row with counts, and what is below each", () => {
    fc.assert(
      fc.property(unique, choice, fc.integer({ min: 1, max: 5 }), (tree, which, more) => {
        let expected = 0;
        const { before, after } = edited(tree, (spans) => {
          const parents = spans.filter((span) => span.children.length > 0);
          fc.pre(parents.length > 0);
          const { children } = pick(parents, which);
          const original = pick(children, which);
          expected = spansOf([original]).length;
          for (let copy = 0; copy < more; copy += 1) children.push(...copyTrees([original]));
        });
        const result = compare(before, after);
        const rows = differences(result);
        expect(unpaired(result)).toEqual({ onlyA: 0, onlyB: expected * more });
        expect(rows).toHaveLength(expected);
        for (const row of rows) {
          expect([result.a.count[row], result.b.count[row]]).toEqual([1, 1 + more]);
        }
      }),
    );
  });

  test("a slower span, and an error, are in their rows alone", () => {
    fc.assert(
      fc.property(repeated, choice, fc.boolean(), (tree, which, fails) => {
        const { before, after } = edited(tree, (spans) => {
          const span = pick(spans, which);
          if (fails) span.isError = true;
          else span.durationNs += 1_000_000;
        });
        const result = compare(before, after);
        const figure = (side: ComparedSide) => (fails ? side.errors : side.totalNs);
        const rows = differences(result, (row) => figure(result.a)[row] !== figure(result.b)[row]);
        expect(unpaired(result)).toEqual({ onlyA: 0, onlyB: 0 });
        expect(rows).toHaveLength(1);
        const [row = 0] = rows;
        const grown = (figure(result.b)[row] ?? 0) - (figure(result.a)[row] ?? 0);
        expect(grown).toBe(fails ? 1 : 1_000_000);
      }),
    );
  });

  test("a subtree that moved is gone in one place and new in the other", () => {
    fc.assert(
      fc.property(unique, choice, choice, (tree, which, where) => {
        let moved = 0;
        const { before, after } = edited(tree, (spans) => {
          const parents = spans.filter((span) => span.children.length > 0);
          fc.pre(parents.length > 0);
          const parent = pick(parents, which);
          const subtree = pick(parent.children, which);
          const inside = new Set(spansOf([subtree]));
          const targets = spans.filter((span) => span !== parent && !inside.has(span));
          fc.pre(targets.length > 0);
          parent.children.splice(parent.children.indexOf(subtree), 1);
          pick(targets, where).children.push(subtree);
          moved = inside.size;
        });
        const result = compare(before, after);
        expect(unpaired(result)).toEqual({ onlyA: moved, onlyB: moved });
        expect(differences(result)).toHaveLength(2 * moved);
      }),
    );
  });
});

describe("a span put around several of which one is called as it is", () => {
  const span = (name: string, children: TreeSpan[] = []): TreeSpan => {
    return { service: "s", name, startNs: 0, durationNs: 9, isError: false, children };
  };
  const several = () => [span("get"), span("parse", [span("read")]), span("store")];
  test.each([
    ["below another", [span("top", several())], [span("top", [span("get", several())])]],
    ["the root", [span("get", several())], [span("get", [span("get", several())])]],
    [
      "one of many",
      [span("top", [span("get", several()), span("get", several()), span("put")])],
      [span("top", [span("get", several()), span("get", [span("get", several())]), span("put")])],
    ],
  ])("is one row: %s", (_, before, after) => {
    for (const result of [compare(before, after), compare(after, before)]) {
      const { onlyA, onlyB } = unpaired(result);
      expect(onlyA + onlyB).toBe(1);
      expect(differences(result)).toHaveLength(1);
    }
  });
});

describe("laws of every pair", () => {
  const few = trees({ names: 3 }).map((tree) => traceOfTrees([tree]));
  const pairs = fc.oneof(fc.tuple(few, few), fc.tuple(traces(), traces()));

  test("a trace has no difference to itself", () => {
    fc.assert(
      fc.property(fc.oneof(few, traces()), (trace) => {
        const result = compareTraces(trace, trace);
        expect(differences(result, (row) => differs(result, row))).toEqual([]);
      }),
    );
  });

  test("every span is in exactly one row, and rows are depth-first", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const result = compareTraces(a, b);
        for (const [trace, side] of [
          [a, result.a],
          [b, result.b],
        ] as const) {
          const rows = Array.from(trace.spans.depth, (_, span) => span);
          expect([...side.spans].sort((x, y) => x - y)).toEqual(rows);
          expect(side.offset.at(-1)).toBe(trace.spans.length);
        }
        for (let row = 0; row < result.length; row += 1) {
          expect((result.a.count[row] ?? 0) + (result.b.count[row] ?? 0)).toBeGreaterThan(0);
          const parent = result.parent[row] ?? -1;
          expect(parent).toBeLessThan(row);
          expect(result.depth[row]).toBe(parent < 0 ? 0 : (result.depth[parent] ?? 0) + 1);
          if (parent >= 0) {
            expect(result.subtreeEnd[row]).toBeLessThanOrEqual(result.subtreeEnd[parent] ?? 0);
          }
        }
      }),
    );
  });

  test("a child is below a row of its parent, or below a row of one trace in between", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const result = compareTraces(a, b);
        for (const [trace, side, other] of [
          [a, result.a, result.b],
          [b, result.b, result.a],
        ] as const) {
          const rowOf = new Map<number, number>();
          for (let row = 0; row < result.length; row += 1) {
            for (const span of side.spans.subarray(side.offset[row], side.offset[row + 1])) {
              rowOf.set(span, row);
            }
          }
          for (const [span, row] of rowOf) {
            let above = result.parent[row] ?? -1;
            while (above >= 0 && side.count[above] === 0) {
              expect(other.count[above]).toBeGreaterThan(0);
              above = result.parent[above] ?? -1;
            }
            const parent = trace.spans.parent[span] ?? -1;
            expect(above).toBe(parent < 0 ? -1 : rowOf.get(parent));
          }
        }
      }),
    );
  });

  test("exchanging the traces keeps the order of siblings that start together", () => {
    const call = (durationNs: number, children: TreeSpan[] = []): TreeSpan => {
      return { service: "s", name: "call", startNs: 0, durationNs, isError: false, children };
    };
    const top = (...children: TreeSpan[]) => [{ ...call(9, children), name: "top" }];
    const read = { ...call(1), name: "read" };
    const before = top(call(2, [read]), call(5));
    const after = top(call(5), call(2, [read]));
    const [there, back] = [compare(before, after), compare(after, before)];
    expect([...back.a.totalNs]).toEqual([...there.b.totalNs]);
    expect([...back.b.totalNs]).toEqual([...there.a.totalNs]);
  });

  test("exchanging the traces exchanges the columns", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const there = compareTraces(a, b);
        const back = compareTraces(b, a);
        expect(outline(there, a, b)).toEqual(outline({ ...back, a: back.b, b: back.a }, a, b));
      }),
    );
  });

  test("the rows' time on the critical path is the root's duration", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const result = compareTraces(a, b);
        const sum = (column: Float64Array) => column.reduce((all, one) => all + one, 0);
        expect(sum(result.a.pathNs)).toBe(a.spans.durationNs[a.rootSpan]);
        expect(sum(result.b.pathNs)).toBe(b.spans.durationNs[b.rootSpan]);
      }),
    );
  });
});

test("traces without anything in common have rows of their own", () => {
  const one = traceOfTrees([
    { service: "shop", name: "GET /cart", startNs: 0, durationNs: 9, isError: false, children: [] },
  ]);
  const other = traceOfTrees([
    { service: "mail", name: "send", startNs: 0, durationNs: 9, isError: false, children: [] },
  ]);
  const result = compareTraces(one, other);
  expect(labelsOf(result, one, other)).toEqual(["shop: GET /cart / –", "– / mail: send"]);
});

test("a chain and a fan of many spans take no recursion", () => {
  const count = 20_000;
  const span = (name: string): TreeSpan => ({
    service: "s",
    name,
    startNs: 0,
    durationNs: 1,
    isError: false,
    children: [],
  });
  const chain = span("top");
  let last = chain;
  for (let i = 0; i < count; i += 1) {
    const next = span(`n${i % 7}`);
    last.children.push(next);
    last = next;
  }
  const fan = span("top");
  for (let i = 0; i < count; i += 1) fan.children.push(span(`n${i}`));
  const traceOfChain = traceOfTrees([chain]);
  expect(differences(compareTraces(traceOfChain, traceOfChain))).toEqual([]);
  const result = compareTraces(traceOfChain, traceOfTrees([fan]));
  expect(result.a.spans).toHaveLength(count + 1);
  expect(result.b.spans).toHaveLength(count + 1);
});
