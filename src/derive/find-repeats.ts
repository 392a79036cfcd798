import type { BitSet } from "@/lib/bitset";
import { growable } from "@/lib/growable-column";
import { HashIndex } from "@/lib/hash-index";
import { sortByKey } from "@/lib/sort-by-key";
import type { SpanIndex } from "@/model/indexes";
import type { RepeatFolds } from "@/model/repeat-folds";
import { SpanFlag, type SpanTable } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { nearestRank } from "./percentile";

/** Fewer equal spans than this keep their rows. */
export const fewestRepeats = 5;

/** Which spans have a row before anything is folded; the same sets as `visibleRows` takes. */
export interface FoldableRows {
  /** Spans with a row, and their ancestors; undefined: all. */
  readonly shown?: BitSet | undefined;
  /** Those of them without a row of their own. */
  readonly elided?: BitSet | undefined;
  /** The span whose subtree is shown alone; it is never folded itself. */
  readonly focus?: SpanIndex | undefined;
}

/**
 * The spans that are like others beside or below them, five of them or more, and can share a row:
 *
 * - siblings of the same service, name and kind, wherever they stand among their siblings: the
 *   calls of a loop that alternates between two queries are two folds. Whose parent has no row is
 *   a sibling below the nearest span above that has one;
 * - chains of such spans, each the only child of the one before. A span that is folded with its
 *   siblings is in no chain.
 *
 * O(n log n) for the medians, else linear; does not recurse.
 */
export function findRepeats(
  core: Pick<TraceCore, "spans" | "resourceService">,
  among: FoldableRows = {},
): RepeatFolds {
  const { spans } = core;
  const { shown, elided, focus } = among;
  const rows = {
    first: focus === undefined ? 0 : focus + 1,
    end: focus === undefined ? spans.length : spans.subtreeEnd[focus]!,
    has: (row: number): boolean =>
      (shown === undefined || shown.has(row)) && elided?.has(row) !== true,
  };
  const alike = likeness(core);
  const ofSpan = new Int32Array(spans.length).fill(-1);
  const parent = elided ? shownParents(spans, elided) : spans.parent;
  const siblings = siblingGroups(parent, alike, rows);
  const head = growable.uint32();
  const isChain = growable.uint8();
  const sizes = growable.uint32();
  const add = (row: number, chain: 0 | 1, size: number): number => {
    head.push(row);
    isChain.push(chain);
    sizes.push(size);
    return head.length - 1;
  };
  for (let row = rows.first; row < rows.end; row += 1) {
    if (ofSpan[row]! >= 0 || !rows.has(row)) continue;
    const group = siblings.first[row]!;
    if (siblings.size[group]! >= fewestRepeats) {
      ofSpan[row] = row === group ? add(row, 0, siblings.size[group]!) : ofSpan[group]!;
      continue;
    }
    const length = chainLength(
      spans,
      row,
      rows.end,
      (at) => alike[at] === alike[row] && rows.has(at),
    );
    if (length >= fewestRepeats) ofSpan.fill(add(row, 1, length), row, row + length);
  }
  const memberOffset = new Uint32Array(head.length + 1);
  sizes.view().forEach((size, fold) => (memberOffset[fold + 1] = memberOffset[fold]! + size));
  const members = new Uint32Array(memberOffset[head.length]!);
  const next = memberOffset.slice();
  for (let row = rows.first; row < rows.end; row += 1) {
    const fold = ofSpan[row]!;
    if (fold < 0) continue;
    members[next[fold]!] = row;
    next[fold]! += 1;
  }
  const folds = {
    ofSpan,
    head: head.view().slice(),
    isChain: isChain.view().slice(),
    memberOffset,
    members,
  };
  return { ...folds, ...figures(spans, folds), ...hiddenCounts(spans, folds, rows.has) };
}

/** A number per span that those of the same service, name and kind have in common. */
function likeness({ spans, resourceService }: Pick<TraceCore, "spans" | "resourceService">) {
  const service = new Uint32Array(spans.length);
  const nameAndKind = new Uint32Array(spans.length);
  for (let row = 0; row < spans.length; row += 1) {
    service[row] = resourceService[spans.resource[row]!]!;
    nameAndKind[row] = (spans.name[row]! << 3) | spans.kind[row]!;
  }
  return firstAlike(service, nameAndKind, () => true);
}

/** The first row with the same two keys; its own row for one that is not asked for. */
function firstAlike(
  hi: Uint32Array,
  lo: Uint32Array,
  isAsked: (row: number) => boolean,
): Uint32Array {
  const index = new HashIndex(hi, lo);
  const first = new Uint32Array(hi.length);
  for (let row = 0; row < hi.length; row += 1) {
    const found = isAsked(row) ? index.insert(row) : -1;
    first[row] = found < 0 ? row : found;
  }
  return first;
}

/** The nearest span above each that has a row, or -1. */
function shownParents({ parent }: SpanTable, elided: BitSet): Int32Array {
  const shownParent = new Int32Array(parent.length);
  for (let row = 0; row < parent.length; row += 1) {
    const above = parent[row]!;
    shownParent[row] = above >= 0 && elided.has(above) ? shownParent[above]! : above;
  }
  return shownParent;
}

interface Rows {
  readonly first: number;
  readonly end: number;
  readonly has: (row: number) => boolean;
}

/** By span: the first of the siblings that are like it; by these: how many there are. */
function siblingGroups(parent: Int32Array, alike: Uint32Array, rows: Rows) {
  const above = Uint32Array.from(parent, (row) => row + 1);
  const isAsked = (row: number): boolean => row >= rows.first && row < rows.end && rows.has(row);
  const first = firstAlike(above, alike, isAsked);
  const size = new Uint32Array(parent.length);
  for (let row = rows.first; row < rows.end; row += 1) if (rows.has(row)) size[first[row]!]! += 1;
  return { first, size };
}

/** How many spans from `row` on are each the only child of the one before, and like it. */
function chainLength(
  spans: SpanTable,
  row: number,
  end: number,
  isLike: (row: number) => boolean,
): number {
  let last = row;
  while (last + 1 < end) {
    const child = last + 1;
    const isOnly =
      spans.parent[child] === last && spans.subtreeEnd[child] === spans.subtreeEnd[last];
    if (!isOnly || !isLike(child)) break;
    last = child;
  }
  return last - row + 1;
}

type Members = Pick<RepeatFolds, "head" | "isChain" | "memberOffset" | "members">;

function figures(spans: SpanTable, { head, memberOffset, members }: Members) {
  const minNs = new Float64Array(head.length);
  const medianNs = new Float64Array(head.length);
  const maxNs = new Float64Array(head.length);
  const busyOffset = new Uint32Array(head.length + 1);
  const busy = growable.float64();
  for (let fold = 0; fold < head.length; fold += 1) {
    const rows = members.subarray(memberOffset[fold], memberOffset[fold + 1]);
    const durations = Float64Array.from(rows, (row) => spans.durationNs[row]!).sort();
    minNs[fold] = durations[0]!;
    medianNs[fold] = nearestRank(durations, 0.5);
    maxNs[fold] = durations[durations.length - 1]!;
    // Corrected clocks may leave siblings in another order than that of their starts.
    const starts = Float64Array.from(rows, (row) => spans.startNs[row]!);
    const order = sortByKey(starts);
    let start = starts[order[0]!]!;
    let end = start;
    for (const at of order) {
      if (starts[at]! > end) {
        busy.push(start);
        busy.push(end);
        start = starts[at]!;
      }
      end = Math.max(end, starts[at]! + spans.durationNs[rows[at]!]!);
    }
    busy.push(start);
    busy.push(end);
    busyOffset[fold + 1] = busy.length;
  }
  return { minNs, medianNs, maxNs, busyOffset, busyNs: busy.view().slice() };
}

function hiddenCounts(
  spans: SpanTable,
  { head, isChain, memberOffset, members }: Members,
  has: (row: number) => boolean,
) {
  const before = new Uint32Array(spans.length + 1);
  const errorsBefore = new Uint32Array(spans.length + 1);
  for (let row = 0; row < spans.length; row += 1) {
    const counts = has(row) ? 1 : 0;
    const isError = (spans.flags[row]! & SpanFlag.Error) !== 0;
    before[row + 1] = before[row]! + counts;
    errorsBefore[row + 1] = errorsBefore[row]! + (isError ? counts : 0);
  }
  const spanCount = new Uint32Array(head.length);
  const errorCount = new Uint32Array(head.length);
  for (let fold = 0; fold < head.length; fold += 1) {
    for (let at = memberOffset[fold]!; at < memberOffset[fold + 1]!; at += 1) {
      const row = members[at]!;
      const end = isChain[fold] === 1 ? row + 1 : spans.subtreeEnd[row]!;
      spanCount[fold]! += before[end]! - before[row]!;
      errorCount[fold]! += errorsBefore[end]! - errorsBefore[row]!;
    }
  }
  return { spanCount, errorCount };
}
