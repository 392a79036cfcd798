import fc from "fast-check";
import { expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import { readSpanKey } from "@/model/span-key";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { linksIn, linksTo } from "./links-in";

it("finds the spans that link to a span, in rows", () => {
  const trace = traceFromDiagram(`
    api post        |==========|
      queue publish   |==|          id=00000000000000aa
    worker run          |====|      link=00000000000000aa
      worker part         |==|      link=00000000000000aa
    worker other            |==|
  `);
  const names = [...linksIn(trace, spanIndex(1))].map(
    (row) => readSpan(trace, spanIndex(row)).name,
  );
  expect(names).toEqual(["run", "part"]);
  expect([...linksIn(trace, spanIndex(0))]).toEqual([]);
});

it("agrees with the links of the spans themselves", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      for (let target = 0; target < trace.spans.length; target += 1) {
        const expected: number[] = [];
        for (let row = 0; row < trace.spans.length; row += 1) {
          const { links } = readSpan(trace, spanIndex(row));
          if (links.some((link) => link.target === target)) expected.push(row);
        }
        expect([...linksIn(trace, spanIndex(target))]).toEqual(expected);
      }
    }),
    { numRuns: 20 },
  );
});

it("finds the spans that link to a span of another trace", () => {
  fc.assert(
    fc.property(traces(), (trace) => {
      const all = Array.from({ length: trace.spans.length }, (_, row) =>
        readSpan(trace, spanIndex(row)),
      );
      const targets = all.flatMap(({ links }) => links);
      for (const { traceId, spanId } of targets.filter((link) => link.spanId !== "")) {
        const expected = all.flatMap(({ links }, row) =>
          links.some((link) => link.traceId === traceId && link.spanId === spanId) ? [row] : [],
        );
        const key = readSpanKey(spanId, { hi: 0, lo: 0, odd: undefined });
        expect([...linksTo(trace, traceId, key)]).toEqual(expected);
        expect([...linksTo(trace, `${traceId}0`, key)]).toEqual([]);
      }
    }),
    { numRuns: 20 },
  );
});
