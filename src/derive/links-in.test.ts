import fc from "fast-check";
import { expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { linksIn } from "./links-in";

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
