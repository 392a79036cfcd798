import type { ComparisonRows } from "./comparison";
import { countUp } from "@/lib/gather";
import { sortByKey } from "@/lib/sort-by-key";
import type { BitSet } from "@/lib/bitset";

/** How siblings are ordered: by their start, or by how much their durations differ. */
export type RowOrder = "time" | "difference";

/** By how much the durations of B's spans in a row are longer than A's, in nanoseconds. */
export function totalDelta({ a, b }: ComparisonRows, row: number): number {
  return b.totalNs[row]! - a.totalNs[row]!;
}

/** True where the spans of a row differ in number, in what they are called, or in errors. */
export function isChanged({ a, b, renamed }: ComparisonRows, row: number): boolean {
  return a.count[row] !== b.count[row] || renamed[row] === 1 || a.errors[row] !== b.errors[row];
}

/** True where anything at all differs in a row. */
export function isDifferent(comparison: ComparisonRows, row: number): boolean {
  const { a, b } = comparison;
  return (
    isChanged(comparison, row) ||
    a.totalNs[row] !== b.totalNs[row] ||
    a.selfNs[row] !== b.selfNs[row]
  );
}

/**
 * The rows with a difference: in spans, names or errors, or in time of at least `leastNs` (more
 * than nothing). One byte per row: 1 for such a row, 2 for one that only has such a row below it.
 */
export function markDifferent(comparison: ComparisonRows, leastNs: number): Uint8Array {
  const { length, parent } = comparison;
  const marks = new Uint8Array(length);
  for (let row = length - 1; row >= 0; row -= 1) {
    const delta = Math.abs(totalDelta(comparison, row));
    if (isChanged(comparison, row) || (delta > 0 && delta >= leastNs)) marks[row] = 1;
    const above = parent[row]!;
    if (marks[row] !== 0 && above >= 0 && marks[above] === 0) marks[above] = 2;
  }
  return marks;
}

/** All rows, parents before children, siblings in the order asked for. */
export function orderRows(comparison: ComparisonRows, order: RowOrder): Uint32Array {
  const { length, parent } = comparison;
  if (order === "time") return countUp(length);
  // Ascending, and not below 0, which is what is sorted fastest.
  const keys = new Float64Array(length);
  let largest = 0;
  for (let row = 0; row < length; row += 1) {
    const delta = Math.abs(totalDelta(comparison, row));
    keys[row] = delta;
    if (delta > largest) largest = delta;
  }
  for (let row = 0; row < length; row += 1) keys[row] = largest - keys[row]!;
  const sorted = sortByKey(keys);
  const firstChild = new Int32Array(length + 1).fill(-1);
  const nextSibling = new Int32Array(length).fill(-1);
  for (let at = length - 1; at >= 0; at -= 1) {
    const row = sorted[at]!;
    const list = parent[row]! + 1;
    nextSibling[row] = firstChild[list]!;
    firstChild[list] = row;
  }
  const rows = new Uint32Array(length);
  let row = firstChild[0]!;
  for (let at = 0; at < length; at += 1) {
    rows[at] = row;
    if (firstChild[row + 1]! >= 0) {
      row = firstChild[row + 1]!;
      continue;
    }
    while (row >= 0 && nextSibling[row]! < 0) row = parent[row]!;
    if (row >= 0) row = nextSibling[row]!;
  }
  return rows;
}

/** The rows in sight: without those below a collapsed one, and only marked ones where `marks` are. */
export function rowsInSight(
  comparison: ComparisonRows,
  ordered: Uint32Array,
  collapsed: BitSet,
  marks: Uint8Array | undefined,
): Uint32Array {
  const { subtreeEnd } = comparison;
  if (marks === undefined && collapsed.next(0) < 0) return ordered;
  const rows = new Uint32Array(ordered.length);
  let count = 0;
  // A subtree is as long in any order of siblings.
  for (let at = 0; at < ordered.length;) {
    const row = ordered[at]!;
    const isHidden = marks !== undefined && marks[row] === 0;
    if (!isHidden) {
      rows[count] = row;
      count += 1;
    }
    at += isHidden || collapsed.has(row) ? subtreeEnd[row]! - row : 1;
  }
  return rows.slice(0, count);
}

/** Opens every row above a row; the same set when all are open. */
export function reveal({ parent }: ComparisonRows, collapsed: BitSet, row: number): BitSet {
  let next: BitSet | undefined;
  for (let above = parent[row]!; above >= 0; above = parent[above]!) {
    if (!collapsed.has(above)) continue;
    next ??= collapsed.clone();
    next.delete(above);
  }
  return next ?? collapsed;
}
