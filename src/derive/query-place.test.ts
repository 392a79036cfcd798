import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInQuery } from "./query-place";

/** The place of the caret `|` in a text. */
function at(text: string) {
  const caret = text.indexOf("|");
  const { from, to, typed, key, excludes } = placeInQuery(text.replace("|", ""), caret);
  return [text.replace("|", "").slice(from, to), typed, key, excludes];
}

describe("the place in a query", () => {
  it("is the word or key that is being typed", () => {
    expect(at("htt|")).toEqual(["htt", "htt", undefined, false]);
    expect(at("error and (htt|p")).toEqual(["http", "htt", undefined, false]);
    expect(at("-http|")).toEqual(["-http", "http", undefined, true]);
    expect(at('"two wor|')).toEqual(['"two wor', "two wor", undefined, false]);
    expect(at("a |b")).toEqual(["b", "", undefined, false]);
    expect(at("a |")).toEqual(["", "", undefined, false]);
    expect(at("|")).toEqual(["", "", undefined, false]);
  });

  it("is the value of a key", () => {
    expect(at("service=|")).toEqual(["", "", "service", false]);
    expect(at("a and service = ca|rt")).toEqual(["cart", "ca", "service", false]);
    expect(at('http.route="/a b|" x')).toEqual(['"/a b"', "/a b", "http.route", false]);
    expect(at("serv|ice=cart")).toEqual(["service", "serv", undefined, false]);
    expect(at("x>=1 y~^G|")).toEqual(["^G", "^G", "y", false]);
  });

  it("lies around the caret in any text", () => {
    const texts = fc.string({ unit: fc.constantFrom(...'ab =~!<>()"\\- \tand') });
    fc.assert(
      fc.property(texts, fc.nat(), (text, pick) => {
        const caret = pick % (text.length + 1);
        const { from, to } = placeInQuery(text, caret);
        expect(from).toBeLessThanOrEqual(caret);
        expect(to).toBeGreaterThanOrEqual(caret);
        expect(to).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
