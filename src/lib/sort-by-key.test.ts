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

test("many integers are counted, up to the last digit below 2^53", () => {
  const greatest = fc.constantFrom(1, 65_535, 65_536, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER);
  fc.assert(
    fc.property(greatest, fc.integer(), (max, seed) => {
      let state = seed >>> 0;
      const keys = Float64Array.from({ length: 5000 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * max);
      });
      expect(Array.from(sortByKey(keys))).toEqual(expected(keys));
    }),
    { numRuns: 20 },
  );
});
