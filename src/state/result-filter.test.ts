import fc from "fast-check";
import { expect, test } from "vitest";
import { formatRawParams, parseRawParams } from "./raw-params";
import { formatResultFilter, isFiltering, noFilter, parseResultFilter } from "./result-filter";
import { parseSearchParams } from "./search-params";

const whole = fc.option(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), { nil: undefined });
const filters = fc.record({
  text: fc.string({ unit: "grapheme", maxLength: 40 }),
  services: fc.uniqueArray(fc.string({ unit: "grapheme", maxLength: 20 }), { maxLength: 5 }),
  errors: fc.constantFrom("with" as const, "without" as const, undefined),
  incomplete: fc.boolean(),
  minNs: whole,
  maxNs: whole,
  fromMicro: fc.option(fc.integer({ min: 0, max: 8.64e15 }), { nil: undefined }),
  toMicro: fc.option(fc.integer({ min: 0, max: 8.64e15 }), { nil: undefined }),
});

test("a filter comes back from a URL as it went in", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const query = formatRawParams({ filter: formatResultFilter(filter) });
      const read = parseSearchParams(parseRawParams(query)).filter;
      expect(parseResultFilter(read)).toEqual(filter);
    }),
  );
});

test("what cannot be read does not filter", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (params) => {
      expect(() => parseResultFilter(params)).not.toThrow();
    }),
  );
  const read = parseResultFilter(["min:fast", "errors:many", "from:yesterday", "__proto__:1", ""]);
  expect(read).toEqual(noFilter);
  expect(isFiltering(read)).toBe(false);
});

test("durations are written in the unit that keeps them whole", () => {
  const filter = { ...noFilter, minNs: 250_000_000, maxNs: 1_000_000_001, incomplete: true };
  expect(formatResultFilter(filter)).toEqual(["incomplete", "min:250ms", "max:1000000001ns"]);
});
