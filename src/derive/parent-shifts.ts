import type { ComparisonRows } from "./comparison";

/**
 * By how much the spans of B in each row are moved, in nanoseconds, so that the row above begins in
 * B where it does in A: what is left between the bars of a row is then its own, and not that of what
 * came before. Rows below a row that one trace does not have are moved as that row is; topmost
 * rows are not moved.
 */
export function parentShifts({ length, parent, a, b }: ComparisonRows): Float64Array {
  const shifts = new Float64Array(length);
  for (let row = 0; row < length; row += 1) {
    const above = parent[row]!;
    if (above < 0) continue;
    const isInBoth = a.count[above]! > 0 && b.count[above]! > 0;
    shifts[row] = isInBoth ? a.startNs[above]! - b.startNs[above]! : shifts[above]!;
  }
  return shifts;
}

/** The latest end of any row, with B moved by `shifts`. Nanoseconds. */
export function latestEnd({ length, a, b }: ComparisonRows, shifts?: Float64Array): number {
  let latest = 0;
  // Rows without spans of a trace have an end there that is not a number, and never later.
  for (let row = 0; row < length; row += 1) {
    const inB = b.endNs[row]! + (shifts ? shifts[row]! : 0);
    if (a.endNs[row]! > latest) latest = a.endNs[row]!;
    if (inB > latest) latest = inB;
  }
  return latest;
}
