import { sortByKey } from "@/lib/sort-by-key";
import { nearestRank } from "./percentile";
import { selfTimes } from "./self-time";
import { SpanFlag, type SpanTable } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { spanGroups, type GroupKey } from "./span-groups";

/** Figures of the spans of a group. Times are nanoseconds; percentiles are exact, nearest rank. */
export interface GroupFigures {
  /** How many spans there are, which is also the n of the percentiles. */
  readonly count: number;
  readonly errors: number;
  readonly totalNs: number;
  readonly minNs: number;
  readonly maxNs: number;
  readonly p50Ns: number;
  readonly p95Ns: number;
  readonly p99Ns: number;
  readonly selfTotalNs: number;
  readonly selfMinNs: number;
  readonly selfMaxNs: number;
}

/** The spans that have one value of a key, or one value of each of two keys. */
export interface StatisticsGroup extends GroupFigures {
  /** The value of the first key, then of the second; undefined for spans without an attribute. */
  readonly path: readonly (string | undefined)[];
}

export interface TraceStatistics {
  /** By the first key, largest total first. */
  readonly groups: readonly StatisticsGroup[];
  /** By both keys, where two were given, in the same order. */
  readonly details: readonly StatisticsGroup[];
  /** How many of each there are; fewer are listed when there are more than `listedGroups`. */
  readonly groupCount: number;
  readonly detailCount: number;
}

/** Nobody reads more rows than this, and each is an object. */
export const listedGroups = 10_000;

/** Figures of a trace by service, span name or an attribute, or by two of these. O(n log n). */
export function traceStatistics(
  trace: Trace,
  keys: readonly [GroupKey, GroupKey?],
): TraceStatistics {
  const [first, second] = keys;
  const sorted = { order: sortByKey(trace.spans.durationNs), self: selfTimes(trace.spans) };
  const outer = spanGroups(trace, first);
  const groups = listedFigures(trace, outer.ofSpan, outer.labels.length, sorted).map(
    ({ group, ...figures }) => ({ ...figures, path: [outer.labels[group]] }),
  );
  const groupCount = outer.labels.length;
  if (second === undefined) return { groups, groupCount, details: [], detailCount: 0 };

  const inner = spanGroups(trace, second);
  const pairs = pairGroups(outer.ofSpan, inner.ofSpan, inner.labels.length);
  const details = listedFigures(trace, pairs.ofSpan, pairs.keys.length, sorted).map(
    ({ group, ...figures }) => {
      const key = pairs.keys[group] ?? 0;
      const at = Math.floor(key / inner.labels.length);
      return { ...figures, path: [outer.labels[at], inner.labels[key % inner.labels.length]] };
    },
  );
  return { groups, groupCount, details, detailCount: pairs.keys.length };
}

/** Numbers the pairs of groups that spans have; `keys` are outer × inner count + inner. */
function pairGroups(
  outer: Uint32Array,
  inner: Uint32Array,
  innerCount: number,
): { readonly ofSpan: Uint32Array; readonly keys: readonly number[] } {
  const ofSpan = new Uint32Array(outer.length);
  const numbers = new Map<number, number>();
  for (let i = 0; i < outer.length; i += 1) {
    const key = outer[i]! * innerCount + inner[i]!;
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    ofSpan[i] = number;
  }
  return { ofSpan, keys: [...numbers.keys()] };
}

interface Sorted {
  /** Rows by duration. */
  readonly order: Uint32Array;
  readonly self: Float64Array;
}

/**
 * The figures of the groups with the largest totals, largest first. One pass over the spans by
 * duration leaves every group's spans beside each other, in order of duration.
 */
function listedFigures(
  { spans }: Trace,
  groupOfSpan: Uint32Array,
  groupCount: number,
  { order, self }: Sorted,
): (GroupFigures & { readonly group: number })[] {
  const begin = new Uint32Array(groupCount + 1);
  const total = new Float64Array(groupCount);
  for (let span = 0; span < groupOfSpan.length; span += 1) {
    begin[groupOfSpan[span]! + 1]! += 1;
    total[groupOfSpan[span]!]! += spans.durationNs[span]!;
  }
  for (let group = 0; group < groupCount; group += 1) begin[group + 1]! += begin[group]!;
  const next = begin.slice();
  const rows = new Uint32Array(groupOfSpan.length);
  for (const span of order) {
    const group = groupOfSpan[span]!;
    rows[next[group]!] = span;
    next[group]! += 1;
  }
  const largest = total.reduce((most, one) => Math.max(most, one), 0);
  const listed = sortByKey(total.map((one) => largest - one)).subarray(0, listedGroups);
  return Array.from(listed, (group) => {
    const own = rows.subarray(begin[group]!, begin[group + 1]!);
    return { group, ...figuresOf(spans, own, self) };
  });
}

/** The figures of some spans, given by duration. */
function figuresOf(spans: SpanTable, rows: Uint32Array, self: Float64Array): GroupFigures {
  let [errors, totalNs, selfTotalNs, selfMaxNs] = [0, 0, 0, 0];
  let selfMinNs = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if ((spans.flags[row]! & SpanFlag.Error) !== 0) errors += 1;
    totalNs += spans.durationNs[row]!;
    selfTotalNs += self[row]!;
    if (self[row]! < selfMinNs) selfMinNs = self[row]!;
    if (self[row]! > selfMaxNs) selfMaxNs = self[row]!;
  }
  const durationAt = (p: number): number => spans.durationNs[nearestRank(rows, p)]!;
  return {
    count: rows.length,
    errors,
    totalNs,
    minNs: durationAt(0),
    maxNs: durationAt(1),
    p50Ns: durationAt(0.5),
    p95Ns: durationAt(0.95),
    p99Ns: durationAt(0.99),
    selfTotalNs,
    selfMinNs,
    selfMaxNs,
  };
}
