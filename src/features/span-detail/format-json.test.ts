import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatJson, looksLikeJson } from "./format-json";

describe("formatJson", () => {
  it("indents, and leaves empty brackets closed", () => {
    expect(formatJson('{"a":[1,{"b":[]}],"c":{}}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": []\n    }\n  ],\n  "c": {}\n}',
    );
  });

  it("formats as JSON.stringify does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(formatJson(JSON.stringify(plain))).toBe(JSON.stringify(plain, null, 2));
      }),
    );
  });

  it("keeps the digits, the repeated keys and what strings hold", () => {
    const text = '{"n":12345678901234567890,"x":1.0,"x":2.50e+3,"s":"{\\"a\\": [1,\\\\"}';
    expect(formatJson(text)).toBe(
      '{\n  "n": 12345678901234567890,\n  "x": 1.0,\n  "x": 2.50e+3,\n  "s": "{\\"a\\": [1,\\\\"\n}',
    );
  });

  it("refuses what is not JSON", () => {
    expect(formatJson("{a: 1}")).toBeUndefined();
    expect(formatJson('{"a": 1')).toBeUndefined();
  });

  it("does not grow with the square of the depth", () => {
    const deep = formatJson(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    expect(deep?.length).toBeLessThan(10_000 * 90);
  });
});

describe("looksLikeJson", () => {
  it("tells from the ends", () => {
    expect(looksLikeJson(' {"a":1}\n')).toBe(true);
    expect(looksLikeJson("[]")).toBe(true);
    expect(looksLikeJson("[1, 2")).toBe(false);
    expect(looksLikeJson("12")).toBe(false);
    expect(looksLikeJson(`[${"1,".repeat(2_000_000)}1]`)).toBe(false);
  });
});
