import type { Trace } from "@/model/trace";

/**
 * A trace with its spans and their events moved by so many nanoseconds each, as `clockSkew` found
 * them. Relative time 0 is again the earliest start, so the epoch moves with it. Rows stay as they
 * are: siblings may then be in another order than that of their starts. The trace that was given is
 * not changed. O(spans + events).
 */
export function correctTimes(trace: Trace, deltaNs: Float64Array): Trace {
  const { spans } = trace;
  const startNs = new Float64Array(spans.length);
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < spans.length; row += 1) {
    const start = spans.startNs[row]! + deltaNs[row]!;
    startNs[row] = start;
    if (start < earliest) earliest = start;
    if (start + spans.durationNs[row]! > latest) latest = start + spans.durationNs[row]!;
  }
  if (spans.length === 0) return trace;
  const timeNs = trace.eventTimeNs.slice();
  for (let row = 0; row < spans.length; row += 1) {
    startNs[row]! -= earliest;
    const end = spans.eventOffset[row + 1]!;
    for (let event = spans.eventOffset[row]!; event < end; event += 1) {
      timeNs[event]! += deltaNs[row]! - earliest;
    }
  }
  const epochUnixNano = trace.epochUnixNano + BigInt(earliest);
  const durationNs = latest - earliest;
  return {
    ...trace,
    epochUnixNano,
    durationNs,
    spans: { ...spans, startNs },
    eventTimeNs: timeNs,
    events: { ...trace.events, timeNs },
    summary: { ...trace.summary, startUnixNano: epochUnixNano, durationNs },
  };
}
