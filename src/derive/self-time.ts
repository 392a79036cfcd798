import { ns, type Nanoseconds } from "@/lib/units";
import type { SpanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";

/**
 * Self time of every span, in nanoseconds: its duration less the union of its children's intervals,
 * clipped to the span; never below 0. One pass, because siblings come ordered by start: the union of
 * those seen so far always ends at one point per parent.
 */
export function selfTimes(spans: SpanTable): Float64Array {
  const self = Float64Array.from(spans.durationNs.subarray(0, spans.length));
  const coveredUntil = Float64Array.from(spans.startNs.subarray(0, spans.length));
  for (let i = 0; i < spans.length; i += 1) {
    const parent = spans.parent[i]!;
    if (parent < 0) continue;
    const from = Math.max(spans.startNs[i]!, coveredUntil[parent]!);
    const to = Math.min(
      spans.startNs[i]! + spans.durationNs[i]!,
      spans.startNs[parent]! + spans.durationNs[parent]!,
    );
    if (to <= from) continue;
    self[parent]! -= to - from;
    coveredUntil[parent] = to;
  }
  return self;
}

/** Self time of one span; as `selfTimes`, at the cost of its children only. */
export function selfTimeOf(spans: SpanTable, span: SpanIndex): Nanoseconds {
  const start = spans.startNs[span]!;
  const end = start + spans.durationNs[span]!;
  let self = spans.durationNs[span]!;
  let coveredUntil = start;
  for (let child = span + 1; child < spans.subtreeEnd[span]!; child = spans.subtreeEnd[child]!) {
    const from = Math.max(spans.startNs[child]!, coveredUntil);
    const to = Math.min(spans.startNs[child]! + spans.durationNs[child]!, end);
    if (to <= from) continue;
    self -= to - from;
    coveredUntil = to;
  }
  return ns(self);
}
