import { BitSet } from "@/lib/bitset";
import type { SpanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";

/** Which spans somebody wants to see. Every condition that is given has to be fulfilled. */
export interface RowCriteria {
  /** Sets of rows; a span has to be in each of them. */
  readonly among: readonly BitSet[];
  /** Nanoseconds; shorter spans are not wanted. */
  readonly shortestNs: number | undefined;
  /** Shorter spans have no row, not even for what is below them, which is shown. Roots stay. */
  readonly foldsShort?: boolean;
  /** By resource row: 1 for those whose spans are left out together with all below them. */
  readonly prunedResource: Uint8Array | undefined;
  /** Spans of those resources have no row, but what is below them is shown. */
  readonly foldsResources?: boolean;
  /** The span whose subtree alone counts. */
  readonly focus: SpanIndex | undefined;
}

export interface ChosenRows {
  /** What was wanted, and the ancestors of that. */
  readonly shown: BitSet;
  /** Ancestors that were not wanted themselves. */
  readonly context: BitSet;
  /** Those of `shown` that have no row themselves; undefined where there are none. */
  readonly elided: BitSet | undefined;
  readonly wantedCount: number;
  /** Left out because of their service or that of a span above them. */
  readonly prunedCount: number;
  /** Left out alone, because of their service or their duration. */
  readonly elidedCount: number;
  /** Spans that there are to choose from. */
  readonly total: number;
}

/** Chooses the spans that have a row. Ancestors stay, so that every row has its place. O(spans). */
export function chooseRows(spans: SpanTable, criteria: RowCriteria): ChosenRows {
  const { shortestNs = 0, prunedResource, focus } = criteria;
  const among = inAll(criteria.among);
  const { foldsShort = false, foldsResources = false } = criteria;
  const first: number = focus ?? 0;
  const end = focus === undefined ? spans.length : spans.subtreeEnd[focus]!;
  const shown = new BitSet(spans.length);
  const context = new BitSet(spans.length);
  let wantedCount = 0;
  let prunedCount = 0;
  let elidedCount = 0;
  const elided = foldsShort || foldsResources ? new BitSet(spans.length) : undefined;
  for (let i = first; i < end;) {
    const isOff = prunedResource !== undefined && prunedResource[spans.resource[i]!] === 1;
    if (isOff && !foldsResources) {
      prunedCount += spans.subtreeEnd[i]! - i;
      i = spans.subtreeEnd[i]!;
      continue;
    }
    const isShort = foldsShort && spans.durationNs[i]! < shortestNs && spans.parent[i]! >= 0;
    if ((isOff || isShort) && i !== focus) {
      elided?.add(i);
      elidedCount += 1;
      i += 1;
      continue;
    }
    if (spans.durationNs[i]! >= shortestNs && (among === undefined || among.has(i))) {
      wantedCount += 1;
      shown.add(i);
      // The way up ends where it has been gone before.
      for (let above = spans.parent[i]!; above >= first && !shown.has(above);) {
        shown.add(above);
        if (!elided?.has(above)) context.add(above);
        above = spans.parent[above]!;
      }
    }
    i += 1;
  }
  if (focus !== undefined && !shown.has(focus)) {
    shown.add(focus);
    context.add(focus);
  }
  return {
    ...{ shown, context, wantedCount, prunedCount, elidedCount, total: end - first },
    elided: elidedCount > 0 ? elided : undefined,
  };
}

/** The rows that are in each of the sets; undefined where there are none to be in. */
function inAll([first, ...others]: readonly BitSet[]): BitSet | undefined {
  if (first === undefined || others.length === 0) return first;
  const rows = first.clone();
  for (const other of others) rows.keepOnly(other);
  return rows;
}

/** The rows with the greatest values, so many at most; those with 0 are never among them. */
export function greatest(values: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!;
    if (value <= 0 || (best.length === count && value <= values[best[count - 1]!]!)) continue;
    let place = best.length;
    while (place > 0 && values[best[place - 1]!]! < value) place -= 1;
    best.splice(place, 0, row);
    if (best.length > count) best.pop();
  }
  return best;
}
