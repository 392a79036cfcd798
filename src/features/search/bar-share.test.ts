import fc from "fast-check";
import { expect, test } from "vitest";
import { barShare } from "./bar-share";
import { relativeTime } from "./relative-time";

test("bars are as long as traces, none too short to see, one outlier notwithstanding", () => {
  const ns = fc.integer({ min: 0, max: 1e15 });
  fc.assert(
    fc.property(ns, ns, ns, (a, b, c) => {
      const [low = 0, middle = 0, high = 0] = [a, b, c].toSorted((x, y) => x - y);
      const of = (value: number) => barShare(value, [low, high], "log");
      expect(of(high)).toBeLessThanOrEqual(1);
      expect(of(middle)).toBeLessThanOrEqual(of(high));
      expect(of(middle)).toBeGreaterThanOrEqual(of(low));
      if (high > 0) expect(of(low)).toBeGreaterThan(0.03);
    }),
  );
  expect(barShare(1e6, [1e6, 1e12], "linear")).toBeLessThan(0.001);
  expect(barShare(1e9, [1e6, 1e12], "log")).toBeCloseTo(0.52, 2);
});

test("moments are told in the largest unit that fits", () => {
  const now = 1_768_228_200_000;
  expect(relativeTime(now - 90_000, now, "en")).toBe("1 min. ago");
  expect(relativeTime(now - 5_000, now, "en")).toBe("5 sec. ago");
  expect(relativeTime(now - 50 * 3_600_000, now, "ru")).toMatch(/^2 .*назад$/);
  expect(relativeTime(now, now, "en")).toMatch(/^(in )?0 sec/);
});
