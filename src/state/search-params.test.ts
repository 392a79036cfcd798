import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { formatRawParams, parseRawParams } from "./raw-params";
import {
  asksForSearch,
  formatSearchParams,
  lookbackMicros,
  lookbacks,
  markedSpan,
  maxLimit,
  parseSearchParams,
  resolveSearch,
  withSort,
  withWindow,
  type SearchParams,
} from "./search-params";

const parse = (query: string) => parseSearchParams(parseRawParams(query));
const now = Date.UTC(2026, 0, 12, 14, 30);
const nowMicro = now * 1000;
const hour = 3_600_000_000;

const unit = fc.constantFrom(...'a0&=?#%+"{}:@-', " ", "\n", "\0", "é", "я", "😀", "\u202e");
const text = fc.string({ unit, minLength: 1 });
const paramsArbitrary: fc.Arbitrary<SearchParams> = fc.record(
  {
    service: text,
    operation: text.filter((name) => name !== "all"),
    tags: text,
    start: fc.nat(2 ** 31 - 1),
    end: fc.integer({ min: 0, max: 2 ** 52 }),
    lookback: fc.constantFrom(...lookbacks, "custom", "90s"),
    limit: fc.integer({ min: 1, max: maxLimit }),
    minDuration: text,
    maxDuration: text,
    traceID: fc.array(text, { minLength: 1 }),
    span: fc.array(text, { minLength: 1 }),
    source: text,
    sort: text,
    filter: fc.array(text, { minLength: 1 }),
  },
  { requiredKeys: [] },
);

test("parameters come back from a URL as they went in", () => {
  fc.assert(
    fc.property(paramsArbitrary, (params) => {
      expect(parse(formatRawParams(formatSearchParams(params)))).toEqual(params);
    }),
  );
});

test("equal parameters make equal URLs, whatever order they were put together in", () => {
  const one = { start: 1, service: "a", lookback: "1h" };
  const other = { lookback: "1h", service: "a", start: 1 };
  expect(formatRawParams(formatSearchParams(one))).toBe(formatRawParams(formatSearchParams(other)));
  expect(formatSearchParams({ service: "a", operation: "all" })).toEqual({ service: "a" });
});

const name = fc.constantFrom("start", "end", "limit", "lookback", "tag", "traceID", "operation");

test("any query string is read without complaint, and what is read is stable", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, text)), text, (pairs, noise) => {
      const query = `${pairs.map(([key, value]) => `${key}=${value}`).join("&")}&${noise}`;
      const params = parse(query);
      expect(parse(formatRawParams(formatSearchParams(params)))).toEqual(params);
    }),
  );
});

describe("reading", () => {
  test("a limit that is too high is the highest", () => {
    expect(parse("?limit=10000")).toEqual({ limit: 10_000 });
    expect(parse("?limit=10001")).toEqual({ limit: 10_000 });
  });

  test("garbage is absent", () => {
    expect(
      parse("?start=abc&end=-5&limit=0&lookback=soon&service=&traceID=&operation=&colour=red"),
    ).toEqual({});
    expect(parse("?start=99999999999999999&lookback=1y&end=1.5")).toEqual({});
  });

  test("Jaeger's older forms are understood", () => {
    expect(
      parse("?service=a&operation=all&tag=error:true&tag=http.url:http://x/&tag=flag"),
    ).toEqual({ service: "a", tags: '{"error":"true","http.url":"http://x/","flag":"true"}' });
    expect(parse("?traceID=1&traceID=2")).toEqual({ traceID: ["1", "2"] });
  });

  test("both ways of naming attributes count, and `tags` has the last word on a key", () => {
    const tags = encodeURIComponent('{"a":"b"}');
    expect(parse(`?tags=${tags}&tag=c:d&tag=a:z`).tags).toBe('{"c":"d","a":"b"}');
    expect(parse(`?tags=${tags}`).tags).toBe('{"a":"b"}');
    expect(parse("?tags=a%3Db&tag=c:d").tags).toBe('{"c":"d","a":"b"}');
    expect(parse("?tags=nonsense&tag=c:d").tags).toBe("nonsense");
  });

  test("a key that means something to JavaScript stays a key", () => {
    expect(parse("?tag=__proto__:x").tags).toBe('{"__proto__":"x"}');
  });

  test("what a user can put right is kept to be complained about", () => {
    expect(parse("?minDuration=fast&tags=nonsense")).toEqual({
      minDuration: "fast",
      tags: "nonsense",
    });
  });
});

test("only what narrows a search asks for one", () => {
  expect(asksForSearch(parse("?service=a"))).toBe(true);
  expect(asksForSearch(parse("?lookback=1h"))).toBe(true);
  expect(asksForSearch(parse(""))).toBe(false);
  expect(asksForSearch(parse("?traceID=1&limit=20&source=demo&sort=spans"))).toBe(false);
});

test("every lookback offered has a length, and they grow", () => {
  const lengths = lookbacks.map((one) => lookbackMicros(one) ?? Number.NaN);
  expect(lengths[3]).toBe(hour);
  expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  expect(lookbackMicros("custom")).toBeUndefined();
  expect(lookbackMicros("0s")).toBeUndefined();
});

describe("the window of time", () => {
  const window = (query: string) => {
    const resolved = resolveSearch(parse(query), now);
    if ("problems" in resolved) return resolved.problems;
    return [resolved.query.startUnixMicro, resolved.query.endUnixMicro];
  };

  test.each([
    ["", [nowMicro - hour, nowMicro]],
    ["?lookback=2h", [nowMicro - 2 * hour, nowMicro]],
    ["?start=5&end=9", [5, 9]],
    ["?start=5&end=9&lookback=1h", [5, 9]],
    ["?start=5&lookback=1h", [5, nowMicro]],
    [`?end=${2 * hour}&lookback=1h`, [hour, 2 * hour]],
    ["?end=9", [0, 9]],
    ["?start=9&end=5", [{ field: "to", code: "not-after-from" }]],
  ])("of %j", (query, expected) => {
    expect(window(query)).toEqual(expected);
  });

  test("once written out, moves no more", () => {
    const fixed = withWindow(parse("?service=a&lookback=1h"), now);
    expect(fixed).toMatchObject({ start: nowMicro - hour, end: nowMicro, lookback: "1h" });
    expect(withWindow(fixed, now + 60_000)).toBe(fixed);
    const earlier = resolveSearch(fixed, now);
    expect(resolveSearch(fixed, now + 60_000)).toEqual(earlier);
  });

  test("a link without any time is of the usual lookback, one with times of those times", () => {
    expect(withWindow(parse("?service=a"), now)).toMatchObject({
      start: nowMicro - hour,
      end: nowMicro,
      lookback: "1h",
    });
    expect(withWindow(parse("?service=a&end=7200000000"), now).lookback).toBeUndefined();
    expect(withWindow(parse("?service=a&start=1&end=2"), now).lookback).toBeUndefined();
  });
});

describe("a search", () => {
  test("has everything that was asked for", () => {
    const params = parse(
      "?service=a&operation=b&tags=%7B%22k%22%3A%22v%22%7D&start=1&end=2&limit=7&minDuration=1.5ms&maxDuration=1m30s",
    );
    expect(resolveSearch(params, now)).toEqual({
      query: {
        service: "a",
        operation: "b",
        attributes: { k: "v" },
        startUnixMicro: 1,
        endUnixMicro: 2,
        limit: 7,
        minDurationNs: 1_500_000,
        maxDurationNs: 90_000_000_000,
      },
    });
  });

  test("needs a service only where the source does", () => {
    const params = parse("?lookback=1h");
    expect(resolveSearch(params, now, { searchesAllServices: true })).toHaveProperty("query");
    expect(resolveSearch(params, now, { searchesAllServices: false })).toEqual({
      problems: [{ field: "service", code: "service-needed" }],
    });
  });

  test("says everything that is wrong at once", () => {
    const resolved = resolveSearch(parse("?tags=oops&minDuration=5&maxDuration=x"), now);
    expect(
      "problems" in resolved && resolved.problems.map(({ field, code }) => [field, code]),
    ).toEqual([
      ["attributes", "attributes"],
      ["minDuration", "not-a-duration"],
      ["maxDuration", "not-a-duration"],
    ]);
  });

  test("refuses a maximum below the minimum", () => {
    expect(resolveSearch(parse("?minDuration=2s&maxDuration=1999ms"), now)).toEqual({
      problems: [{ field: "maxDuration", code: "below-minimum" }],
    });
  });
});

test("an order is set and taken away", () => {
  const params = parse("?service=a");
  expect(withSort(params, "-spans")).toEqual({ service: "a", sort: "-spans" });
  expect(withSort(withSort(params, "-spans"), undefined)).toEqual({ service: "a" });
});

test("the span that a link marks is that of the trace", () => {
  const marks = ["aa bb@t1", "cc@t2", "@t3", "dd"];
  expect(markedSpan(marks, "t1")).toBe("aa");
  expect(markedSpan(marks, "t2")).toBe("cc");
  expect(markedSpan(marks, "t3")).toBeUndefined();
  expect(markedSpan(marks, "t4")).toBeUndefined();
  // Jaeger writes short ids with 16 digits, and links carry them in either case.
  expect(markedSpan(["aa@00000000000ABC12"], `${"0".repeat(27)}abc12`)).toBe("aa");
});

describe("a site's own limits", () => {
  afterEach(() => vi.resetModules());

  test("hold for the form and for links", async () => {
    vi.resetModules();
    const limited = await import("./search-params");
    const draft = await import("./search-draft");
    limited.limitSearches({ defaultLookback: "90m", longestLookback: "3h", maxLimit: 50 });
    expect(limited.offeredLookbacks()).toEqual(["5m", "15m", "30m", "1h", "2h", "3h", "90m"]);
    expect({ ...draft.emptyDraft }).toMatchObject({ lookback: "90m", limit: "50" });
    expect(limited.parseSearchParams({ limit: "51" })).toEqual({ limit: 50 });
    const now = 100 * 3_600_000;
    expect(limited.resolveSearch({ service: "a" }, now)).toMatchObject({
      query: { startUnixMicro: (now - 90 * 60_000) * 1000, limit: 50 },
    });
    const typed = { ...draft.emptyDraft, limit: "51" };
    expect(draft.submitDraft(typed, now, "utc", { searchesAllServices: true })).toEqual({
      problems: [{ field: "limit", code: "not-a-limit", max: 50 }],
    });
  });

  test("never allow more than the page does", async () => {
    vi.resetModules();
    const limited = await import("./search-params");
    limited.limitSearches({
      defaultLookback: undefined,
      longestLookback: undefined,
      maxLimit: 1_000_000,
    });
    expect(limited.maxLimit).toBe(10_000);
    expect(limited.defaultLimit).toBe(200);
    expect(limited.offeredLookbacks()).toEqual(limited.lookbacks);
  });
});
