import { describe, expect, it } from "vitest";
import { createFormats } from "@/i18n/formats";
import { signedDuration, utcText } from "./times";

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
});
