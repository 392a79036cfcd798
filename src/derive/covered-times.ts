import { growable } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import type { SpanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";

/** Who is whose child, and when. */
export type SpanTimes = Pick<
  SpanTable,
  "length" | "parent" | "subtreeEnd" | "startNs" | "durationNs"
>;

/**
 * When a span had a child at work: the union of its children's intervals, clipped to the span, as
 * start, end, start, end, … in nanoseconds, in order of time; none is empty and none touches the
 * next. What is left of the span is its self time. O(children) where they are in order of start.
 */
export function coveredTimes(spans: SpanTimes, span: SpanIndex): Float64Array {
  const children: number[] = [];
  let inOrder = true;
  let latestStart = Number.NEGATIVE_INFINITY;
  for (let child = span + 1; child < spans.subtreeEnd[span]!; child = spans.subtreeEnd[child]!) {
    children.push(child);
    if (spans.startNs[child]! < latestStart) inOrder = false;
    latestStart = spans.startNs[child]!;
  }
  // Corrected clocks may leave siblings in another order than that of their starts.
  const order = inOrder ? undefined : sortByKey(children.map((child) => spans.startNs[child]!));
  const from = spans.startNs[span]!;
  const to = from + spans.durationNs[span]!;
  const times = growable.float64();
  let start = 0;
  let end = Number.NEGATIVE_INFINITY;
  const finish = (): void => {
    if (end === Number.NEGATIVE_INFINITY) return;
    times.push(start);
    times.push(end);
  };
  for (let i = 0; i < children.length; i += 1) {
    const child = children[order ? order[i]! : i]!;
    const childStart = Math.max(from, spans.startNs[child]!);
    const childEnd = Math.min(to, spans.startNs[child]! + spans.durationNs[child]!);
    if (childEnd <= childStart) continue;
    if (childStart <= end) {
      end = Math.max(end, childEnd);
      continue;
    }
    finish();
    start = childStart;
    end = childEnd;
  }
  finish();
  return times.view().slice();
}
