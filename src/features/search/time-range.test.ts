import { expect, test } from "vitest";
import { createFormats } from "@/i18n/formats";
import { startRange, timeRange, windowRange } from "./time-range";

const formats = createFormats("en");
const nano = (text: string) => BigInt(Date.parse(text)) * 1_000_000n;
const range = (first: string, last: string, now: string) =>
  timeRange([nano(first), nano(last)], formats, "utc", Date.parse(now));

test("today needs no date, another day one, two days two", () => {
  expect(range("2026-01-12T14:00Z", "2026-01-12T15:00Z", "2026-01-12T16:00Z")).toEqual({
    from: "14:00:00",
    to: "15:00:00",
  });
  expect(range("2026-01-11T14:00Z", "2026-01-11T15:00Z", "2026-01-12T16:00Z")).toEqual({
    from: "2026-01-11 14:00:00",
    to: "15:00:00",
  });
  expect(range("2026-01-11T14:00Z", "2026-01-12T15:00Z", "2026-01-12T16:00Z")).toEqual({
    from: "2026-01-11 14:00:00",
    to: "2026-01-12 15:00:00",
  });
});

test("a window is in microseconds", () => {
  const query = { startUnixMicro: 0, endUnixMicro: 60e6 };
  expect(windowRange(query, formats, "utc", 0)).toEqual({ from: "00:00:00", to: "00:01:00" });
});

test("the first and the last start", () => {
  const at = (startUnixNano: bigint) => ({ startUnixNano });
  expect(startRange([at(5n), at(2n), at(9n)])).toEqual([2n, 9n]);
  expect(startRange([])).toEqual([0n, 0n]);
});
