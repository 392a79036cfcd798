import fc from "fast-check";
import { expect, test } from "vitest";
import { readSpan } from "@/model/read-span";
import { spanIndex } from "@/model/indexes";
import { traceOfTrees, trees } from "@/testing/edited-trees";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { compareTraces } from "./compare-traces";
import { selfTimes } from "./self-time";
import { subtree } from "./subtree";

const trace = traceFromDiagram(`
  shop GET /cart      |===================|
    cart read           |=====|
      db query           |==!|
    price quote                |===|
`);

test("a subtree is a trace with times and rows of its own", () => {
  const part = subtree(trace, 1);
  expect(Array.from(part.spans.parent)).toEqual([-1, 0]);
  expect(Array.from(part.spans.subtreeEnd)).toEqual([2, 2]);
  expect(Array.from(part.spans.depth)).toEqual([0, 1]);
  expect(Array.from(part.spans.startNs)).toEqual([0, 1e6]);
  expect(part.durationNs).toBe(trace.spans.durationNs[1]);
  expect(part.epochUnixNano - trace.epochUnixNano).toBe(2_000_000n);
  expect(part.maxDepth).toBe(1);
  expect(part.summary).toMatchObject({
    rootService: "cart",
    rootName: "read",
    spanCount: 2,
    errorCount: 1,
  });
  expect(part.summary.services).toEqual([
    { name: "cart", spanCount: 1, errorCount: 0 },
    { name: "db", spanCount: 1, errorCount: 1 },
  ]);
  expect(selfTimes(part.spans)).toEqual(selfTimes(trace.spans).slice(1, 3));
});

test("its spans have what they have in the whole trace, and the wall-clock times", () => {
  fc.assert(
    fc.property(
      trees({ names: 3 }).map((tree) => traceOfTrees([tree])),
      fc.nat(),
      (whole, seed) => {
        const root = seed % whole.spans.length;
        const part = subtree(whole, root);
        expect(part.spans.length).toBe((whole.spans.subtreeEnd[root] ?? 0) - root);
        for (let span = 0; span < part.spans.length; span += 1) {
          const { index, startNs, parentSpanId, ...rest } = readSpan(part, spanIndex(span));
          const there = readSpan(whole, spanIndex(span + root));
          expect(there).toMatchObject(rest);
          expect(index).toBe(span);
          expect(startNs).toBe(there.startNs - (whole.spans.startNs[root] ?? 0));
          expect(parentSpanId).toBe(span === 0 ? "" : there.parentSpanId);
        }
      },
    ),
  );
});

test("a trace has no difference to a subtree that is the same", () => {
  const later = traceFromDiagram(`
    batch nightly       |==========================|
      shop GET /cart          |===================|
        cart read               |=====|
          db query               |==!|
        price quote                    |===|
  `);
  const { overview, a, b } = compareTraces(trace, subtree(later, 1));
  expect(overview.differentRows).toBe(0);
  expect(b.startNs).toEqual(a.startNs);
  // With what is around it, it has one.
  expect(compareTraces(trace, later).overview.differentRows).toBeGreaterThan(0);
});
