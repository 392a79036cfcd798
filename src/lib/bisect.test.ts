import fc from "fast-check";
import { expect, test } from "vitest";
import { lowerBound, upperBound } from "./bisect";

const sorted = fc
  .array(fc.integer({ min: -20, max: 20 }))
  .map((values) => Float64Array.from(values).sort());

test("bounds split a column into less, equal and greater", () => {
  fc.assert(
    fc.property(sorted, fc.integer({ min: -22, max: 22 }), (column, value) => {
      expect(lowerBound(column, value)).toBe(column.filter((other) => other < value).length);
      expect(upperBound(column, value)).toBe(column.filter((other) => other <= value).length);
    }),
  );
});

test("bounds stay within the range that is searched", () => {
  const column = [1, 1, 3, 5, 5, 7];
  expect(lowerBound(column, 5, 4)).toBe(4);
  expect(lowerBound(column, 0, 2, 4)).toBe(2);
  expect(upperBound(column, 9, 2, 4)).toBe(4);
  expect(lowerBound([], 1)).toBe(0);
});
