import { gatherFloat64, gatherUint32 } from "@/lib/gather";
import { sortByKey } from "@/lib/sort-by-key";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { alignSteps, type Alignment } from "./align-traces";
import type { ComparedSide, ComparisonRows, TraceComparison } from "./comparison";
import { comparisonOverview } from "./comparison-overview";
import { criticalPath } from "./critical-path";
import type { Pair } from "./diff-labels";
import { selfTimes } from "./self-time";

/** Aligns two traces and adds up what is in each row. Yields now and then. O(n log n). */
export function* compareSteps(a: TraceCore, b: TraceCore): Generator<void, TraceComparison> {
  const aligned = yield* alignSteps([a, b]);
  yield;
  const sides = [sumSide(a, aligned, 0), sumSide(b, aligned, 1)] as const;
  yield;
  const order = depthFirst(aligned, sides);
  const rows = inOrder(aligned, sides, order);
  yield;
  return { ...rows, overview: comparisonOverview(rows, [a, b]) };
}

/** Runs `compareSteps` to its end. */
export function compareTraces(a: TraceCore, b: TraceCore): TraceComparison {
  const steps = compareSteps(a, b);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

type Sums = Omit<ComparedSide, "offset" | "spans">;

function sumSide(trace: TraceCore, { length, offset, spans }: Alignment, side: 0 | 1): Sums {
  const { startNs, durationNs, flags } = trace.spans;
  const self = selfTimes(trace.spans);
  const path = pathTimes(trace);
  const sums: Sums = {
    count: new Uint32Array(length),
    totalNs: new Float64Array(length),
    selfNs: new Float64Array(length),
    pathNs: new Float64Array(length),
    errors: new Uint32Array(length),
    startNs: new Float64Array(length).fill(Number.NaN),
    endNs: new Float64Array(length).fill(Number.NaN),
  };
  for (let row = 0; row < length; row += 1) {
    const from = offset[side][row]!;
    const end = offset[side][row + 1]!;
    if (from === end) continue;
    let earliest = Number.POSITIVE_INFINITY;
    let latest = Number.NEGATIVE_INFINITY;
    for (let at = from; at < end; at += 1) {
      const span = spans[side][at]!;
      sums.totalNs[row]! += durationNs[span]!;
      sums.selfNs[row]! += self[span]!;
      sums.pathNs[row]! += path[span]!;
      if ((flags[span]! & SpanFlag.Error) !== 0) sums.errors[row]! += 1;
      earliest = Math.min(earliest, startNs[span]!);
      latest = Math.max(latest, startNs[span]! + durationNs[span]!);
    }
    sums.count[row] = end - from;
    sums.startNs[row] = earliest;
    sums.endNs[row] = latest;
  }
  return sums;
}

/** Time of every span on the critical path of the trace's root. */
function pathTimes({ spans, rootSpan }: TraceCore): Float64Array {
  const times = new Float64Array(spans.length);
  if (rootSpan < 0) return times;
  const path = criticalPath(spans, rootSpan);
  path.span.forEach((span, at) => {
    times[span]! += path.endNs[at]! - path.startNs[at]!;
  });
  return times;
}

/**
 * The rows depth-first, siblings by start, equal starts by label, equal labels by duration: the same
 * whichever is A.
 */
function depthFirst({ labels, length, parent, offset, spans }: Alignment, sums: Pair<Sums>) {
  const rank = new Float64Array(length);
  const start = new Float64Array(length);
  for (let row = 0; row < length; row += 1) {
    const ranks = ([0, 1] as const).map((side) => {
      const at = offset[side][row]!;
      if (at === offset[side][row + 1]!) return Number.POSITIVE_INFINITY;
      return labels.rank[labels.of[side][spans[side][at]!]!]!;
    });
    rank[row] = Math.min(...ranks);
    const [inA, inB] = [sums[0].startNs[row]!, sums[1].startNs[row]!];
    start[row] = Number.isNaN(inA) ? inB : Number.isNaN(inB) ? inA : Math.min(inA, inB);
  }
  const byLength = sortByKey(sums[0].totalNs.map((total, row) => total + sums[1].totalNs[row]!));
  const byRank = gatherUint32(byLength, sortByKey(gatherFloat64(rank, byLength)));
  const byStart = gatherUint32(byRank, sortByKey(gatherFloat64(start, byRank)));
  // Linked from the last to the first, so that each list is in order.
  const firstChild = new Int32Array(length + 1).fill(-1);
  const nextSibling = new Int32Array(length).fill(-1);
  for (let at = length - 1; at >= 0; at -= 1) {
    const row = byStart[at]!;
    const list = parent[row]! + 1;
    nextSibling[row] = firstChild[list]!;
    firstChild[list] = row;
  }
  const order = new Uint32Array(length);
  let row = firstChild[0]!;
  for (let at = 0; at < length; at += 1) {
    order[at] = row;
    const child = firstChild[row + 1]!;
    if (child >= 0) {
      row = child;
      continue;
    }
    while (row >= 0 && nextSibling[row]! < 0) row = parent[row]!;
    if (row >= 0) row = nextSibling[row]!;
  }
  return order;
}

function inOrder(aligned: Alignment, sums: Pair<Sums>, order: Uint32Array): ComparisonRows {
  const { labels, length, offset, spans } = aligned;
  const place = new Uint32Array(length);
  order.forEach((row, at) => {
    place[row] = at;
  });
  const parent = new Int32Array(length);
  const depth = new Uint32Array(length);
  const subtreeEnd = new Uint32Array(length);
  const renamed = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) {
    const row = order[at]!;
    const above = aligned.parent[row]!;
    parent[at] = above < 0 ? -1 : place[above]!;
    depth[at] = above < 0 ? 0 : depth[parent[at]!]! + 1;
    const [first, second] = [offset[0][row]!, offset[1][row]!];
    const inBoth = first < offset[0][row + 1]! && second < offset[1][row + 1]!;
    if (inBoth && labels.of[0][spans[0][first]!] !== labels.of[1][spans[1][second]!]) {
      renamed[at] = 1;
    }
  }
  for (let at = length - 1; at >= 0; at -= 1) {
    subtreeEnd[at] = Math.max(subtreeEnd[at]!, at + 1);
    const above = parent[at]!;
    if (above >= 0) subtreeEnd[above] = Math.max(subtreeEnd[above]!, subtreeEnd[at]!);
  }
  const side = (of: 0 | 1): ComparedSide => {
    const from = sums[of];
    const runs = new Uint32Array(length + 1);
    const members = new Uint32Array(spans[of].length);
    for (let at = 0; at < length; at += 1) {
      const row = order[at]!;
      const run = spans[of].subarray(offset[of][row]!, offset[of][row + 1]!);
      members.set(run, runs[at]!);
      runs[at + 1] = runs[at]! + run.length;
      if (run.length > 1) members.subarray(runs[at]!, runs[at + 1]!).sort();
    }
    return {
      count: gatherUint32(from.count, order),
      totalNs: gatherFloat64(from.totalNs, order),
      selfNs: gatherFloat64(from.selfNs, order),
      pathNs: gatherFloat64(from.pathNs, order),
      errors: gatherUint32(from.errors, order),
      startNs: gatherFloat64(from.startNs, order),
      endNs: gatherFloat64(from.endNs, order),
      offset: runs,
      spans: members,
    };
  };
  return { length, parent, depth, subtreeEnd, renamed, a: side(0), b: side(1) };
}
