import type { BitSet } from "@/lib/bitset";
import { lowerBound } from "@/lib/bisect";
import { HashIndex } from "@/lib/hash-index";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { findSpanById, spanIdText } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";

/*
 * One trace is read several times: early and in part, to its end, again when more of it has come.
 * Rows have other numbers each time; a span is known again by its id. Of several with one id, the
 * first is taken for the first, the second for the second. A span without an id is not known again.
 */

/** A search for rows of one reading in another; in steps, because it takes as long as both. */
export interface RowCarrier {
  /** Does a part of at most so many rows; true when all is done. */
  step(maxRows: number): boolean;
  /** The row that a wanted row has now, or -1 for one that is gone. To be asked when it is done. */
  rowOf(before: number): number;
}

const shared = SpanFlag.DuplicateId | SpanFlag.SharedHalf;

/** Starts the search for some rows of `from` in `to`. Linear in the rows of `to` and those wanted. */
export function carryRows(from: TraceCore, to: TraceCore, wanted: BitSet): RowCarrier {
  const rows = rowsIn(withTwins(from, wanted));
  const hi = rows.map((row) => from.spans.spanIdHi[row] ?? 0);
  const lo = rows.map((row) => from.spans.spanIdLo[row] ?? 0);
  const index = new HashIndex(hi, lo);
  // By the first of an id: the one of that id whose turn it is, and by each: the one after it.
  const turn = new Int32Array(rows.length).fill(-1);
  const after = new Int32Array(rows.length).fill(-1);
  const last = new Int32Array(rows.length);
  const found = new Int32Array(rows.length).fill(-1);
  let nextWanted = 0;
  let nextRow = 0;

  const want = (at: number): void => {
    if (hi[at] === 0 && lo[at] === 0) return;
    const first = index.insert(at);
    if (first < 0) {
      turn[at] = at;
      last[at] = at;
    } else {
      after[last[first] ?? 0] = at;
      last[first] = at;
    }
  };
  const look = (row: number): void => {
    const first = index.find(to.spans.spanIdHi[row] ?? 0, to.spans.spanIdLo[row] ?? 0);
    const at = first < 0 ? -1 : (turn[first] ?? -1);
    if (at < 0) return;
    found[at] = row;
    turn[first] = after[at] ?? -1;
  };

  return {
    step(maxRows) {
      let left = maxRows;
      for (; nextWanted < rows.length && left > 0; nextWanted += 1, left -= 1) want(nextWanted);
      if (rows.length === 0) return true;
      for (; nextRow < to.spans.length && left > 0; nextRow += 1, left -= 1) look(nextRow);
      return nextWanted === rows.length && nextRow === to.spans.length;
    },
    rowOf(before) {
      const at = lowerBound(rows, before);
      return rows[at] === before ? (found[at] ?? -1) : -1;
    },
  };
}

/** The rows of a set, ascending. */
function rowsIn(set: BitSet): Uint32Array {
  const rows = new Uint32Array(set.count());
  let row = -1;
  for (let at = 0; at < rows.length; at += 1) {
    row = set.next(row + 1);
    rows[at] = row;
  }
  return rows;
}

/** With every span that shares its id with another: which of them is meant is told by counting. */
function withTwins({ spans, issueCounts }: TraceCore, wanted: BitSet): BitSet {
  const twins =
    (issueCounts["duplicate-span-id"] ?? 0) + (issueCounts["shared-span-id-split"] ?? 0);
  if (twins === 0 || wanted.next(0) < 0) return wanted;
  const all = wanted.clone();
  for (let row = 0; row < spans.length; row += 1) {
    if (((spans.flags[row] ?? 0) & shared) !== 0) all.add(row);
  }
  return all;
}

/** The row that one span of `from` has in `to`; undefined for one that is gone. O(rows). */
export function sameSpan(from: TraceCore, span: SpanIndex, to: TraceCore): SpanIndex | undefined {
  if (from === to) return span;
  if (span >= from.spans.length) return undefined;
  const id = spanIdText(from, span);
  if (id === "") return undefined;
  return findSpanById(to, id)[findSpanById(from, id).indexOf(span)];
}

/** What names a row's span, also when its trace is read again: for keeping what stands for it. */
export function spanKey({ spans }: TraceCore, span: SpanIndex): string {
  const hi = spans.spanIdHi[span] ?? 0;
  const lo = spans.spanIdLo[span] ?? 0;
  const isAlone = ((spans.flags[span] ?? 0) & shared) === 0 && (hi !== 0 || lo !== 0);
  return isAlone ? `${hi}-${lo}` : `#${span}`;
}

/** The rows of a set as they are in another reading; those that are gone are left out. */
export function carriedRows(rows: Iterable<number>, carrier: RowCarrier): SpanIndex[] {
  const carried: SpanIndex[] = [];
  for (const row of rows) {
    const now = carrier.rowOf(row);
    if (now >= 0) carried.push(spanIndex(now));
  }
  return carried;
}
