import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  extractTraceId,
  hexTraceId,
  normaliseSpanId,
  normaliseTraceId,
  parseTraceparent,
  parseTracestate,
} from "./ids";

const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const span = "00f067aa0ba902b7";

describe("trace ids", () => {
  test.each([
    [trace, trace],
    [trace.toUpperCase(), trace],
    ["a1b2", "0000000000000000000000000000a1b2"],
    ["A", "0000000000000000000000000000000a"],
    ["4bf92f35-77b3-4da6-a3ce-929d0e0e4736", trace],
    ["S/kvNXezTaajzpKdDg5HNg==", trace],
    ["S/kvNXezTaajzpKdDg5HNg", trace],
    ["S_kvNXezTaajzpKdDg5HNg", trace],
    ["APBnqgupArc=", "0000000000000000" + span],
  ])("%s", (text, canonical) => expect(normaliseTraceId(text)).toBe(canonical));

  test.each([
    "",
    "xyz",
    trace + "0",
    "0x1234",
    " " + trace,
    "S/kvNXezTaajzpKdDg5HN",
    "S/kvNXezTaajzpKdDg5HNg=",
    // Bits left over: no encoder writes this.
    "S/kvNXezTaajzpKdDg5HNh",
    "APBnqgupArd",
    "4bf92f35-77b34da6a3ce-929d0e0e4736",
  ])("refuses %j", (text) => expect(normaliseTraceId(text)).toBeUndefined());

  test("what reads as both is hexadecimal", () => {
    const both = "abcdefabcdefabcdefabcdef";
    expect(normaliseTraceId(both)).toBe(both.padStart(32, "0"));
  });

  test("every form of the same bytes is the same id", () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(bytes, (id) => {
        const hex = Buffer.from(id).toString("hex");
        const base64 = Buffer.from(id).toString("base64");
        for (const text of [
          hex,
          hex.toUpperCase(),
          base64,
          Buffer.from(id).toString("base64url"),
        ]) {
          // 22 or 24 characters that happen to be hexadecimal are.
          if (/[^0-9a-f]/i.test(text) || text.length === 32) {
            expect(normaliseTraceId(text)).toBe(hex);
          }
        }
      }),
    );
  });

  test("hexTraceId knows nothing of base64", () => {
    expect(hexTraceId("S/kvNXezTaajzpKdDg5HNg==")).toBeUndefined();
    expect(hexTraceId("F")).toBe("f".padStart(32, "0"));
  });
});

test("span ids", () => {
  expect(normaliseSpanId(span.toUpperCase())).toBe(span);
  expect(normaliseSpanId("1")).toBe("0000000000000001");
  expect(normaliseSpanId("APBnqgupArc")).toBe(span);
  expect(normaliseSpanId(span + "0")).toBeUndefined();
  expect(normaliseSpanId("S/kvNXezTaajzpKdDg5HNg==")).toBeUndefined();
  expect(normaliseSpanId("")).toBeUndefined();
});

describe("what a user may paste", () => {
  const header = `00-${trace}-${span}-01`;
  test.each([
    [trace, { traceId: trace }],
    [`  ${trace.toUpperCase()}\n`, { traceId: trace }],
    ["S/kvNXezTaajzpKdDg5HNg==", { traceId: trace }],
    [`"${trace}"`, { traceId: trace }],
    [header, { traceId: trace, spanId: span }],
    [`traceparent: ${header}`, { traceId: trace, spanId: span }],
    [`curl -H 'Traceparent: ${header}' http://x/`, { traceId: trace, spanId: span }],
    [`http://jaeger:16686/trace/${trace}`, { traceId: trace }],
    [`https://x/jaeger/ui/trace/${trace}?uiFind=${span}#top`, { traceId: trace, spanId: span }],
    [`https://x/trace/${trace}...a1?cohort=1`, { traceId: trace }],
    ["https://x/trace/a1b2c3?x=1", { traceId: "a1b2c3".padStart(32, "0") }],
    ["https://x/trace/...a1", { traceId: "a1".padStart(32, "0") }],
    ["https://x/api/traces/A1", { traceId: "a1".padStart(32, "0") }],
    [`https://x/search?service=a&traceID=${trace}&traceID=1`, { traceId: trace }],
    ["/trace/S%2FkvNXezTaajzpKdDg5HNg%3D%3D", { traceId: trace }],
    ["https://x/trace/my-trace-7", { traceId: "my-trace-7" }],
    [`2026-01-12 ERROR [gw,${trace},${span}] oops`, { traceId: trace }],
    [
      '{"level":"info","trace_id":"a1b2c3d4e5f60718","x":1}',
      { traceId: "0000000000000000a1b2c3d4e5f60718" },
    ],
    ["4bf92f35-77b3-4da6-a3ce-929d0e0e4736", { traceId: trace }],
    ["request-0815", { traceId: "request-0815" }],
    ["трасса-1", { traceId: "трасса-1" }],
  ])("%s", (text, found) => expect(extractTraceId(text)).toEqual(found));

  test.each([
    ...["", "   ", "two words", "https://x/search?service=a", "<b>x</b>", "/trace/", "a/b"],
    ...["0", "0".repeat(32), `00-${"0".repeat(32)}-${span}-01`, `/trace/${"0".repeat(32)}`],
  ])("finds nothing in %j", (text) => expect(extractTraceId(text)).toBeUndefined());

  test("never throws, and is quick with long texts", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void extractTraceId(text)));
    expect(extractTraceId("a-".repeat(500_000))).toBeUndefined();
    expect(extractTraceId("%".repeat(5000) + "/trace/%zz")).toBeUndefined();
    expect(parseTracestate(`a${" ".repeat(200_000)}b`)).toEqual([]);
  });
});

describe("traceparent", () => {
  test("reads every field", () => {
    expect(parseTraceparent(` 00-${trace}-${span}-03\t`)).toEqual({
      version: "00",
      traceId: trace,
      parentId: span,
      flags: "03",
      sampled: true,
    });
    expect(parseTraceparent(`00-${trace}-${span}-02`)?.sampled).toBe(false);
    expect(parseTraceparent(`cc-${trace}-${span}-01-more`)?.version).toBe("cc");
  });

  test.each([
    `00-${trace}-${span}-01-more`,
    `cc-${trace}-${span}-01.more`,
    `ff-${trace}-${span}-01`,
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${"0".repeat(32)}-${span}-01`,
    `00-${trace}-${"0".repeat(16)}-01`,
    `00-${trace}-${span}`,
    "",
  ])("refuses %s", (text) => expect(parseTraceparent(text)).toBeUndefined());
});

test("tracestate keeps order, the first of a key, and all or nothing", () => {
  expect(parseTracestate("a=1, b=2 ,,\tc@v=3")).toEqual([
    ["a", "1"],
    ["b", "2"],
    ["c@v", "3"],
  ]);
  expect(parseTracestate(["a=1", "", "a=2"])).toEqual([["a", "1"]]);
  expect(parseTracestate("a=1,B=2")).toEqual([]);
  expect(parseTracestate("a=")).toEqual([]);
  expect(parseTracestate("a")).toEqual([]);
  expect(parseTracestate(Array.from({ length: 33 }, (_, at) => `k${at}=1`))).toEqual([]);
  expect(parseTracestate("__proto__=1")).toEqual([]);
});
