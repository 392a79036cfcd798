import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatServiceFilter, parseServiceFilter } from "./service-filter-code";

describe("Jaeger UI's service filter", () => {
  it("is written as Jaeger UI writes it", () => {
    // Worked out by hand for "a" and "b": (((0x811c ^ 97) * 257 & 0xffff) ^ 0) * 257 …
    const step = (hash: number, unit: number) => Math.imul(hash ^ unit, 257) & 0xffff;
    const sum = [97, 0, 98].reduce(step, 0x811c).toString(16);
    expect(formatServiceFilter(["b", "a"], new Set(["b"]))).toBe(`${sum}.1`);
    expect(formatServiceFilter(["b", "a"], new Set(["a"]))).toBe(`${sum}.2`);
    expect(parseServiceFilter(["b", "a"], `${sum}.2`)).toEqual(new Set(["a"]));
  });

  it("comes back as it went, for any services", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 90 }),
        fc.nat(),
        (services, seed) => {
          const hidden = new Set(services.filter((_, i) => ((seed >> (i % 30)) & 1) === 1));
          const text = formatServiceFilter(services, hidden);
          const isFilter = hidden.size > 0 && hidden.size < services.length;
          expect(text !== undefined).toBe(isFilter);
          expect(parseServiceFilter(services, text)).toEqual(isFilter ? hidden : new Set());
        },
      ),
    );
  });

  it("is ignored for other services, and where it hides everything", () => {
    const text = formatServiceFilter(["a", "b"], new Set(["b"]));
    expect(parseServiceFilter(["a", "b", "c"], text).size).toBe(0);
    expect(parseServiceFilter(["a", "b"], `${text?.split(".")[0]}.0`).size).toBe(0);
    for (const nonsense of [undefined, "", ".", "1.", ".1", "1234.xyz"]) {
      expect(parseServiceFilter(["a", "b"], nonsense).size).toBe(0);
    }
  });
});
