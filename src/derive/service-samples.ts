import { lowerBound } from "@/lib/bisect";
import { growable } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import type { LatencyFigures, LatencyHistogram } from "@/model/service-graph";
import { nearestRank } from "./percentile";

/** Values of groups, taken in one by one in any order: 12 bytes each. */
export class GroupedSamples {
  readonly #group = growable.uint32();
  readonly #value = growable.float64();

  push(group: number, value: number): void {
    this.#group.push(group);
    this.#value.push(value);
  }

  /** The values of each group in ascending order. One sort of all, then one pass. */
  sorted(groupCount: number): (group: number) => Float64Array {
    const groups = this.#group.view();
    const values = this.#value.view();
    const begin = new Uint32Array(groupCount + 1);
    for (const group of groups) begin[group + 1]! += 1;
    for (let group = 0; group < groupCount; group += 1) begin[group + 1]! += begin[group]!;
    const next = begin.slice();
    const ascending = new Float64Array(values.length);
    for (const row of sortByKey(values)) {
      const group = groups[row]!;
      ascending[next[group]!] = values[row]!;
      next[group]! += 1;
    }
    return (group) => ascending.subarray(begin[group]!, begin[group + 1]!);
  }
}

/** The figures of values in ascending order; undefined for none. */
export function latencyFigures(ascending: Float64Array): LatencyFigures | undefined {
  if (ascending.length === 0) return undefined;
  return {
    count: ascending.length,
    p50Ns: nearestRank(ascending, 0.5),
    p95Ns: nearestRank(ascending, 0.95),
    maxNs: ascending[ascending.length - 1]!,
  };
}

/** Bins of a histogram: enough to see two humps, few enough to be read. */
export const histogramBins = 16;

/** The histogram of durations in ascending order; undefined for none. O(bins log n). */
export function latencyHistogram(ascending: Float64Array): LatencyHistogram | undefined {
  if (ascending.length === 0) return undefined;
  const lowNs = Math.max(1, ascending[0]!);
  const highNs = Math.max(lowNs, ascending[ascending.length - 1]!);
  if (highNs === lowNs) return { lowNs, highNs, counts: [ascending.length] };
  const step = Math.log(highNs / lowNs) / histogramBins;
  const counts: number[] = [];
  let before = 0;
  for (let bin = 1; bin <= histogramBins; bin += 1) {
    const edge = lowNs * Math.exp(step * bin);
    const upTo = bin === histogramBins ? ascending.length : lowerBound(ascending, edge);
    counts.push(upTo - before);
    before = upTo;
  }
  return { lowNs, highNs, counts };
}
