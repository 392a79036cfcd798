import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonError } from "./http-json-error";

describe("findJsonError", () => {
  it.each([
    ['{"a": 1,}', 8],
    ["[1 2]", 3],
    ['{"a" 1}', 5],
    ["nul!", 3],
    ["[01]", 2],
    ["[1.x]", 2],
    ["[+1]", 1],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['"\\u12g4"', 1],
    ["[]]", 2],
    ["{} {}", 3],
    ["]", 0],
    ['{"a":}', 5],
    ["[,1]", 1],
    ["hello", 0],
    ["{'a':1}", 1],
  ])("finds the place in %j", (text, offset) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(findJsonError(text)).toEqual({ offset, atEnd: false });
  });

  it("takes every beginning of a document for one that ends too early", () => {
    fc.assert(
      fc.property(fc.json(), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
        const start = text.slice(0, Math.floor(text.length * share));
        try {
          JSON.parse(start);
        } catch {
          expect(findJsonError(start)).toEqual({ offset: start.length, atEnd: true });
        }
      }),
    );
  });

  it("agrees with JSON.parse on what comes before the place", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 2 }),
        (text, at, junk) => {
          const cut = at % (text.length + 1);
          const spoilt = text.slice(0, cut) + junk + text.slice(cut);
          try {
            JSON.parse(spoilt);
          } catch {
            const { offset, atEnd } = findJsonError(spoilt);
            expect(offset).toBeLessThanOrEqual(spoilt.length);
            // Everything before the place is a beginning of some document.
            const before = findJsonError(spoilt.slice(0, offset));
            expect(before.atEnd).toBe(true);
            if (atEnd) expect(offset).toBe(spoilt.length);
          }
        },
      ),
    );
  });

  it("keeps no stack of its caller's for depth", () => {
    const deep = "[".repeat(1_000_000);
    expect(findJsonError(deep)).toEqual({ offset: 1_000_000, atEnd: true });
    expect(findJsonError(`${deep}!`)).toEqual({ offset: 1_000_000, atEnd: false });
  });
});
