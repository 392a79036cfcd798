import { ns, type Nanoseconds } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { coveredTimes, type SpanTimes } from "./covered-times";

/**
 * Self time of every span, in nanoseconds: its duration less the union of its children's intervals,
 * clipped to the span; never below 0. One pass, because siblings come ordered by start: the union of
 * those seen so far always ends at one point per parent. Corrected clocks may leave siblings in
 * another order: their parents are looked at once more.
 */
export function selfTimes(spans: SpanTimes): Float64Array {
  const self = Float64Array.from(spans.durationNs.subarray(0, spans.length));
  const coveredUntil = Float64Array.from(spans.startNs.subarray(0, spans.length));
  const latestStart = new Float64Array(spans.length).fill(Number.NEGATIVE_INFINITY);
  const disordered = new Set<number>();
  for (let i = 0; i < spans.length; i += 1) {
    const parent = spans.parent[i]!;
    if (parent < 0) continue;
    if (spans.startNs[i]! < latestStart[parent]!) disordered.add(parent);
    latestStart[parent] = spans.startNs[i]!;
    const from = Math.max(spans.startNs[i]!, coveredUntil[parent]!);
    const to = Math.min(
      spans.startNs[i]! + spans.durationNs[i]!,
      spans.startNs[parent]! + spans.durationNs[parent]!,
    );
    if (to <= from) continue;
    self[parent]! -= to - from;
    coveredUntil[parent] = to;
  }
  for (const parent of disordered) self[parent] = selfTimeOf(spans, spanIndex(parent));
  return self;
}

/** Self time of one span; as `selfTimes`, at the cost of its children only. */
export function selfTimeOf(spans: SpanTimes, span: SpanIndex): Nanoseconds {
  const covered = coveredTimes(spans, span);
  let self = spans.durationNs[span]!;
  for (let i = 0; i < covered.length; i += 2) self -= covered[i + 1]! - covered[i]!;
  return ns(self);
}
