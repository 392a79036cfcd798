import { expect, test } from "vitest";
import { misleadingClockMs } from "./clock-hint";

const openedMs = Date.UTC(2026, 0, 12, 15);
const until = (ms: number) => ({ endUnixMicro: ms * 1000 });
const hourMs = 3_600_000;

test("a clock that is wrong by hours misleads a search up to now", () => {
  for (const clockAheadMs of [2 * hourMs, -2 * hourMs]) {
    expect(misleadingClockMs(until(openedMs), { clockAheadMs }, openedMs)).toBe(clockAheadMs);
    expect(misleadingClockMs(until(openedMs + hourMs), { clockAheadMs }, openedMs)).toBe(
      clockAheadMs,
    );
  }
});

test("it does not where the window is another, or the clocks agree, or nothing is known", () => {
  const wrong = { clockAheadMs: 2 * hourMs };
  expect(misleadingClockMs(until(openedMs - hourMs), wrong, openedMs)).toBeUndefined();
  expect(misleadingClockMs(until(openedMs), { clockAheadMs: 90_000 }, openedMs)).toBeUndefined();
  expect(misleadingClockMs(until(openedMs), {}, openedMs)).toBeUndefined();
});
