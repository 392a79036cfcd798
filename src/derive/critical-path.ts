import { growable } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import { SpanKind, type SpanTable } from "@/model/span-table";

/**
 * What a root waited for, as stretches of time that tile its interval: during each of them one span
 * was what kept it from ending. In order of time; none is empty. Of several roots: one after the
 * other, in the order of their rows.
 */
export interface CriticalPath {
  /** Row of the span of each section. A span may have several. */
  readonly span: Uint32Array;
  /** Nanoseconds relative to the trace's epoch, as all times of spans. */
  readonly startNs: Float64Array;
  readonly endNs: Float64Array;
}

/** What is known of the span that is being walked, one per level. */
interface Level {
  readonly span: Uint32Array;
  /** Its interval, clipped to that of its parent. */
  readonly startNs: Float64Array;
  readonly endNs: Float64Array;
  /** How far back it has been walked. */
  readonly untilNs: Float64Array;
  /** Its children, in `children[nextChild, lastChild)`, those that end last first. */
  readonly nextChild: Uint32Array;
  readonly lastChild: Uint32Array;
}

/**
 * The critical path of a root, which may be any span: then of its subtree.
 *
 * Walks back from the end of the root. What blocks a span at a moment is its child that ends last
 * at or before it; between the end of that child and the moment the span itself is on the path, and
 * the walk goes on where that child starts. Children that end together: the one that starts first,
 * then the first in input order. No child is walked twice. A Consumer child does not block its
 * Producer parent; a child outside of its parent is left out, one that overlaps it is clipped. What
 * is left out goes with its descendants. The rule is that of Jaeger UI, except that there the next
 * child has to end strictly before the last one began.
 *
 * O(n log n) in the spans of the subtree; does not recurse.
 */
export function criticalPath(spans: SpanTable, root: number): CriticalPath {
  return pathOf((add) => walk(spans, root, add));
}

/** The critical paths of every root of a trace, each as `criticalPath` has it. */
export function criticalPaths(spans: SpanTable): CriticalPath {
  const roots = growable.uint32();
  for (let row = 0; row < spans.length; row = spans.subtreeEnd[row]!) roots.push(row);
  return pathOf((add) => {
    for (let i = roots.length - 1; i >= 0; i -= 1) walk(spans, roots.at(i), add);
  });
}

type AddSection = (span: number, start: number, end: number) => void;

/** The path of sections that come in the opposite order. */
function pathOf(walkBack: (add: AddSection) => void): CriticalPath {
  const section = { span: growable.uint32(), start: growable.float64(), end: growable.float64() };
  walkBack((span, start, end) => {
    if (end <= start) return;
    section.span.push(span);
    section.start.push(start);
    section.end.push(end);
  });
  return {
    span: section.span.view().slice().reverse(),
    startNs: section.start.view().slice().reverse(),
    endNs: section.end.view().slice().reverse(),
  };
}

/** Walks back from the end of a root and adds its sections, the last one first. */
function walk(spans: SpanTable, root: number, add: AddSection): void {
  const level = levelsFor(spans, root);
  const children = new Uint32Array(spans.subtreeEnd[root]! - root);
  const enter = (depth: number, span: number, start: number, end: number): void => {
    const from = depth === 0 ? 0 : level.lastChild[depth - 1]!;
    level.span[depth] = span;
    level.startNs[depth] = start;
    level.endNs[depth] = end;
    level.untilNs[depth] = end;
    level.nextChild[depth] = from;
    level.lastChild[depth] = from + blockingChildren(spans, level, depth, children.subarray(from));
  };

  const rootStart = spans.startNs[root]!;
  enter(0, root, rootStart, rootStart + spans.durationNs[root]!);
  for (let depth = 0; depth >= 0;) {
    const span = level.span[depth]!;
    const start = level.startNs[depth]!;
    const until = level.untilNs[depth]!;
    const next = level.nextChild[depth]!;
    if (next === level.lastChild[depth]!) {
      add(span, start, until);
      depth -= 1;
      if (depth >= 0) level.untilNs[depth] = start;
      continue;
    }
    level.nextChild[depth] = next + 1;
    const child = children[next]!;
    const childEnd = Math.min(endOf(spans, child), level.endNs[depth]!);
    if (childEnd > until) continue;
    add(span, childEnd, until);
    depth += 1;
    enter(depth, child, Math.max(spans.startNs[child]!, start), childEnd);
  }
}

const endOf = (spans: SpanTable, span: number): number =>
  spans.startNs[span]! + spans.durationNs[span]!;

/** Room for every level of the subtree. */
function levelsFor(spans: SpanTable, root: number): Level {
  let deepest = spans.depth[root]!;
  for (let i = root; i < spans.subtreeEnd[root]!; i += 1) {
    if (spans.depth[i]! > deepest) deepest = spans.depth[i]!;
  }
  const count = deepest - spans.depth[root]! + 1;
  return {
    span: new Uint32Array(count),
    startNs: new Float64Array(count),
    endNs: new Float64Array(count),
    untilNs: new Float64Array(count),
    nextChild: new Uint32Array(count),
    lastChild: new Uint32Array(count),
  };
}

/** Below this many children, shifting them into their places beats counting digits. */
const shiftBelow = 32;

/**
 * Writes the children that can block the span of a level into `into`, those that end last first,
 * of these those that start first, then in row order; gives their number. Rows are in the order of
 * starts, but for those of corrected clocks.
 */
function blockingChildren(
  spans: SpanTable,
  level: Level,
  depth: number,
  into: Uint32Array,
): number {
  const span = level.span[depth]!;
  const start = level.startNs[depth]!;
  const end = level.endNs[depth]!;
  const isProducer = spans.kind[span] === SpanKind.Producer;
  const subtreeEnd = spans.subtreeEnd[span]!;
  let count = 0;
  let latestStart = Number.NEGATIVE_INFINITY;
  let isInOrder = true;
  for (let child = span + 1; child < subtreeEnd; child = spans.subtreeEnd[child]!) {
    const childStart = spans.startNs[child]!;
    if (childStart >= end || (childStart < start && endOf(spans, child) <= start)) continue;
    if (isProducer && spans.kind[child] === SpanKind.Consumer) continue;
    into[count] = child;
    count += 1;
    if (childStart < latestStart) isInOrder = false;
    else latestStart = childStart;
  }
  if (!isInOrder) sortStable(into, count, (child) => spans.startNs[child]!);
  sortStable(into, count, (child) => end - Math.min(endOf(spans, child), end));
  return count;
}

function sortStable(rows: Uint32Array, count: number, keyOf: (row: number) => number): void {
  if (count < shiftBelow) return sortFew(rows, count, keyOf);
  const found = rows.slice(0, count);
  const order = sortByKey(Float64Array.from(found, keyOf));
  for (let i = 0; i < count; i += 1) rows[i] = found[order[i]!]!;
}

/** Insertion sort, stable. */
function sortFew(rows: Uint32Array, count: number, keyOf: (row: number) => number): void {
  for (let i = 1; i < count; i += 1) {
    const row = rows[i]!;
    const key = keyOf(row);
    let place = i;
    for (; place > 0 && keyOf(rows[place - 1]!) > key; place -= 1) rows[place] = rows[place - 1]!;
    rows[place] = row;
  }
}
