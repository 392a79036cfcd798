import type { SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";

/** Where a span's duration is among those of the spans with its service and name. */
export interface SpanPosition {
  /** Spans with this service and name, this one among them. */
  readonly count: number;
  /** How many of them are shorter, and how many as long (this one among them). */
  readonly shorter: number;
  readonly equal: number;
  readonly shortestNs: number;
  readonly longestNs: number;
  /** Row of the longest; of several, the first. */
  readonly longest: number;
  /** Spans by duration, in bins of equal width of its logarithm from shortest to longest. */
  readonly bins: Uint32Array;
  /** The bin of this span. */
  readonly bin: number;
}

const binCount = 24;

/** Durations of 0 have no logarithm; they count as the shortest that can be told. */
const scale = (ns: number): number => Math.log(Math.max(1, ns));

/**
 * Looks for the position of a span, a part of the trace at a time: `step` looks at up to `budget`
 * spans and gives the position when it is known. Goes over the trace twice: for the counts, then
 * for the bins.
 */
export function spanPosition(core: TraceCore, index: SpanIndex) {
  const { spans, resourceService } = core;
  const name = spans.name[index]!;
  const service = resourceService[spans.resource[index]!]!;
  const own = spans.durationNs[index]!;
  const { length } = spans;
  let row = 0;
  let isSecond = false;
  let count = 0;
  let shorter = 0;
  let equal = 0;
  let shortestNs = own;
  let longestNs = own;
  let longest: number = index;
  const bins = new Uint32Array(binCount);

  const isAlike = (i: number): boolean =>
    spans.name[i] === name && resourceService[spans.resource[i]!] === service;
  const binOf = (ns: number): number => {
    const from = scale(shortestNs);
    const width = scale(longestNs) - from;
    if (width === 0) return 0;
    return Math.min(binCount - 1, Math.floor(((scale(ns) - from) / width) * binCount));
  };

  return {
    step(budget: number): SpanPosition | undefined {
      const end = Math.min(length, row + budget);
      for (; row < end; row += 1) {
        if (!isAlike(row)) continue;
        const ns = spans.durationNs[row]!;
        if (isSecond) {
          bins[binOf(ns)]! += 1;
          continue;
        }
        count += 1;
        if (ns < own) shorter += 1;
        else if (ns === own) equal += 1;
        if (ns < shortestNs) shortestNs = ns;
        if (ns > longestNs || (ns === longestNs && row < longest)) {
          longestNs = ns;
          longest = row;
        }
      }
      if (row < length) return undefined;
      if (!isSecond) {
        isSecond = true;
        row = 0;
        return undefined;
      }
      const bin = binOf(own);
      return { count, shorter, equal, shortestNs, longestNs, longest, bins, bin };
    },
  };
}

/**
 * The highest percentile, up to 100, that is this span's duration by the nearest rank, as percentiles
 * are meant everywhere here: the share of the spans that are not longer.
 */
export const percentileRank = ({ count, shorter, equal }: SpanPosition): number =>
  (100 * (shorter + equal)) / count;
