import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locales } from "./locale";
import { createFormats } from "./formats";
import { plainNumber } from "./plain-number";

describe.each(locales)("a plain number in %s", (locale) => {
  it.each([
    ["whole and fractional numbers", fc.double({ noNaN: true, min: -1e12, max: 1e12 })],
    ["whole numbers", fc.maxSafeInteger()],
    ["figures of three digits", fc.integer({ min: 0, max: 999_999 }).map((n) => n / 1000)],
  ])("is written as Intl does: %s", (_, numbers) => {
    const intl = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
    fc.assert(
      fc.property(numbers, (value) => {
        const text = plainNumber(locale, value, 0, 20);
        if (text !== undefined) expect(text).toBe(intl.format(value));
        else expect(Object.is(value, -0) || /e|\.\d{21}/.test(String(value))).toBe(true);
      }),
    );
  });

  it("has as many decimals as are wanted, and is not written when it has more", () => {
    const decimals = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), decimals, decimals, (n, own, wanted) => {
        const value = n / 10 ** own;
        const text = plainNumber(locale, value, wanted, wanted);
        if (text === undefined) return;
        const digits = { minimumFractionDigits: wanted, maximumFractionDigits: wanted };
        expect(text).toBe(new Intl.NumberFormat(locale, digits).format(value));
      }),
    );
    expect(plainNumber(locale, 1.25, 1, 1)).toBeUndefined();
    expect(plainNumber(locale, 1.25, 2, 2)).toMatch(/^1[.,]25$/);
  });

  it("leaves to Intl what is no plain number", () => {
    for (const value of [Number.NaN, Infinity, -0, 1e21, 1e-7]) {
      expect(plainNumber(locale, value, 0, 20)).toBeUndefined();
    }
  });
});

describe.each(locales)("a percentage in %s", (locale) => {
  it("is written as Intl does", () => {
    const { percent } = createFormats(locale);
    const intl = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
    for (let tenth = -20; tenth <= 12_000; tenth += 1) {
      expect(percent(tenth / 1000)).toBe(intl.format(tenth / 1000));
    }
  });
});
