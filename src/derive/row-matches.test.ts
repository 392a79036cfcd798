import { expect, test } from "vitest";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { compareTraces } from "./compare-traces";
import { orderRows } from "./comparison-rows";
import { matchedRows, rowsOfSpans, stepMatch } from "./row-matches";

const a = traceFromDiagram(`
  shop GET /cart      |==========|
    cart read           |==|
    cart read              |==|
    price quote               |==|
`);
const b = traceFromDiagram(`
  shop GET /cart      |==========|
    cart read           |==|
    mail send                 |==|
`);
const comparison = compareTraces(a, b);

test("every span of a trace has its row", () => {
  const rows = rowsOfSpans(comparison.a);
  expect([...rows]).toEqual([0, 1, 1, expect.any(Number)]);
  expect(comparison.a.count[rows[3] ?? 0]).toBe(1);
});

test("a row matches when a span of either trace does, once, in the order shown", () => {
  const ordered = orderRows(comparison, "time");
  const rows = [rowsOfSpans(comparison.a), rowsOfSpans(comparison.b)];
  const found = matchedRows(ordered, [Uint32Array.of(1, 2), Uint32Array.of(0)], rows);
  expect([...found]).toEqual([0, 1]);
  const other = matchedRows(Uint32Array.from(ordered).reverse(), [Uint32Array.of(1, 2)], rows);
  expect([...other]).toEqual([1]);
  expect(matchedRows(ordered, [undefined, undefined], rows)).toHaveLength(0);
});

test("steps lead from the row one is at, round at the ends", () => {
  const matches = Uint32Array.of(1, 4, 6);
  const places = Uint32Array.from({ length: 8 }, (_, row) => row);
  expect(stepMatch(matches, places, undefined, 1)).toBe(0);
  expect(stepMatch(matches, places, 1, 1)).toBe(1);
  expect(stepMatch(matches, places, 5, 1)).toBe(2);
  expect(stepMatch(matches, places, 6, 1)).toBe(0);
  expect(stepMatch(matches, places, 1, -1)).toBe(2);
  expect(stepMatch(matches, places, 5, -1)).toBe(1);
  expect(stepMatch(new Uint32Array(0), places, 5, 1)).toBe(-1);
});
