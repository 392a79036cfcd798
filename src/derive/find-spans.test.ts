import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceCore } from "@/model/trace";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { findSpans, findWords } from "./find-spans";

const trace = traceFromDiagram(`
  api-gateway GET /cart     |==========|
    cart read items           |==|          id=00000000000000ab
    Price quote                  |====|     id=ab00000000000000
    cart <b>__proto__</b>             |=|   id=odd-id
`);

function find(core: TraceCore, text: string, budget = 1000): number[] {
  const steps = findSpans(core, text);
  while (!steps.step(budget));
  return [...steps.matches()];
}

describe("find", () => {
  it("splits at white space and keeps phrases", () => {
    expect(findWords(' one  "two three" fo"u r" "open end')).toEqual([
      "one",
      "two three",
      "fo",
      "u r",
      "open end",
    ]);
    expect(findWords('  "" " " ')).toEqual([]);
  });

  it("matches any word in service or span name, case aside", () => {
    expect(find(trace, "cart")).toEqual([0, 1, 3]);
    expect(find(trace, "PRICE")).toEqual([2]);
    expect(find(trace, "quote items")).toEqual([1, 2]);
    expect(find(trace, '"read items"')).toEqual([1]);
    expect(find(trace, "__proto__")).toEqual([3]);
    expect(find(trace, "nothing")).toEqual([]);
    expect(find(trace, " ")).toEqual([]);
  });

  it("matches a span id as a whole, in any form that it may be written in", () => {
    expect(find(trace, "ab00000000000000")).toEqual([2]);
    expect(find(trace, "AB00000000000000")).toEqual([2]);
    expect(find(trace, "00000000000000ab")).toEqual([1]);
    expect(find(trace, "ab0000000000000")).toEqual([]);
    expect(find(trace, "ODD-ID")).toEqual([3]);
  });

  it("finds the same in small steps", () => {
    const text = fc.constantFrom("cart", "e", "quote cart", "ab00000000000000");
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (words, budget) => {
        expect(find(trace, words, budget)).toEqual(find(trace, words));
      }),
    );
  });
});
