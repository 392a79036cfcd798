import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFormats } from "@/i18n/formats";
import { ns } from "@/lib/units";
import { clockAxis, clockTime } from "./clock-axis";

const formats = createFormats("en");
/** 2026-01-12 14:30:00.123456789 UTC. */
const clock = { epochUnixNano: 1_768_228_200_123_456_789n, zone: "utc" } as const;
const labels = (start: number, end: number, width = 480) => {
  const range = { startNs: ns(start), endNs: ns(end) };
  const { ticks, label } = clockAxis(range, width, formats, clock);
  return ticks.map(label);
};

describe("the axis of a clock", () => {
  it("has marks that are round in time of day, not since the start", () => {
    expect(labels(0, 2e9)).toEqual(["14:30:00.5", "14:30:01.0", "14:30:01.5", "14:30:02.0"]);
    expect(labels(0, 600e9)).toEqual(["14:32:00", "14:34:00", "14:36:00", "14:38:00", "14:40:00"]);
    expect(labels(0, 4)).toEqual(["14:30:00.123456790", "14:30:00.123456792"]);
  });

  it("has the day where the range is longer than one", () => {
    expect(labels(0, 2 * 86_400e9, 960)).toContain("01-13 00:00:00");
  });

  it("keeps marks inside the range and labels apart, down to a nanosecond", () => {
    const zones = fc.constantFrom("utc" as const, "local" as const);
    const epochs = fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n });
    const range = fc.tuple(fc.nat(2 ** 45), fc.integer({ min: 1, max: 2 ** 45 }));
    fc.assert(
      fc.property(range, epochs, zones, ([startNs, length], epochUnixNano, zone) => {
        const endNs = startNs + length;
        const at = { epochUnixNano, zone };
        const axis = clockAxis({ startNs: ns(startNs), endNs: ns(endNs) }, 960, formats, at);
        const texts = axis.ticks.map(axis.label);
        expect(new Set(texts).size).toBe(texts.length);
        axis.ticks.forEach((tick, i) => {
          expect(Number.isInteger(tick)).toBe(true);
          expect(tick).toBeGreaterThanOrEqual(startNs);
          expect(tick).toBeLessThanOrEqual(endNs);
          // What is written is when it was, to the last digit.
          const exact = clockTime(formats, at, { timeNs: tick, digits: 9, withDay: true });
          expect(exact).toContain(texts[i]);
          expect(exact.slice(exact.indexOf(texts[i] ?? "") + (texts[i]?.length ?? 0))).toMatch(
            /^\.?0*$/,
          );
          if (i > 0) {
            const apart = ((tick - (axis.ticks[i - 1] ?? 0)) / length) * 960;
            expect(apart).toBeGreaterThanOrEqual((texts[i]?.length ?? 0) * 7);
          }
        });
      }),
    );
  });
});
