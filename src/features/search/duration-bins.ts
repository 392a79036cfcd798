import { nearestRank } from "@/derive/percentile";
import type { TraceSummary } from "@/model/trace-summary";
import { shownDuration, type DurationAxis } from "./scatter-scene";

/** Traces whose duration lies between two pixels of an axis. */
export interface DurationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly errors: number;
}

export interface DurationSummary {
  readonly n: number;
  /** Nanoseconds; NaN where there is no trace. Always durations of traces: nearest rank. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Counts durations in `bins` equal parts of an axis that runs from left to right. */
export function durationBins(
  summaries: readonly TraceSummary[],
  axis: DurationAxis,
  bins: number,
): readonly DurationBin[] {
  const [from, to] = [axis.px(axis.domain[0]), axis.px(axis.domain[1])];
  const width = (to - from) / bins;
  const counts = new Uint32Array(bins);
  const errors = new Uint32Array(bins);
  for (const summary of summaries) {
    const place = Math.floor((axis.px(shownDuration(summary)) - from) / width);
    const bin = Math.max(0, Math.min(bins - 1, place));
    counts[bin] = (counts[bin] ?? 0) + 1;
    if (summary.errorCount > 0) errors[bin] = (errors[bin] ?? 0) + 1;
  }
  return Array.from(counts, (count, i) => ({
    from: from + i * width,
    to: from + (i + 1) * width,
    count,
    errors: errors[i] ?? 0,
  }));
}

/** How long the traces took. */
export function summariseDurations(summaries: readonly TraceSummary[]): DurationSummary {
  const sorted = Float64Array.from(summaries, ({ durationNs }) => durationNs).sort();
  return {
    n: sorted.length,
    p50: nearestRank(sorted, 0.5),
    p95: nearestRank(sorted, 0.95),
    p99: nearestRank(sorted, 0.99),
  };
}
