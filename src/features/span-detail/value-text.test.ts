import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Attribute, AttributeValue } from "@/model/attribute";
import {
  attributesJson,
  base64Source,
  doubleText,
  hexSource,
  valueJson,
  valueText,
} from "./value-text";

describe("doubleText", () => {
  it("reads back as the same number", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(Object.is(Number(doubleText(value)), value)).toBe(true);
      }),
    );
    expect(doubleText(-0)).toBe("-0");
  });
});

describe("byte sources", () => {
  const range = fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(140), fc.nat(140));

  it("give any part of the hexadecimal text", () => {
    fc.assert(
      fc.property(range, ([bytes, a, b]) => {
        const whole = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
        const source = hexSource(bytes);
        expect(source.length).toBe(whole.length);
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(source.slice(start, end)).toBe(whole.slice(start, end));
      }),
    );
  });

  it("give any part of the base64 text", () => {
    fc.assert(
      fc.property(range, ([bytes, a, b]) => {
        const whole = Buffer.from(bytes).toString("base64");
        const source = base64Source(bytes);
        expect(source.length).toBe(whole.length);
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        expect(source.slice(start, end)).toBe(whole.slice(start, end));
      }),
    );
  });
});

describe("valueJson", () => {
  it("keeps every digit of an integer and every repeated key", () => {
    const entry = (key: string, value: bigint): Attribute => ({
      key,
      value: { type: "int", value },
    });
    expect(
      attributesJson([entry("a", 2n ** 63n - 1n), entry("a", -1n), entry("__proto__", 0n)]),
    ).toBe('{"a":9223372036854775807,"a":-1,"__proto__":0}');
  });

  it("writes the same JSON as JSON.stringify for what that can write", () => {
    const toValue = (json: unknown): AttributeValue => {
      if (json === null) return { type: "empty" };
      if (typeof json === "string") return { type: "string", value: json };
      if (typeof json === "boolean") return { type: "bool", value: json };
      if (typeof json === "number") return { type: "double", value: json };
      if (Array.isArray(json)) return { type: "array", value: json.map(toValue) };
      return {
        type: "kvlist",
        value: Object.entries(json as object).map(([key, value]) => ({
          key,
          value: toValue(value),
        })),
      };
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (json) => {
        const plain = JSON.parse(JSON.stringify(json)) as unknown;
        expect(valueJson(toValue(plain))).toBe(JSON.stringify(plain));
      }),
    );
  });

  it("survives a value that nests deeper than the call stack", () => {
    let value: AttributeValue = { type: "empty" };
    for (let i = 0; i < 100_000; i += 1) value = { type: "array", value: [value] };
    expect(valueJson(value)).toBe(`${"[".repeat(100_000)}null${"]".repeat(100_000)}`);
  });
});

describe("valueText", () => {
  it("copies plain values as they are", () => {
    expect(valueText({ type: "string", value: "a\u0000b" })).toBe("a\u0000b");
    expect(valueText({ type: "int", value: -5n })).toBe("-5");
    expect(valueText({ type: "double", value: NaN })).toBe("NaN");
    expect(valueText({ type: "bool", value: true })).toBe("true");
    expect(valueText({ type: "empty" })).toBe("");
    expect(valueText({ type: "bytes", value: Uint8Array.of(255, 0) })).toBe("/wA=");
  });
});
