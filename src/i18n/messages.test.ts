import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locales } from "./locale";
import { pluraliser } from "./messages";

const forms = { one: "one", two: "two", few: "few", many: "many", other: "other" };

describe.each(locales)("plurals in %s", (locale) => {
  const rules = new Intl.PluralRules(locale);
  const plural = pluraliser(locale);

  it("are those of the language's rules", () => {
    for (let n = 0; n < 1200; n += 1) expect(plural(n, forms)).toBe(rules.select(n));
    const numbers = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
    fc.assert(
      fc.property(numbers, (n) => {
        expect(plural(n, forms)).toBe(rules.select(n));
      }),
    );
  });

  it("hold the number as the language writes it", () => {
    const format = new Intl.NumberFormat(locale);
    const numbers = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));
    fc.assert(
      fc.property(numbers, (n) => {
        expect(plural(n, { other: "#" })).toBe(format.format(n));
      }),
    );
  });
});
