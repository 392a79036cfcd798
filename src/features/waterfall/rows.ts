import type { BitSet } from "@/lib/bitset";
import { lowerBound } from "@/lib/bisect";
import { errorPrefix } from "@/derive/error-prefix";
import { rowOfSpan, standIn, visibleTree, type VisibleTree } from "@/derive/visible-rows";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import type { RowLayout } from "@/state/timeline-look";

/** What of a view decides which rows there are. */
export interface RowState {
  readonly collapsed: BitSet;
  readonly opened: BitSet;
  readonly layout: RowLayout;
}

interface Known extends Pick<RowState, "opened" | "layout"> {
  readonly core: TraceCore;
  readonly tree: VisibleTree;
}

const known = new WeakMap<BitSet, Known>();

/**
 * The rows of a trace for a view. Sets and layouts are never changed in place, so rows are computed
 * once per view, whoever asks first: a key, a painter or a component.
 */
export function treeFor(core: TraceCore, { collapsed, opened, layout }: RowState): VisibleTree {
  const before = known.get(collapsed);
  if (before?.core === core && before.layout === layout && before.opened === opened) {
    return before.tree;
  }
  const tree = visibleTree(core.spans, collapsed, { ...layout, opened });
  known.set(collapsed, { core, opened, layout, tree });
  return tree;
}

export const rowsFor = (core: TraceCore, state: RowState): Uint32Array => treeFor(core, state).rows;

/** True when two views have the same rows. */
export const sameRows = (a: RowState, b: RowState): boolean =>
  a.collapsed === b.collapsed && a.opened === b.opened && a.layout === b.layout;

/** The row that shows a span, or stands for it: of a fold, of a collapsed span above it. */
export function rowFor(core: TraceCore, state: RowState, span: SpanIndex): number {
  const standing = standIn(core.spans, span, { ...state.layout, opened: state.opened });
  return rowOfSpan(rowsFor(core, state), standing);
}

/** True when a span has a row, or gets one as soon as what it is in is opened: nothing filters it out. */
export function isToBeShown({ spans }: TraceCore, layout: RowLayout, row: number): boolean {
  const { shown, elided, focus } = layout;
  if (shown?.has(row) === false || elided?.has(row) === true) return false;
  return focus === undefined || (row >= focus && row < (spans.subtreeEnd[focus] ?? 0));
}

/** The nearest span above that has a row, or is among those that a row stands for. */
export function parentInSight(
  core: TraceCore,
  rows: Uint32Array,
  span: SpanIndex,
): SpanIndex | undefined {
  for (let above = core.spans.parent[span] ?? -1; above >= 0;) {
    if (rows[lowerBound(rows, above)] === above) return spanIndex(above);
    above = core.spans.parent[above] ?? -1;
  }
  return undefined;
}

/** How many spans between a row and the row that it is below have been left out. */
export function spansBetween({ spans }: TraceCore, layout: RowLayout, span: SpanIndex): number {
  const { elided, focus } = layout;
  let count = 0;
  if (!elided || span === focus) return 0;
  for (let above = spans.parent[span] ?? -1; above >= 0 && elided.has(above);) {
    count += 1;
    above = spans.parent[above] ?? -1;
  }
  return count;
}

const knownErrors = new WeakMap<TraceCore, Uint32Array>();

/** The running count of a trace's errors, computed once: see `errorPrefix`. */
export function errorsOf(core: TraceCore): Uint32Array {
  const before = knownErrors.get(core);
  if (before) return before;
  const errors = errorPrefix(core.spans);
  knownErrors.set(core, errors);
  return errors;
}
