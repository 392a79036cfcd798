import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import {
  forgetRecent,
  forgetSaved,
  noteSearch,
  parseStoredSearches,
  saveSearch,
  searchesStore,
  storedParams,
  storedQuery,
} from "./saved-searches";

beforeEach(() => searchesStore.setState({ recent: [], saved: [] }));
const recent = () => searchesStore.getState().recent.map(({ query }) => query);

describe("recent searches", () => {
  it("are kept latest first, each once, a dozen of them", () => {
    for (let i = 0; i < 20; i += 1) noteSearch({ service: `s${i}`, lookback: "1h" });
    noteSearch({ service: "s15", lookback: "1h", start: 5, end: 9, sort: "-spans" });
    expect(recent()).toHaveLength(12);
    expect(recent()[0]).toBe("?service=s15&lookback=1h");
    expect(recent().filter((one) => one.includes("s15"))).toHaveLength(1);
    forgetRecent();
    expect(recent()).toEqual([]);
  });

  it("mean the time up to the moment of asking, unless a range was chosen", () => {
    expect(storedQuery({ lookback: "2d", start: 1, end: 2, filter: ["incomplete"] })).toBe(
      "?lookback=2d",
    );
    expect(storedQuery({ lookback: "custom", start: 1, end: 2 })).toBe(
      "?start=1&end=2&lookback=custom",
    );
    expect(storedParams("?service=a")).toEqual({ service: "a", lookback: "1h" });
    expect(storedParams("?start=1&end=2")).toEqual({ start: 1, end: 2 });
  });
});

describe("saved searches", () => {
  it("are kept by name until they are removed", () => {
    saveSearch(" slow ", { service: "a", minDuration: "1s", lookback: "1h" });
    saveSearch("other", { service: "b", lookback: "1h" });
    saveSearch("slow", { service: "c", lookback: "1h" });
    saveSearch("  ", { service: "d" });
    expect(searchesStore.getState().saved).toEqual([
      { name: "other", query: "?service=b&lookback=1h" },
      { name: "slow", query: "?service=c&lookback=1h" },
    ]);
    forgetSaved("other");
    expect(searchesStore.getState().saved).toHaveLength(1);
  });

  it("none goes for another, and it is said why one is not kept", () => {
    for (let i = 0; i < 100; i += 1) expect(saveSearch(`s${i}`, { service: "a" })).toBeUndefined();
    expect(saveSearch("one more", { service: "b" })).toBe("full");
    expect(saveSearch("s0", { service: "c" })).toBeUndefined();
    const names = searchesStore.getState().saved.map(({ name }) => name);
    expect(names).toHaveLength(100);
    expect(names).toContain("s1");
    expect(names).not.toContain("one more");
    forgetSaved("s0");
    expect(saveSearch("long", { tags: `{"a":"${"x".repeat(4000)}"}` })).toBe("too-long");
    expect(saveSearch("", { tags: "x".repeat(4000) })).toBeUndefined();
  });
});

it("whatever is stored, something can be made of it", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { recent: some, saved } = parseStoredSearches(text);
      expect(Array.isArray(some) && Array.isArray(saved)).toBe(true);
    }),
  );
  expect(parseStoredSearches('{"recent":[{"query":5},null],"saved":[{"name":""}]}')).toEqual({
    recent: [],
    saved: [],
  });
  const stored = '{"recent":[{"query":"?a=1"}],"saved":[{"name":"x","query":"?b=2"}]}';
  expect(JSON.stringify(parseStoredSearches(stored))).toBe(stored);
});
