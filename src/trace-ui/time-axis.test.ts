import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFormats } from "@/i18n/formats";
import { ns } from "@/lib/units";
import { timeAxis } from "./time-axis";

const formats = createFormats("en");
const axis = (start: number, end: number, width = 960) =>
  timeAxis({ startNs: ns(start), endNs: ns(end) }, width, formats);
const labels = (start: number, end: number, width?: number) => {
  const { ticks, label } = axis(start, end, width);
  return ticks.map(label);
};

const minute = 60e9;

describe("the time axis", () => {
  it("has round marks in a unit that fits", () => {
    expect(labels(0, 245e6, 480)).toEqual(["0 ms", "50 ms", "100 ms", "150 ms", "200 ms"]);
    expect(labels(0, 10)).toEqual(Array.from({ length: 11 }, (_, i) => `${i} ns`));
    expect(labels(0, 2.45e9, 480)).toEqual(["0.0 s", "0.5 s", "1.0 s", "1.5 s", "2.0 s"]);
  });

  it("has more than one mark on a narrow line", () => {
    expect(labels(0, 480e6, 170)).toEqual(["0 ms", "200 ms", "400 ms"]);
    expect(labels(0, 311e6, 170)).toEqual(["0 ms", "200 ms"]);
    expect(labels(0, 36.5e9, 170)).toEqual(["0 s", "20 s"]);
  });

  it("counts minutes, hours and days as clocks do", () => {
    expect(labels(0, 10 * minute, 480)).toEqual([
      "0 min",
      "2 min",
      "4 min",
      "6 min",
      "8 min",
      "10 min",
    ]);
    expect(labels(0, 6 * 60 * minute, 480)).toContain("2 h");
    expect(labels(0, 10 * 24 * 60 * minute, 480)).toContain("4 d");
  });

  it("tells neighbouring marks apart however deep the zoom", () => {
    expect(labels(2.45e9, 2.45e9 + 100, 300)).toEqual([
      "2,450,000.00 µs",
      "2,450,000.05 µs",
      "2,450,000.10 µs",
    ]);
    const starts = fc.nat(2 ** 50);
    const lengths = fc.integer({ min: 10, max: 2 ** 50 });
    fc.assert(
      fc.property(starts, lengths, fc.integer({ min: 100, max: 3000 }), (start, length, width) => {
        const { ticks, label } = axis(start, start + length, width);
        expect(new Set(ticks.map(label)).size).toBe(ticks.length);
        expect(ticks.every((tick) => tick >= start && tick <= start + length)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(2 * Math.ceil(width / 96) + 2);
      }),
    );
  });
});
