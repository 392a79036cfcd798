import fc from "fast-check";
import { expect, it } from "vitest";
import { newBuilder } from "@/testing/span-writer";
import { emptySpan } from "@/testing/trace-diagram";
import { spanIndex } from "./indexes";
import { readSpan } from "./read-span";
import { gatherSparse, SparseColumnBuilder, sparseValues } from "./sparse-column";

it("gathers the values of rows, and none where there are none", () => {
  const counts = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(counts, fc.array(fc.nat({ max: 7 }), { maxLength: 8 }), (valuesOfRow, wanted) => {
      const column = new SparseColumnBuilder();
      valuesOfRow.forEach((count, row) => {
        for (let i = 0; i < count; i += 1) column.push(row, 10 * row + i);
      });
      const gathered = gatherSparse(column.view(), Uint32Array.from(wanted));
      wanted.forEach((from, row) => {
        expect([...sparseValues(gathered, row)]).toEqual(
          Array.from({ length: valuesOfRow[from] ?? 0 }, (_, i) => 10 * from + i),
        );
      });
    }),
  );
});

it("gives a trace nothing of what only another one of the same size has", () => {
  const builder = newBuilder();
  builder.span({ ...emptySpan, traceId: "a", spanId: "1", traceFlags: 1 });
  builder.warning("late");
  builder.span({ ...emptySpan, traceId: "b", spanId: "2" });
  const [, second] = builder.finish();
  const { traceFlags, warnings } = readSpan(second!, spanIndex(0));
  expect(traceFlags).toBeUndefined();
  expect(warnings).toEqual([]);
});
