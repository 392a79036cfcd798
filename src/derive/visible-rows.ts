import { upperBound } from "@/lib/bisect";
import type { BitSet } from "@/lib/bitset";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { RepeatFolds } from "@/model/repeat-folds";
import type { SpanTable } from "@/model/span-table";

/** Which part of a trace has rows. */
export interface RowChoice {
  /** Spans with a row; with a span, its ancestors are in it too. */
  readonly shown?: BitSet | undefined;
  /** The span whose subtree is shown alone. */
  readonly focus?: SpanIndex | undefined;
  /** Spans without a row whose children are shown below what is above them. Not the focus. */
  readonly elided?: BitSet | undefined;
  /** Equal spans that share the row of the first of them, unless that is in `opened`. */
  readonly folds?: RepeatFolds | undefined;
  readonly opened?: BitSet | undefined;
}

/** The spans in sight, in order: all but those that are hidden. See `visibleTree`. */
export function visibleRows(
  spans: SpanTable,
  collapsed: BitSet,
  choice: RowChoice = {},
): Uint32Array {
  return visibleTree(spans, collapsed, choice).rows;
}

export interface VisibleTree {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** Of each row, from 0; undefined where that is the depth of its span. */
  readonly levels: Uint32Array | undefined;
}

/**
 * The spans in sight, in order: all but those below a collapsed one, those that are not chosen,
 * and those that a closed fold stands for. O(rows in sight + spans that share theirs), because the
 * subtree of a collapsed span, or of one that is not shown, is one jump.
 */
export function visibleTree(
  spans: SpanTable,
  collapsed: BitSet,
  choice: RowChoice = {},
): VisibleTree {
  const { shown, focus, elided, folds, opened } = choice;
  const first = focus ?? 0;
  const end = focus === undefined ? spans.length : spans.subtreeEnd[focus]!;
  const rows = new Uint32Array(end - first);
  // Where every row is at the depth of its span, nobody has to ask for its level.
  const hidden = elided || folds ? hiddenAbove() : undefined;
  const levels = hidden && new Uint32Array(rows.length);
  let count = 0;
  for (let i: number = first; i < end;) {
    const subtreeEnd = spans.subtreeEnd[i]!;
    if (shown !== undefined && !shown.has(i)) {
      i = subtreeEnd;
      continue;
    }
    const depth = spans.depth[i]!;
    const above = hidden?.at(depth) ?? 0;
    if (elided?.has(i)) {
      hidden?.set(depth + 1, above + 1);
      i += 1;
      continue;
    }
    const fold = folds?.ofSpan[i] ?? -1;
    const isClosed = folds !== undefined && fold >= 0 && opened?.has(folds.head[fold]!) !== true;
    if (isClosed && folds.head[fold] !== i) {
      i = subtreeEnd;
      continue;
    }
    rows[count] = i;
    if (levels) levels[count] = depth - above;
    count += 1;
    if (isClosed && folds.isChain[fold] === 1) {
      const size = folds.memberOffset[fold + 1]! - folds.memberOffset[fold]!;
      const hiding = collapsed.next(i);
      hidden?.set(depth + size, above + size - 1);
      i = hiding >= 0 && hiding < i + size ? subtreeEnd : i + size;
      continue;
    }
    hidden?.set(depth + 1, above);
    i = isClosed || collapsed.has(i) ? subtreeEnd : i + 1;
  }
  const all = count === rows.length;
  return {
    rows: all ? rows : rows.slice(0, count),
    levels: all ? levels : levels?.slice(0, count),
  };
}

/** By depth: how many of the ancestors of the spans there have no row, as the walk stands. */
function hiddenAbove() {
  let counts = new Uint32Array(64);
  return {
    at: (depth: number): number => counts[depth] ?? 0,
    set(depth: number, count: number): void {
      if (depth >= counts.length) {
        const grown = new Uint32Array(depth * 2);
        grown.set(counts);
        counts = grown;
      }
      counts[depth] = count;
    },
  };
}

/**
 * The span whose row stands for a span as far as folds go: the first of the closed fold that it is
 * in, or is below; of several, the outermost. O(depth).
 */
export function standIn(spans: SpanTable, span: SpanIndex, choice: RowChoice): SpanIndex {
  const { folds, opened, focus = -1 } = choice;
  if (!folds) return span;
  let standing: number = span;
  for (let row: number = span; row >= 0 && row !== focus; row = spans.parent[row]!) {
    const fold = folds.ofSpan[row]!;
    if (fold < 0 || opened?.has(folds.head[fold]!)) continue;
    // Below a chain the rows are shown; the chain stands for its own members alone.
    if (folds.isChain[fold] === 1 && standing !== row) continue;
    standing = folds.head[fold]!;
    row = standing;
  }
  return spanIndex(standing);
}

/** The folds to open so that a span has a row of its own, added to those that are open. */
export function openFoldsOf(
  spans: SpanTable,
  span: SpanIndex,
  choice: RowChoice,
): BitSet | undefined {
  const { folds, opened } = choice;
  let next: BitSet | undefined;
  if (!folds || !opened) return opened;
  for (let row: number = span; row >= 0; row = spans.parent[row]!) {
    const fold = folds.ofSpan[row]!;
    if (fold < 0 || opened.has(folds.head[fold]!)) continue;
    if (folds.isChain[fold] === 1 && row !== span) continue;
    next ??= opened.clone();
    next.add(folds.head[fold]!);
  }
  return next ?? opened;
}

/**
 * The row of a span, or of the collapsed ancestor that hides it: the last row that is not after the
 * span; the first row for a span before all of them. -1 only when there are no rows.
 */
export function rowOfSpan(rows: Uint32Array, span: SpanIndex): number {
  return rows.length === 0 ? -1 : Math.max(0, upperBound(rows, span) - 1);
}

/** The span of a row. */
export function spanOfRow(rows: Uint32Array, row: number): SpanIndex | undefined {
  const span = rows[row];
  return span === undefined ? undefined : spanIndex(span);
}

/** True when a span has children. */
export function hasChildren(spans: SpanTable, span: SpanIndex): boolean {
  return spans.subtreeEnd[span]! > span + 1;
}
