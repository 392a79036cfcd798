import { upperBound } from "@/lib/bisect";
import type { BitSet } from "@/lib/bitset";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";

/** Which part of a trace has rows. */
export interface RowChoice {
  /** Spans with a row; with a span, its ancestors are in it too. */
  readonly shown?: BitSet | undefined;
  /** The span whose subtree is shown alone. */
  readonly focus?: SpanIndex | undefined;
}

/**
 * The spans in sight, in order: all but those below a collapsed one and those that are not chosen.
 * O(rows in sight), because the subtree of a collapsed span, or of one that is not shown, is one
 * jump.
 */
export function visibleRows(
  spans: SpanTable,
  collapsed: BitSet,
  { shown, focus }: RowChoice = {},
): Uint32Array {
  const first = focus ?? 0;
  const end = focus === undefined ? spans.length : spans.subtreeEnd[focus]!;
  const rows = new Uint32Array(end - first);
  let count = 0;
  for (let i: number = first; i < end;) {
    if (shown !== undefined && !shown.has(i)) {
      i = spans.subtreeEnd[i]!;
      continue;
    }
    rows[count] = i;
    count += 1;
    i = collapsed.has(i) ? spans.subtreeEnd[i]! : i + 1;
  }
  return count === rows.length ? rows : rows.slice(0, count);
}

/**
 * The row of a span, or of the collapsed ancestor that hides it: the last row that is not after the
 * span; the first row for a span before all of them. -1 only when there are no rows.
 */
export function rowOfSpan(rows: Uint32Array, span: SpanIndex): number {
  return rows.length === 0 ? -1 : Math.max(0, upperBound(rows, span) - 1);
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
