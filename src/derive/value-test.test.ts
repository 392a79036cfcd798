import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryOperators } from "./span-query";
import { compilePattern, readNumber, valueTest } from "./value-test";
import { valueLeaves, valueText } from "./value-text";

describe("comparing values", () => {
  it.each([
    ["=", "GET", "get", true],
    ["=", "500", "500.0", false],
    ["!=", "500", "abc", true],
    [">", "9", "10", true],
    [">", "9", "abc", false],
    [">", "b", "C", true],
    ["<=", "9007199254740993", "9007199254740992", true],
    [">", "9007199254740992", "9007199254740993", true],
    ["<", "1e3", "+999.5", true],
    ["~", "^a.c$", "ABC", true],
    ["~", "a\\-b", "a-b", true],
  ] as const)("%s %s: %s is %s", (operator, wanted, value, expected) => {
    expect(valueTest(operator, wanted).text(value)).toBe(expected);
  });

  it("treats an integer as its text, save that 5.0 and 5 are the same number", () => {
    const operator = fc.constantFrom(...queryOperators.filter((one) => one !== "~"));
    const number = fc.oneof(fc.integer(), fc.maxSafeInteger());
    fc.assert(
      fc.property(operator, number, number, (one, wanted, value) => {
        const test = valueTest(one, String(wanted));
        expect(test.number(value)).toBe(test.text(String(value)));
      }),
    );
    expect(valueTest("=", "5.0").number(5)).toBe(true);
  });

  it("looks at the beginning of long texts only, where patterns are concerned", () => {
    const test = valueTest("~", "(a+)+b");
    expect(test.text(`${"x".repeat(100_000)}ab`)).toBe(false);
    expect(test.text(`ab${"x".repeat(100_000)}`)).toBe(true);
  });

  it("reads numbers and nothing else", () => {
    const texts = ["1", "-1.5", ".5", "1e3", "0x10", "1 ", "", "Infinity", "1n", "٣"];
    expect(texts.map(readNumber)).toEqual([
      ...[1, -1.5, 0.5, 1000],
      ...Array.from({ length: 6 }, () => undefined),
    ]);
  });

  it("says what is wrong with a pattern", () => {
    expect(compilePattern("(")).toMatchObject({ fault: expect.stringContaining("(") });
  });
});

describe("the text of a value", () => {
  it("is like JSON for arrays and maps, with their texts as they are", () => {
    const value = {
      type: "array",
      value: [
        { type: "string", value: 'a"b' },
        { type: "int", value: 9007199254740993n },
        { type: "kvlist", value: [{ key: "k", value: { type: "bool", value: true } }] },
        { type: "bytes", value: Uint8Array.of(1, 2, 3) },
        { type: "empty" },
      ],
    } as const;
    expect(valueText(value)).toBe('["a"b",9007199254740993,{"k":true},"AQID",]');
    expect(valueLeaves(value)).toEqual(['a"b', "9007199254740993", "true", "AQID", ""]);
  });
});
