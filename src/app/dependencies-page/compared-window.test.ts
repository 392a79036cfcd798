import { expect, it } from "vitest";
import { createFormats } from "@/i18n/formats";
import { comparedWindow, searchIn, windowText } from "./compared-window";

const hour = 3_600e6;
const noon = Date.UTC(2026, 0, 12, 12) * 1000;
const window = { startMicro: noon - hour, endMicro: noon };

it("takes an earlier time of the same length", () => {
  expect(comparedWindow("before", window)).toEqual({
    startMicro: noon - 2 * hour,
    endMicro: noon - hour,
  });
  expect(comparedWindow("1d", window)?.endMicro).toBe(noon - 24 * hour);
  expect(comparedWindow(String(hour), window)).toEqual({ startMicro: hour, endMicro: 2 * hour });
  expect(comparedWindow(undefined, window)).toBeUndefined();
  expect(comparedWindow("before", { startMicro: 0, endMicro: hour })).toBeUndefined();
});

it("makes the same search in it", () => {
  const query = { service: "a", attributes: {}, startUnixMicro: 5, endUnixMicro: 9, limit: 3 };
  expect(searchIn(query, { startMicro: 1, endMicro: 5 })).toEqual({
    ...query,
    startUnixMicro: 1,
    endUnixMicro: 5,
  });
});

it("says it with the date where it is not of today", () => {
  const text = (nowMs: number) => windowText(window, createFormats("en"), "utc", nowMs);
  expect(text(noon / 1000)).toBe("11:00:00–12:00:00");
  expect(text(noon / 1000 + 86_400_000)).toBe("2026-01-12 11:00:00–12:00:00");
});
