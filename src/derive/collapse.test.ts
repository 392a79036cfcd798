import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import {
  collapseAll,
  collapseLevel,
  expandAll,
  expandLevel,
  collapseSiblings,
  openToDepth,
  revealSpan,
  toggleCollapsed,
} from "./collapse";
import { visibleRows } from "./visible-rows";

const { spans } = traceFromDiagram(`
  a one     |=========|
    b two   |===|
      c x   |=|
        c z |=|
    d three     |===|
  e four      |==|
    e five    |==|
`);
const none = new BitSet(spans.length);

describe("collapsing", () => {
  it("collapses what has children, and expands it all again", () => {
    const all = collapseAll(spans, none);
    expect([...all]).toEqual([0, 1, 2, 5]);
    expect([...expandAll(all)]).toEqual([]);
    expect([...none]).toEqual([]);
  });

  it("goes level by level, deepest first, and back from the top", () => {
    const first = collapseLevel(spans, none);
    expect([...first]).toEqual([2]);
    const second = collapseLevel(spans, first);
    expect([...second]).toEqual([1, 2]);
    const third = collapseLevel(spans, second);
    expect([...third]).toEqual([0, 1, 2, 5]);
    expect([...collapseLevel(spans, third)]).toEqual([0, 1, 2, 5]);
    expect([...expandLevel(spans, third)]).toEqual([1, 2]);
    expect([...expandLevel(spans, expandLevel(spans, third))]).toEqual([2]);
  });

  it("opens to a level", () => {
    expect([...openToDepth(spans, 1)]).toEqual([0, 1, 2, 5]);
    expect([...openToDepth(spans, 2)]).toEqual([1, 2]);
    expect([...visibleRows(spans, openToDepth(spans, 2))]).toEqual([0, 1, 4, 5, 6]);
    expect([...openToDepth(spans, 9)]).toEqual([]);
  });

  it("collapses a span with its siblings", () => {
    expect([...collapseSiblings(spans, none, spanIndex(4))]).toEqual([1]);
    expect([...collapseSiblings(spans, none, spanIndex(5))]).toEqual([0, 5]);
    expect([...collapseSiblings(spans, none, spanIndex(3))]).toEqual([]);
  });

  it("toggles parents and leaves leaves alone", () => {
    expect([...toggleCollapsed(spans, none, spanIndex(1))]).toEqual([1]);
    expect([...toggleCollapsed(spans, BitSet.of(7, [1]), spanIndex(1))]).toEqual([]);
    expect([...toggleCollapsed(spans, none, spanIndex(3))]).toEqual([]);
  });

  it("ends after as many steps as there are levels, with the roots in sight", () => {
    fc.assert(
      fc.property(traces(), (trace) => {
        let collapsed = new BitSet(trace.spans.length);
        for (let level = 0; level <= trace.maxDepth; level += 1) {
          collapsed = collapseLevel(trace.spans, collapsed);
        }
        const rows = visibleRows(trace.spans, collapsed);
        expect([...rows].every((row) => trace.spans.depth[row] === 0)).toBe(true);
        for (let level = 0; level <= trace.maxDepth; level += 1) {
          collapsed = expandLevel(trace.spans, collapsed);
        }
        expect(visibleRows(trace.spans, collapsed)).toHaveLength(trace.spans.length);
      }),
    );
  });

  it("reveals a span with the least change", () => {
    const all = collapseAll(spans, none);
    expect([...revealSpan(spans, all, spanIndex(3))]).toEqual([5]);
    expect([...revealSpan(spans, all, spanIndex(2))]).toEqual([2, 5]);
    expect(revealSpan(spans, all, spanIndex(0))).toBe(all);
  });
});
