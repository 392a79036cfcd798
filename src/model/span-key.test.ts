import fc from "fast-check";
import { expect, test } from "vitest";
import { readSpanKey, spanKeyText } from "./span-key";

const read = (text: string) => readSpanKey(text, { hi: 1, lo: 1, odd: "x" });

test("up to 16 hex digits are a number", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), fc.boolean(), (value, upper) => {
      const hex = value.toString(16);
      const { hi, lo, odd } = read(upper ? hex.toUpperCase() : hex);
      expect((BigInt(hi) << 32n) | BigInt(lo)).toBe(value);
      expect(odd).toBeUndefined();
      expect(spanKeyText(hi, lo)).toBe(hex.padStart(16, "0"));
    }),
  );
});

test("no id and zeros are the same", () => {
  for (const text of ["", "0", "0".repeat(16), "0".repeat(40)]) {
    expect(read(text)).toEqual({ hi: 0, lo: 0, odd: undefined });
  }
  expect(spanKeyText(0, 0)).toBe("");
});

test("anything else is odd, has a key, and keeps its text", () => {
  for (const text of ["root", "g", "-1", "0x1", "0123456789abcdef0", "спан", " 1", "__proto__"]) {
    const { hi, lo, odd } = read(text);
    expect(odd).toBe(text);
    expect(hi !== 0 || lo !== 0).toBe(true);
    expect([hi, lo].every((half) => half >= 0 && half < 2 ** 32)).toBe(true);
  }
});
