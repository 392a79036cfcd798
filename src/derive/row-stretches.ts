import { lowerBound } from "@/lib/bisect";
import { sortByKey } from "@/lib/sort-by-key";
import { spanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";
import { coveredTimes } from "./covered-times";
import type { CriticalPath } from "./critical-path";
import type { PathIndex } from "./path-index";

/*
 * When the spans of one row were at work: stretches of time as start, end, start, end, … in
 * nanoseconds from the start of the trace, in order; none touches the next. `row` has the spans,
 * ascending. O(k log k) of k spans and their children.
 */

/** When at least one of them ran. */
export function busyTimes(spans: SpanTable, row: Uint32Array): Float64Array {
  const starts = Float64Array.from(row, (span) => spans.startNs[span]!);
  return union(
    starts,
    starts.map((start, at) => start + spans.durationNs[row[at]!]!),
  );
}

/** When at least one of them ran while none of its own children did: their self times. */
export function ownTimes(spans: SpanTable, row: Uint32Array): Float64Array {
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (start: number, end: number): void => {
    if (end <= start) return;
    starts.push(start);
    ends.push(end);
  };
  for (const span of row) {
    let from = spans.startNs[span]!;
    const end = from + spans.durationNs[span]!;
    if (spans.subtreeEnd[span]! > span + 1) {
      const covered = coveredTimes(spans, spanIndex(span));
      for (let at = 0; at < covered.length; at += 2) {
        add(from, covered[at]!);
        from = covered[at + 1]!;
      }
    }
    add(from, end);
  }
  return union(starts, ends);
}

/** When the critical path was with one of them. */
export function pathTimes(
  path: Pick<CriticalPath & PathIndex, "startNs" | "endNs" | "onPath" | "ownOffset" | "own">,
  row: Uint32Array,
): Float64Array {
  const { onPath, own, ownOffset } = path;
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (at: number): void => {
    for (let i = ownOffset[at]!; i < ownOffset[at + 1]!; i += 1) {
      starts.push(path.startNs[own[i]!]!);
      ends.push(path.endNs[own[i]!]!);
    }
  };
  // Both are ascending: of the two, the shorter one is gone through.
  const [list, others] = row.length < onPath.length ? [row, onPath] : [onPath, row];
  for (let at = 0, other = 0; at < list.length; at += 1) {
    other = lowerBound(others, list[at]!, other);
    if (others[other] === list[at]) add(list === onPath ? at : other);
  }
  return union(starts, ends);
}

function union(starts: ArrayLike<number>, ends: ArrayLike<number>): Float64Array {
  const times = new Float64Array(2 * starts.length);
  let length = 0;
  for (const at of sortByKey(starts)) {
    if (length > 0 && starts[at]! <= times[length - 1]!) {
      times[length - 1] = Math.max(times[length - 1]!, ends[at]!);
      continue;
    }
    times[length] = starts[at]!;
    times[length + 1] = ends[at]!;
    length += 2;
  }
  return times.slice(0, length);
}
