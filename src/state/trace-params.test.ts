import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ns } from "@/lib/units";
import { formatRawParams, parseRawParams } from "./raw-params";
import { formatRange, formatTraceParams, parseRange, parseTraceParams } from "./trace-params";

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 });
const ranges = fc
  .tuple(fc.nat(2 ** 52), fc.integer({ min: 1, max: 2 ** 40 }))
  .map(([start, length]) => `${start}-${start + length}`);
const params = fc.record(
  {
    uiFind: text.filter((value) => value.isWellFormed()),
    span: text.filter((value) => value.isWellFormed()),
    range: ranges,
    measure: ranges,
    collapsed: fc.constantFrom("k3f9a1_0.5-3.2", "0_0", "k3_2_", "k3_2_4.1"),
    opened: fc.constantFrom("k3f9a1_7", "0_2-4"),
    source: fc.constantFrom("demo", "files"),
  },
  { requiredKeys: [] },
);

describe("the trace page's parameters", () => {
  it("come back from the URL as they were put in", () => {
    fc.assert(
      fc.property(params, (value) => {
        const query = formatRawParams(formatTraceParams(value));
        expect(parseTraceParams(parseRawParams(query))).toEqual(value);
      }),
    );
  });

  it("take nothing that they do not understand, and never throw", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (query) => {
        parseTraceParams(parseRawParams(query));
      }),
    );
    const garbage = "?range=5-5&collapsed=a b&opened=1&span=&uiFind=&range=1-2&x=1&__proto__=y";
    expect(parseTraceParams(parseRawParams(garbage))).toEqual({});
    expect(parseTraceParams({ uiFind: "x".repeat(2001) })).toEqual({});
  });

  it("keep Jaeger UI's uiFind", () => {
    expect(parseTraceParams(parseRawParams("uiFind=http+500&x=y"))).toEqual({ uiFind: "http 500" });
  });
});

describe("ranges", () => {
  it("are whole nanoseconds, at least one", () => {
    expect(formatRange({ startNs: ns(10.4), endNs: ns(10.6) })).toBe("10-11");
    expect(formatRange({ startNs: ns(-3), endNs: ns(0.2) })).toBe("0-1");
    expect(parseRange("10-11")).toEqual({ startNs: 10, endNs: 11 });
  });

  it.each(["", "5", "9-3", "3-3", "-1-5", "1.5-2", "1-99999999999999999", "a-b", "1-2-3"])(
    "are not %j",
    (value) => {
      expect(parseRange(value)).toBeUndefined();
    },
  );
});
