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

  it("has as many decimals as are wanted, and is rounded where it has more", () => {
    const decimals = fc.integer({ min: 0, max: 6 });
    const formats = Array.from({ length: 7 }, (_, most) =>
      [0, most].map((least) => {
        const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
        return new Intl.NumberFormat(locale, digits);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), decimals, decimals, (n, own, most) => {
        const value = n / 10 ** own;
        for (const [i, least] of [0, most].entries()) {
          const text = plainNumber(locale, value, least, most);
          if (!Object.is(value, -0) && !String(value).includes("e")) {
            expect(text).toBe(formats[most]?.[i]?.format(value));
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(plainNumber(locale, 1.25, 1, 1)).toMatch(/^1[.,]3$/);
    expect(plainNumber(locale, 0.9999, 0, 2)).toBe("1");
    expect(plainNumber(locale, -0.001, 2, 2)).toMatch(/^-0[.,]00$/);
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
