import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDuration } from "./parse-duration";

test.each([
  ["12ns", 12],
  ["3us", 3_000],
  ["3µs", 3_000], // U+00B5
  ["3μs", 3_000], // U+03BC
  ["250ms", 250e6],
  ["1.5s", 1.5e9],
  ["1,5 с", 1.5e9],
  [".5s", 0.5e9],
  ["2m", 120e9],
  ["2min", 120e9],
  ["2 мин", 120e9],
  ["1h", 3600e9],
  ["1m30s", 90e9],
  ["1h 2m 3s", 3723e9],
  ["1d", 86_400e9],
  ["2w", 1_209_600e9],
  [" 100MS ", 100e6],
  ["0", 0],
  ["1.000000001s", 1_000_000_001],
])("%s is %d ns", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  "",
  " ",
  "12",
  "ms",
  "-1s",
  "1x",
  "1s2",
  "1..2s",
  "1e3s",
  "1s!",
  "9999999w",
  "s1",
  "∞s",
])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test("any text is read or refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0159.,- mshdwnuµкcс\n") }), (text) => {
      const ns = parseDuration(text);
      expect(ns === undefined || (Number.isSafeInteger(ns) && ns >= 0)).toBe(true);
    }),
  );
});

test("whole numbers of nanoseconds come back exactly", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 53 - 1 }), (ns) => {
      expect(parseDuration(`${ns}ns`)).toBe(ns);
    }),
  );
});
