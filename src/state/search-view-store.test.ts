import fc from "fast-check";
import { expect, test } from "vitest";
import { optionalColumns, parseSearchView } from "./search-view-store";

const defaults = parseSearchView(null);

test("a layout comes back as it was stored", () => {
  const view = fc.record({
    hiddenColumns: fc.subarray([...optionalColumns]),
    rows: fc.constantFrom("dense", "roomy"),
    durationScale: fc.constantFrom("log", "linear"),
    startAs: fc.constantFrom("absolute", "relative"),
    chart: fc.boolean(),
  });
  fc.assert(
    fc.property(view, (one) => {
      expect(parseSearchView(JSON.stringify(one))).toEqual(one);
    }),
  );
});

test("whatever else is stored gives the defaults", () => {
  for (const stored of ["", "null", "[]", "1", "{oops", '{"rows":5,"hiddenColumns":"all"}']) {
    expect(parseSearchView(stored)).toEqual(defaults);
  }
  expect(parseSearchView('{"hiddenColumns":["trace","spans","__proto__"]}').hiddenColumns).toEqual([
    "spans",
  ]);
});
