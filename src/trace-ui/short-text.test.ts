import { describe, expect, it } from "vitest";
import { shortText } from "./short-text";

describe("short text", () => {
  it("leaves ordinary names alone", () => {
    expect(shortText("GET /matches/{id} <b>é</b> 👩‍🚒 שלום")).toBe(
      "GET /matches/{id} <b>é</b> 👩‍🚒 שלום",
    );
  });

  it("bounds the length, and cuts no character in two", () => {
    expect(shortText("x".repeat(100_000))).toHaveLength(201);
    expect(shortText("👍".repeat(10), 5)).toBe("👍👍…");
  });

  it("shows what would break the line or its direction", () => {
    expect(shortText("a\nb\u0000c")).toBe("a␊b␀c");
    expect(shortText("a\u202eb")).not.toContain("\u202e");
  });
});
