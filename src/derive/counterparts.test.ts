import { expect, test } from "vitest";
import { spanIndex } from "@/model/indexes";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { counterparts } from "./counterparts";

const before = traceFromDiagram(`
  shop GET /cart      |==========|
    cart read           |==|
      db query           |
      db query            |
    price quote            |====|
      db query              |
`);
const after = traceFromDiagram(`
  shop GET /cart      |==========|
    price quote         |==|
      db query           |
    cart read              |====|
      db query              |
      db query               |
      db query                |
`);

test("the likeliest is below the same callers, at the same place among its equals", () => {
  // The second query below "read" is the second of three; in the other trace, the third of four.
  expect(counterparts(before, spanIndex(3), after)).toEqual([4, 5, 6, 2]);
  expect(counterparts(before, spanIndex(5), after)[0]).toBe(2);
  expect(counterparts(before, spanIndex(1), after)).toEqual([3]);
});

test("a span is its own likeliest counterpart, and one without an equal has none", () => {
  for (let span = 0; span < before.spans.length; span += 1) {
    expect(counterparts(before, spanIndex(span), before)[0]).toBe(span);
  }
  const other = traceFromDiagram("mail send |==|");
  expect(counterparts(before, spanIndex(0), other)).toEqual([]);
});
