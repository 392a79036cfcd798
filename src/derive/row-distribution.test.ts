import fc from "fast-check";
import { expect, test } from "vitest";
import { compareTraces } from "./compare-traces";
import { traceOfTrees, type TreeSpan } from "@/testing/edited-trees";
import { rowDistribution } from "./row-distribution";

const span = (name: string, durationNs: number, children: TreeSpan[] = []): TreeSpan => ({
  service: "s",
  name,
  startNs: 0,
  durationNs,
  isError: false,
  children,
});

function distribution(inA: readonly number[], inB: readonly number[]) {
  const trace = (list: readonly number[]) =>
    traceOfTrees([
      span(
        "top",
        1e6,
        list.map((durationNs) => span("query", durationNs)),
      ),
    ]);
  const [a, b] = [trace(inA), trace(inB)];
  const { a: sideA, b: sideB } = compareTraces(a, b);
  return rowDistribution([sideA, sideB], [a.spans.durationNs, b.spans.durationNs], 1);
}

test("percentiles are of the row's spans of each trace, and exact", () => {
  const { a, b, lowNs, highNs } = distribution([10, 30, 20], [1000]);
  expect([a?.count, a?.minNs, a?.p50Ns, a?.p95Ns, a?.maxNs]).toEqual([3, 10, 20, 30, 30]);
  expect([b?.count, b?.p50Ns]).toEqual([1, 1000]);
  expect([lowNs, highNs]).toEqual([10, 1000]);
});

test("a trace without spans in the row has no spread", () => {
  const { a, b } = distribution([], [5, 7]);
  expect(a).toBeUndefined();
  expect(b?.count).toBe(2);
});

test("every span is in one bin, and both traces share the scale", () => {
  const durations = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(durations, durations, (inA, inB) => {
      const { a, b } = distribution(inA, inB);
      const sum = (bins: Uint32Array | undefined) => bins?.reduce((all, one) => all + one, 0);
      expect(sum(a?.bins)).toBe(inA.length);
      expect(sum(b?.bins)).toBe(inB.length);
      const longest = Math.max(...inA, ...inB);
      const last = (inA.includes(longest) ? a : b)?.bins;
      const shortest = Math.min(...inA, ...inB);
      if (longest > Math.max(1, shortest)) expect(last?.at(-1)).toBeGreaterThan(0);
    }),
  );
});
