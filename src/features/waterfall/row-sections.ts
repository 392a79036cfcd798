import { lowerBound } from "@/lib/bisect";
import { growable } from "@/lib/growable-column";
import { sortByKey } from "@/lib/sort-by-key";
import type { SpanTable } from "@/model/span-table";
import type { PathColumns, RowLayout } from "@/state/timeline-look";
import { memberCount, type RowFold } from "./folds";

/** What decides which sections of a critical path belong to which row. */
export interface PathRows {
  readonly spans: SpanTable;
  readonly path: PathColumns;
  readonly layout: RowLayout;
  /** True for a row that stands for its whole subtree. */
  readonly isCollapsed: (span: number) => boolean;
}

const nothing = new Float64Array(0);

/** True when a span may be left out while those around it have rows. */
const leavesOut = ({ shown, elided }: RowLayout): boolean =>
  shown !== undefined || elided !== undefined;

/**
 * When a critical path was with what a row stands for: the span itself, and whatever below it has no
 * row of its own, because the row is collapsed or a filter leaves it out. Start, end, start, end, …
 * in order. Undefined where that is the span alone: then these are its own sections.
 */
export function rowSections(of: PathRows, span: number): Float64Array | undefined {
  if (of.isCollapsed(span)) return wholeSubtree(of.path, span);
  return leavesOut(of.layout) ? remembered(of, span, () => sectionsBut(of, span, span)) : undefined;
}

/** The same for the row of a closed fold: its members, and what has no row below them. */
export function foldSections(of: PathRows, at: RowFold): Float64Array {
  const { folds, fold } = at;
  const head = folds.head[fold] ?? 0;
  if (folds.isChain[fold] !== 1) {
    return remembered(of, closedFold(head), () => sectionsOfMembers(of.path, at));
  }
  const last = head + memberCount(at) - 1;
  for (let member = head; member <= last; member += 1) {
    if (of.isCollapsed(member)) return wholeSubtree(of.path, head);
  }
  return remembered(of, closedFold(head), () => sectionsBut(of, head, last));
}

/** The sections of a subtree follow each other without a gap. */
function wholeSubtree(path: PathColumns, span: number): Float64Array {
  const at = lowerBound(path.onPath, span);
  return path.onPath[at] === span ? Float64Array.of(...stretch(path, at)) : nothing;
}

const stretch = (path: PathColumns, at: number): readonly [start: number, end: number] => [
  path.startNs[path.firstSection[at] ?? 0] ?? 0,
  path.endNs[path.lastSection[at] ?? 0] ?? 0,
];

/**
 * The sections of a span's subtree but those of the rows below `last`, which is the span itself or
 * the last of a chain that shares its row. Goes through the spans of the subtree that are on the
 * path, without what is below one that has a row, or is left out with all below it.
 */
function sectionsBut({ spans, path, layout }: PathRows, span: number, last: number): Float64Array {
  const { onPath, firstSection, lastSection } = path;
  const { shown, elided } = layout;
  const at = lowerBound(onPath, span);
  if (onPath[at] !== span) return nothing;
  const first = growable.float64();
  const end = growable.float64();
  const subtreeEnd = spans.subtreeEnd[last] ?? 0;
  for (let i = lowerBound(onPath, last + 1, at); i < onPath.length;) {
    const row = onPath[i] ?? 0;
    if (row >= subtreeEnd) break;
    const isIn = shown === undefined || shown.has(row);
    const hasRow = isIn && elided?.has(row) !== true;
    if (hasRow) {
      first.push(firstSection[i] ?? 0);
      end.push((lastSection[i] ?? 0) + 1);
    }
    i += 1;
    const below = spans.subtreeEnd[row] ?? 0;
    if ((hasRow || !isIn) && (onPath[i] ?? below) < below) i = lowerBound(onPath, below, i);
  }
  const times = growable.float64();
  let next = firstSection[at] ?? 0;
  const addUntil = (section: number): void => {
    if (section <= next) return;
    times.push(path.startNs[next] ?? 0);
    times.push(path.endNs[section - 1] ?? 0);
  };
  // Corrected clocks may leave siblings in another order than that of their times.
  for (const i of sortByKey(first.view())) {
    addUntil(first.at(i));
    next = end.at(i);
  }
  addUntil((lastSection[at] ?? 0) + 1);
  return times.take();
}

/** The sections of the subtrees of siblings. */
function sectionsOfMembers(path: PathColumns, { folds, fold }: RowFold): Float64Array {
  const from = folds.head[fold] ?? 0;
  const last = folds.members[(folds.memberOffset[fold + 1] ?? 1) - 1] ?? from;
  const starts = growable.float64();
  const ends = growable.float64();
  for (let at = lowerBound(path.onPath, from); (path.onPath[at] ?? Infinity) <= last; at += 1) {
    if (folds.ofSpan[path.onPath[at] ?? 0] !== fold) continue;
    const [start, end] = stretch(path, at);
    starts.push(start);
    ends.push(end);
  }
  const sections = new Float64Array(2 * starts.length);
  sortByKey(starts.view()).forEach((place, at) => {
    sections[2 * at] = starts.at(place);
    sections[2 * at + 1] = ends.at(place);
  });
  return sections;
}

/** What the row of a closed fold is remembered by: its first span may have a row of its own. */
const closedFold = (head: number): number => -1 - head;

const known = new WeakMap<PathColumns, WeakMap<RowLayout, Map<number, Float64Array>>>();

/** Asked for in every frame, computed once per path and layout. */
function remembered(of: PathRows, row: number, compute: () => Float64Array): Float64Array {
  const { path, layout } = of;
  let ofPath = known.get(path);
  if (!ofPath) known.set(path, (ofPath = new WeakMap()));
  let all = ofPath.get(layout);
  if (!all) ofPath.set(layout, (all = new Map()));
  let sections = all.get(row);
  if (!sections) all.set(row, (sections = compute()));
  return sections;
}
