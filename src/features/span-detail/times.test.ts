import { describe, expect, it } from "vitest";
import { createFormats } from "@/i18n/formats";
import { signedDuration, timesInDoubt, utcText } from "./times";

describe("times", () => {
  it("signs offsets", () => {
    const formats = createFormats("en");
    expect(signedDuration(formats, 12_100_000)).toBe("+12.1 ms");
    expect(signedDuration(formats, -3000)).toBe("\u22123 µs");
    expect(signedDuration(formats, 0)).toBe("+0 ns");
  });

  it("writes UTC to the nanosecond, also before 1970 and beyond what dates can hold", () => {
    expect(utcText(1_768_228_200_000_000_123n)).toBe("2026-01-12T14:30:00.000000123Z");
    expect(utcText(-1n)).toBe("1969-12-31T23:59:59.999999999Z");
    expect(utcText(10n ** 30n)).toBe(`${10n ** 30n} ns`);
  });

  it("are in doubt where they were repaired", () => {
    const doubts = (...codes: Parameters<typeof timesInDoubt>[0][number]["code"][]) =>
      timesInDoubt(codes.map((code) => ({ code, detail: "" })));
    expect(doubts("parent-missing")).toEqual({ start: undefined, duration: undefined });
    expect(doubts("start-missing", "end-missing")).toEqual({
      start: "notRecorded",
      duration: "notRecorded",
    });
    expect(doubts("negative-duration").duration).toBe("notAsRecorded");
  });
});
