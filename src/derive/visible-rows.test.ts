import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { hasChildren, rowOfSpan, spanOfRow, visibleRows } from "./visible-rows";

const { spans } = traceFromDiagram(`
  a one     |=========|
    b two   |===|
      c x   |=|
      c y     |=|
    d three     |===|
  e four      |==|
`);
const rowsWith = (...collapsed: number[]) => visibleRows(spans, BitSet.of(spans.length, collapsed));

/** As the definition says: a span is hidden when any ancestor is collapsed. */
const isHidden = (table: SpanTable, collapsed: BitSet, row: number): boolean => {
  for (let up = table.parent[row]!; up >= 0; up = table.parent[up]!) {
    if (collapsed.has(up)) return true;
  }
  return false;
};

describe("visible rows", () => {
  it("are all rows, but those below a collapsed one", () => {
    expect([...rowsWith()]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...rowsWith(1)]).toEqual([0, 1, 4, 5]);
    expect([...rowsWith(0)]).toEqual([0, 5]);
    expect([...rowsWith(0, 1, 5)]).toEqual([0, 5]);
  });

  it("agree with the definition on any forest", () => {
    fc.assert(
      fc.property(traces(), fc.array(fc.nat(39)), (trace, picks) => {
        const { length } = trace.spans;
        const collapsed = BitSet.of(
          length,
          picks.filter((row) => row < length),
        );
        const expected = Array.from({ length }, (_, row) => row).filter(
          (row) => !isHidden(trace.spans, collapsed, row),
        );
        const rows = visibleRows(trace.spans, collapsed);
        expect([...rows]).toEqual(expected);
        for (let row = 0; row < length; row += 1) {
          const at = rowOfSpan(rows, spanIndex(row));
          const shown = spanOfRow(rows, at) ?? -1;
          // The span's own row, or the topmost collapsed span that it is below.
          expect(shown).toBeLessThanOrEqual(row);
          expect(trace.spans.subtreeEnd[shown]!).toBeGreaterThan(row);
          if (!isHidden(trace.spans, collapsed, row)) expect(shown).toBe(row);
        }
      }),
    );
  });

  it("know who has children", () => {
    expect(hasChildren(spans, spanIndex(1))).toBe(true);
    expect(hasChildren(spans, spanIndex(2))).toBe(false);
    expect(rowOfSpan(new Uint32Array(0), spanIndex(0))).toBe(-1);
    expect(spanOfRow(rowsWith(), 6)).toBeUndefined();
  });
});
