import { upperBound } from "@/lib/bisect";
import type { BitSet } from "@/lib/bitset";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";

/**
 * The spans in sight, in order: all but those below a collapsed one. O(rows in sight), because the
 * subtree of a collapsed span is one jump.
 */
export function visibleRows(spans: SpanTable, collapsed: BitSet): Uint32Array {
  const rows = new Uint32Array(spans.length);
  let count = 0;
  for (let i = 0; i < spans.length;) {
    rows[count] = i;
    count += 1;
    i = collapsed.has(i) ? spans.subtreeEnd[i]! : i + 1;
  }
  return count === rows.length ? rows : rows.slice(0, count);
}

/**
 * The row of a span, or of the collapsed ancestor that hides it: the last row that is not after the
 * span. -1 only when there are no rows.
 */
export function rowOfSpan(rows: Uint32Array, span: SpanIndex): number {
  return upperBound(rows, span) - 1;
}

/** The span of a row. */
export function spanOfRow(rows: Uint32Array, row: number): SpanIndex | undefined {
  const span = rows[row];
  return span === undefined ? undefined : spanIndex(span);
}

/** True when a span has children. */
export function hasChildren(spans: SpanTable, span: SpanIndex): boolean {
  return spans.subtreeEnd[span]! > span + 1;
}
