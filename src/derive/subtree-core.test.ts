import { expect, test } from "vitest";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { compareTraces } from "./compare-traces";
import { selfTimes } from "./self-time";
import { subtreeCore } from "./subtree-core";

const trace = traceFromDiagram(`
  shop GET /cart      |===================|
    cart read           |=====|
      db query           |==!|
    price quote                |===|
`);
const later = traceFromDiagram(`
  batch nightly       |==========================|
    shop GET /cart          |===================|
      cart read               |=====|
        db query               |==!|
      price quote                    |===|
`);

test("a subtree is a trace with times and rows of its own", () => {
  const part = subtreeCore(trace, 1);
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

test("a trace has no difference to a subtree that is the same, and rows name the trace's spans", () => {
  const { overview, parts, a, b } = compareTraces(trace, later, { b: 1 });
  expect(overview.differentRows).toBe(0);
  expect(Array.from(b.spans)).toEqual(Array.from(a.spans, (span) => span + 1));
  expect(b.startNs).toEqual(a.startNs);
  expect(parts.a).toMatchObject({ root: -1, startNs: 0, spanCount: 4, errorCount: 1 });
  expect(parts.b).toMatchObject({ root: 1, startNs: 6e6, spanCount: 4, serviceCount: 4 });
  // With what is around it, it has one.
  expect(compareTraces(trace, later).overview.differentRows).toBeGreaterThan(0);
});
