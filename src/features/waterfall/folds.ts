import type { BitSet } from "@/lib/bitset";
import { lowerBound } from "@/lib/bisect";
import { openFoldsOf } from "@/derive/visible-rows";
import type { SpanIndex } from "@/model/indexes";
import type { RepeatFolds } from "@/model/repeat-folds";
import type { SpanTable } from "@/model/span-table";
import type { RowState } from "./rows";

/** A fold as a row has it. */
export interface RowFold {
  readonly folds: RepeatFolds;
  readonly fold: number;
}

type FoldState = Pick<RowState, "layout" | "opened">;

/** The fold whose row a span's is, while it is closed. */
export function closedFoldAt({ layout, opened }: FoldState, span: number): RowFold | undefined {
  const { folds } = layout;
  const fold = folds?.ofSpan[span] ?? -1;
  if (!folds || fold < 0 || folds.head[fold] !== span || opened.has(span)) return undefined;
  return { folds, fold };
}

/** The first span of the opened fold that a span is a member of. */
export function openFoldOf({ layout, opened }: FoldState, span: number): number | undefined {
  const { folds } = layout;
  const fold = folds?.ofSpan[span] ?? -1;
  const head = folds?.head[fold];
  return head !== undefined && opened.has(head) ? head : undefined;
}

export const memberCount = ({ folds, fold }: RowFold): number =>
  (folds.memberOffset[fold + 1] ?? 0) - (folds.memberOffset[fold] ?? 0);

/** From the start of the first to the end of the last member, in nanoseconds. */
export function foldTime({ folds, fold }: RowFold): {
  readonly start: number;
  readonly end: number;
} {
  return {
    start: folds.busyNs[folds.busyOffset[fold] ?? 0] ?? 0,
    end: folds.busyNs[(folds.busyOffset[fold + 1] ?? 1) - 1] ?? 0,
  };
}

/** The stretches of time in which a member was at work: start, end, start, end, … */
export const foldBusy = ({ folds, fold }: RowFold): Float64Array =>
  folds.busyNs.subarray(folds.busyOffset[fold], folds.busyOffset[fold + 1]);

/** Shows the members of a fold in full. A chain that was collapsed within is opened, too. */
export function withFoldOpen(
  state: RowState,
  { folds, fold }: RowFold,
): Pick<RowState, "collapsed" | "opened"> {
  const opened = state.opened.clone();
  const head = folds.head[fold] ?? 0;
  opened.add(head);
  if (folds.isChain[fold] !== 1) return { collapsed: state.collapsed, opened };
  const last = head + memberCount({ folds, fold }) - 1;
  let collapsed = state.collapsed;
  for (let row = collapsed.next(head); row >= 0 && row < last; row = collapsed.next(row + 1)) {
    if (collapsed === state.collapsed) collapsed = collapsed.clone();
    collapsed.delete(row);
  }
  return { collapsed, opened };
}

/** Lets the members of an opened fold share a row again. */
export function withFoldClosed({ opened }: RowState, head: number): Pick<RowState, "opened"> {
  const next = opened.clone();
  next.delete(head);
  return { opened: next };
}

/** The open folds, and with them those that hide a span. */
export const withFoldsOfOpen = (spans: SpanTable, state: RowState, span: SpanIndex): BitSet =>
  openFoldsOf(spans, span, { ...state.layout, opened: state.opened }) ?? state.opened;

const knownMatches = new WeakMap<Uint32Array, WeakMap<RepeatFolds, Map<number, boolean>>>();

/** True when one of the spans that a closed fold stands for is among the matches. Remembered. */
export function foldHasMatch(spans: SpanTable, matches: Uint32Array, at: RowFold): boolean {
  const { folds, fold } = at;
  let ofMatches = knownMatches.get(matches);
  if (!ofMatches) knownMatches.set(matches, (ofMatches = new WeakMap()));
  let answers = ofMatches.get(folds);
  if (!answers) ofMatches.set(folds, (answers = new Map()));
  let answer = answers.get(fold);
  if (answer === undefined) answers.set(fold, (answer = searchMatches(spans, matches, at)));
  return answer;
}

function searchMatches(spans: SpanTable, matches: Uint32Array, { folds, fold }: RowFold): boolean {
  const head = folds.head[fold] ?? 0;
  const last = folds.members[(folds.memberOffset[fold + 1] ?? 1) - 1] ?? head;
  if (folds.isChain[fold] === 1) return (matches[lowerBound(matches, head)] ?? Infinity) <= last;
  const end = spans.subtreeEnd[last] ?? 0;
  for (let at = lowerBound(matches, head); at < matches.length && (matches[at] ?? end) < end;) {
    const owner = memberAbove(spans, folds, { fold, span: matches[at] ?? 0, from: head });
    if (owner.isMember) return true;
    at = lowerBound(matches, spans.subtreeEnd[owner.top] ?? end);
  }
  return false;
}

/** The member that a span is, or is below; else the topmost span below the members' parent. */
function memberAbove(
  spans: SpanTable,
  folds: RepeatFolds,
  of: { readonly fold: number; readonly span: number; readonly from: number },
): { readonly isMember: boolean; readonly top: number } {
  let top = of.span;
  for (let row = of.span; row >= of.from; row = spans.parent[row] ?? -1) {
    if (folds.ofSpan[row] === of.fold) return { isMember: true, top: row };
    top = row;
  }
  return { isMember: false, top };
}
