/**
 * First position in `[from, to)` of an ascending column whose value is not less than `value`;
 * `to` when there is none. O(log n).
 */
export function lowerBound(
  column: ArrayLike<number>,
  value: number,
  from = 0,
  to = column.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * First position in `[from, to)` of an ascending column whose value is greater than `value`;
 * `to` when there is none. O(log n).
 */
export function upperBound(
  column: ArrayLike<number>,
  value: number,
  from = 0,
  to = column.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if ((column[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
