import fc from "fast-check";
import { expect, test } from "vitest";
import { growable } from "./growable-column";
import { Growth } from "./growth";

test("memory doubles while nothing is known of what is to come", () => {
  const growth = new Growth();
  expect(growth.capacity(1000, 1001)).toBe(2000);
  for (const share of [0, -1, 1, 1.5, Number.NaN, Infinity]) {
    growth.tell(share);
    expect(growth.capacity(1000, 1001)).toBe(2000);
  }
});

test("it is made as large as it is going to be, in steps that a wrong share does not make huge", () => {
  const growth = new Growth();
  growth.tell(0.4);
  expect(growth.capacity(1000, 1001)).toBe(3125);
  growth.tell(1e-9);
  expect(growth.capacity(1000, 1001)).toBe(32_000);
  growth.tell(0.99);
  expect(growth.capacity(1000, 1001)).toBe(1263);
});

test("there is always room for what has to be there", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, fc.nat(), fc.nat(1000), (told, used, more) => {
      const growth = new Growth();
      growth.tell(told);
      expect(growth.capacity(used, used + more)).toBeGreaterThanOrEqual(used + more);
    }),
  );
});

test("columns keep what they have, whatever is told and however much comes at once", () => {
  const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 50 }), (told, atOnce) => {
      const growth = new Growth();
      const column = growable.uint16();
      column.growAs(growth);
      const expected: number[] = [];
      for (const share of told) {
        growth.tell(share);
        const values = Uint16Array.from({ length: 50 }, (_, at) => expected.length + at);
        column.append(values, atOnce);
        expected.push(...values.subarray(0, atOnce));
        column.push(7);
        expected.push(7);
      }
      expect(Array.from(column.view())).toEqual(expected);
    }),
  );
});
