import type { ComparedSide } from "./comparison";
import { nearestRank } from "./percentile";

/** How the durations of a row's spans of one trace spread. Nanoseconds. */
export interface Spread {
  readonly count: number;
  readonly minNs: number;
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly maxNs: number;
  /** Spans in each bin. */
  readonly bins: Uint32Array;
}

/** Both spreads over the same bins, of equal width on a logarithmic scale from low to high. */
export interface RowDistribution {
  readonly lowNs: number;
  readonly highNs: number;
  /** Undefined where the trace has no span in the row. */
  readonly a: Spread | undefined;
  readonly b: Spread | undefined;
}

/**
 * How the durations of the spans of a row spread in A and in B; `durations` are of all spans of A
 * and of B. Percentiles are exact, by nearest rank. O(k log k) of the k spans in the row.
 */
export function rowDistribution(
  sides: readonly [ComparedSide, ComparedSide],
  durations: readonly [ArrayLike<number>, ArrayLike<number>],
  row: number,
  binCount = 24,
): RowDistribution {
  const sorted = ([0, 1] as const).map((side) => {
    const { offset, spans } = sides[side];
    const own = spans.subarray(offset[row], offset[row + 1]);
    return Float64Array.from(own, (span) => durations[side][span]!).sort();
  });
  const all = sorted.filter(({ length }) => length > 0);
  const lowNs = all.reduce((least, list) => Math.min(least, list[0]!), Number.POSITIVE_INFINITY);
  const highNs = all.reduce((most, list) => Math.max(most, list.at(-1)!), 0);
  // What is less than a nanosecond counts in the first bin.
  const [low, high] = [Math.log(Math.max(1, lowNs)), Math.log(Math.max(1, highNs))];
  const binOf = (value: number): number => {
    if (high <= low) return 0;
    const share = (Math.log(Math.max(1, value)) - low) / (high - low);
    return Math.min(binCount - 1, Math.floor(share * binCount));
  };
  const spread = (list: Float64Array): Spread | undefined => {
    if (list.length === 0) return undefined;
    const bins = new Uint32Array(binCount);
    for (const value of list) bins[binOf(value)]! += 1;
    return {
      count: list.length,
      minNs: list[0]!,
      p50Ns: nearestRank(list, 0.5),
      p95Ns: nearestRank(list, 0.95),
      maxNs: list.at(-1)!,
      bins,
    };
  };
  return { lowNs, highNs, a: spread(sorted[0]!), b: spread(sorted[1]!) };
}
