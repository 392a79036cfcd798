import { SpanKind, type SpanTable } from "@/model/span-table";

/** What the clocks of a trace's hosts tell of each other. */
export interface ClockSkew {
  /**
   * Rows of the spans on another host than their parent's that start before it starts, or end after
   * it ends although it waits for them. Ascending, by times as they came. Empty: no sign of skew.
   */
  readonly impossible: Uint32Array;
  /** Nanoseconds to add to the times of each span and its events; 0 for those that stay. */
  readonly deltaNs: Float64Array;
}

export interface SkewOptions {
  /**
   * Corrections beyond this are found but not made, and what follows is compared with the times as
   * they came: a host that is off by a year is broken in another way. No limit unless given.
   */
  readonly maxDeltaNs?: number;
  /** Called for every correction that is larger than the limit. */
  readonly onExceeded?: (span: number, deltaNs: number) => void;
}

/**
 * Finds how far the clocks of hosts are apart, and the corrections that put every span back into
 * its parent. `hostOfResource` has a number for the host of each resource; 0 is unknown.
 *
 * The rule is that of Jaeger's servers: a span on the host of its parent moves as its parent does.
 * One on another host, or where a host is unknown, is compared with the corrected parent: when it
 * is longer, it moves so far that it does not start before the parent; when it lies inside, it does
 * not move; else it is put into the middle of the parent, as if the way there had taken as long as
 * the way back.
 *
 * One pass, because parents are before their children. Times are not changed: adding `deltaNs`
 * corrects them, leaving it out undoes that.
 */
export function clockSkew(
  spans: SpanTable,
  hostOfResource: ArrayLike<number>,
  options: SkewOptions = {},
): ClockSkew {
  const { maxDeltaNs = Number.POSITIVE_INFINITY, onExceeded } = options;
  const n = spans.length;
  const deltaNs = new Float64Array(n);
  /** What was found for a span, made or not: spans below it on its host go by that. */
  const foundNs = new Float64Array(n);
  const impossible: number[] = [];
  for (let i = 0; i < n; i += 1) {
    const parent = spans.parent[i]!;
    if (parent < 0) continue;
    const host = hostOfResource[spans.resource[i]!]!;
    const parentHost = hostOfResource[spans.resource[parent]!]!;
    if (isElsewhere(spans, i, host, parentHost) && isImpossible(spans, i)) impossible.push(i);
    const found =
      host === parentHost && host !== 0
        ? foundNs[parent]!
        : skewOf(spans, i, spans.startNs[parent]! + deltaNs[parent]!);
    foundNs[i] = found;
    if (found === 0) continue;
    if (Math.abs(found) <= maxDeltaNs) deltaNs[i] = found;
    else onExceeded?.(i, found);
  }
  return { impossible: Uint32Array.from(impossible), deltaNs };
}

/** Unknown hosts count as different only where the resources are: one process has one clock. */
function isElsewhere(spans: SpanTable, span: number, host: number, parentHost: number): boolean {
  if (host !== 0 && parentHost !== 0) return host !== parentHost;
  return spans.resource[span] !== spans.resource[spans.parent[span]!];
}

function isImpossible(spans: SpanTable, span: number): boolean {
  const parent = spans.parent[span]!;
  if (spans.startNs[span]! < spans.startNs[parent]!) return true;
  const isAsync =
    spans.kind[span] === SpanKind.Consumer && spans.kind[parent] === SpanKind.Producer;
  if (isAsync) return false;
  const end = spans.startNs[span]! + spans.durationNs[span]!;
  return end > spans.startNs[parent]! + spans.durationNs[parent]!;
}

/** The correction of one span against a parent that starts at `parentStart`. */
function skewOf(spans: SpanTable, span: number, parentStart: number): number {
  const start = spans.startNs[span]!;
  const duration = spans.durationNs[span]!;
  const parentDuration = spans.durationNs[spans.parent[span]!]!;
  if (duration > parentDuration) return start < parentStart ? parentStart - start : 0;
  const isInside = start >= parentStart && start + duration <= parentStart + parentDuration;
  if (isInside) return 0;
  return parentStart - start + Math.floor((parentDuration - duration) / 2);
}
