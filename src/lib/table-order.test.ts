import fc from "fast-check";
import { expect, it } from "vitest";
import { readOrder, writeOrder } from "./table-order";

const columns = ["caller", "calls", "p95"] as const;
const usual = { column: "calls", descending: true } as const;

it("an order is read as it was written, and the usual one is not written", () => {
  const orders = fc.record({ column: fc.constantFrom(...columns), descending: fc.boolean() });
  fc.assert(
    fc.property(orders, (order) => {
      expect(readOrder(writeOrder(order, usual), columns, usual)).toEqual(order);
    }),
  );
  expect(writeOrder(usual, usual)).toBeUndefined();
});

it("what names no column is the usual order", () => {
  for (const text of [undefined, "", "-", "nothing", "-nothing", "--calls", "__proto__"]) {
    expect(readOrder(text, columns, usual)).toEqual(usual);
  }
});
