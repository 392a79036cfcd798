import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allParams,
  firstParam,
  formatRawParams,
  parseRawParams,
  toRawParams,
  type ParamValues,
} from "./raw-params";

describe("parseRawParams", () => {
  it("reads plain text, never JSON", () => {
    const raw = parseRawParams('?service=123&tags={"a":"b"}&limit=true&empty=');
    expect({ ...raw }).toEqual({ service: "123", tags: '{"a":"b"}', limit: "true", empty: "" });
  });

  it("keeps every value of a name that repeats", () => {
    const raw = parseRawParams("tag=a:1&tag=b:2&tag=c:3&other=x");
    expect(allParams(raw, "tag")).toEqual(["a:1", "b:2", "c:3"]);
    expect(firstParam(raw, "tag")).toBe("a:1");
    expect(allParams(raw, "other")).toEqual(["x"]);
    expect(allParams(raw, "absent")).toEqual([]);
    expect(firstParam(raw, "absent")).toBeUndefined();
  });

  it("does not fail on broken escapes", () => {
    expect(firstParam(parseRawParams("?a=%E0%A4%A"), "a")).toContain("%A");
  });

  it("gives no name a meaning", () => {
    const raw = parseRawParams("?__proto__=x&__proto__=y&constructor=z&toString=t");
    expect(allParams(raw, "__proto__")).toEqual(["x", "y"]);
    expect(firstParam(raw, "constructor")).toBe("z");
    expect(firstParam(parseRawParams(""), "toString")).toBeUndefined();
    expect(firstParam(parseRawParams(""), "__proto__")).toBeUndefined();
  });
});

describe("formatRawParams", () => {
  it("leaves out what is absent and repeats lists", () => {
    expect(formatRawParams({ a: undefined, b: "", c: 0, d: false, e: ["x", "y"], f: [] })).toBe(
      "?c=0&d=false&e=x&e=y",
    );
    expect(formatRawParams({})).toBe("");
  });

  it("comes out of the URL as it went in", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    const value = fc.oneof(text, fc.array(text, { minLength: 2 }));
    fc.assert(
      fc.property(fc.dictionary(text, value), (values: ParamValues) => {
        const raw = toRawParams(values);
        expect(Object.keys(raw).length).toBe(Object.keys(values).length);
        for (const [name, one] of Object.entries(values)) expect(raw[name]).toEqual(one);
      }),
    );
  });
});
