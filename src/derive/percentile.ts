/**
 * The nearest-rank percentile of values in ascending order: the smallest one that at least the
 * fraction `p` of them do not exceed. Always one of the values; NaN for none. `p` 0 is the least.
 */
export function nearestRank(ascending: ArrayLike<number>, p: number): number {
  const { length } = ascending;
  // A product that should be whole may be a hair above, and the rank would be one too high.
  const rank = Math.ceil(p * length - 1e-6);
  return ascending[Math.min(length, Math.max(1, rank)) - 1] ?? Number.NaN;
}
