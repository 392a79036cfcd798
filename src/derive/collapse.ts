import { BitSet } from "@/lib/bitset";
import type { SpanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";

/** Every span that has children, collapsed. As all functions here, gives a new set. */
export function collapseAll(spans: SpanTable, collapsed: BitSet): BitSet {
  const next = collapsed.clone();
  for (let i = 0; i < spans.length; i += 1) if (spans.subtreeEnd[i]! > i + 1) next.add(i);
  return next;
}

export function expandAll(collapsed: BitSet): BitSet {
  const next = collapsed.clone();
  next.clear();
  return next;
}

/** Collapses an expanded span, expands a collapsed one; a span without children stays. */
export function toggleCollapsed(spans: SpanTable, collapsed: BitSet, span: SpanIndex): BitSet {
  const next = collapsed.clone();
  if (collapsed.has(span) || spans.subtreeEnd[span]! > span + 1) next.toggle(span);
  return next;
}

/** Collapses the deepest level that is open: what Jaeger UI calls "collapse one level". */
export function collapseLevel(spans: SpanTable, collapsed: BitSet): BitSet {
  let deepest = -1;
  forEachVisibleParent(spans, collapsed, (row) => {
    if (!collapsed.has(row)) deepest = Math.max(deepest, spans.depth[row]!);
  });
  const next = collapsed.clone();
  forEachVisibleParent(spans, collapsed, (row) => {
    if (spans.depth[row] === deepest) next.add(row);
  });
  return next;
}

/** Opens the topmost level that is collapsed. */
export function expandLevel(spans: SpanTable, collapsed: BitSet): BitSet {
  let topmost = Infinity;
  forEachVisibleParent(spans, collapsed, (row) => {
    if (collapsed.has(row)) topmost = Math.min(topmost, spans.depth[row]!);
  });
  const next = collapsed.clone();
  forEachVisibleParent(spans, collapsed, (row) => {
    if (spans.depth[row] === topmost) next.delete(row);
  });
  return next;
}

/** Collapses a span and its siblings: the level that it is on, below its parent. */
export function collapseSiblings(spans: SpanTable, collapsed: BitSet, span: SpanIndex): BitSet {
  const next = collapsed.clone();
  const parent = spans.parent[span]!;
  const first = parent < 0 ? 0 : parent + 1;
  const end = parent < 0 ? spans.length : spans.subtreeEnd[parent]!;
  for (let row = first; row < end; row = spans.subtreeEnd[row]!) {
    if (spans.subtreeEnd[row]! > row + 1) next.add(row);
  }
  return next;
}

/** Opens the levels above a depth and collapses the rest; with 1, roots alone are left. */
export function openToDepth(spans: SpanTable, depth: number): BitSet {
  const collapsed = new BitSet(spans.length);
  for (let row = 0; row < spans.length; row += 1) {
    if (spans.depth[row]! >= depth - 1 && spans.subtreeEnd[row]! > row + 1) collapsed.add(row);
  }
  return collapsed;
}

/** Opens every ancestor of a span, so that it has a row; the same set when it has one already. */
export function revealSpan(spans: SpanTable, collapsed: BitSet, span: SpanIndex): BitSet {
  let next: BitSet | undefined;
  for (let row = spans.parent[span]!; row >= 0; row = spans.parent[row]!) {
    if (!collapsed.has(row)) continue;
    next ??= collapsed.clone();
    next.delete(row);
  }
  return next ?? collapsed;
}

function forEachVisibleParent(
  spans: SpanTable,
  collapsed: BitSet,
  visit: (row: number) => void,
): void {
  for (let i = 0; i < spans.length;) {
    if (spans.subtreeEnd[i]! > i + 1) visit(i);
    i = collapsed.has(i) ? spans.subtreeEnd[i]! : i + 1;
  }
}
