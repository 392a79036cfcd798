import fc from "fast-check";
import { expect, test } from "vitest";
import { sortByKey } from "./sort-by-key";

function expected(keys: ArrayLike<number>): number[] {
  return Array.from(keys, (key, at) => ({ key, at }))
    .toSorted((a, b) => a.key - b.key || a.at - b.at)
    .map(({ at }) => at);
}

test("sorts stably, whatever the numbers are", () => {
  const key = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.double({ noNaN: true, min: -9, max: 9 }),
  );
  fc.assert(
    fc.property(fc.array(key), (keys) => {
      expect(Array.from(sortByKey(keys))).toEqual(expected(keys));
    }),
  );
});

/** Integers below `max`, the same ones for the same seed. */
function integers(count: number, max: number, seed: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * max);
  });
}

test("many integers are sorted stably, up to the last digit below 2^53", () => {
  const greatest = fc.constantFrom(1, 65_535, 65_536, 2 ** 32 + 1, 2 ** 41, 2 ** 53 - 1);
  fc.assert(
    fc.property(greatest, fc.constantFrom(2, 100, 5000), fc.integer(), (max, count, seed) => {
      const keys = integers(count, max, seed);
      expect(Array.from(sortByKey(keys))).toEqual(expected(keys));
    }),
    { numRuns: 40 },
  );
});

test("very many integers are counted", () => {
  for (const max of [3, 2 ** 20]) {
    const keys = integers(70_000, max, 5);
    expect(Array.from(sortByKey(keys))).toEqual(expected(keys));
  }
});

test("a key and a position that would make too large a number together", () => {
  const keys = [Math.floor(Number.MAX_SAFE_INTEGER / 3) + 1, Number.MAX_SAFE_INTEGER, 0];
  expect(Array.from(sortByKey(keys))).toEqual([2, 0, 1]);
});
