import { useMemo } from "react";
import { matchedRows, rowsOfSpans } from "@/derive/row-matches";
import type { SpanMatches } from "@/engine/trace-engine";
import { BitSet } from "@/lib/bitset";
import { useMatches } from "@/queries/analysis";
import type { Compared } from "./compared";

export interface ComparisonMatches {
  /** The rows that match, in the order in which rows are shown. */
  readonly rows: Uint32Array;
  /** The same as a set; undefined where nothing is looked for. */
  readonly set: BitSet | undefined;
  /** Place of every row in that order; empty where nothing is looked for. */
  readonly places: Uint32Array;
  readonly isSearching: boolean;
  /** Why the text was taken for words and not for a query. */
  readonly fault: SpanMatches["problem"];
}

/** Finds the rows with spans, of either trace, that a text finds. */
export function useComparisonFind(
  compared: Compared,
  ordered: Uint32Array,
  text: string,
): ComparisonMatches {
  const { a, b, comparison, sources } = compared;
  const inA = useMatches(a.handle, text, sources?.a);
  const inB = useMatches(b.handle, text, sources?.b);
  const isAsked = text.trim() !== "";
  const rowsOf = useMemo(
    () => (isAsked ? [rowsOfSpans(comparison.a), rowsOfSpans(comparison.b)] : []),
    [comparison, isAsked],
  );
  const places = useMemo(() => {
    const at = new Uint32Array(isAsked ? ordered.length : 0);
    for (let place = 0; place < at.length; place += 1) at[ordered[place] ?? 0] = place;
    return at;
  }, [ordered, isAsked]);
  const found = useMemo(() => {
    if (!isAsked) return { rows: new Uint32Array(0), set: undefined };
    const rows = matchedRows(ordered, [inA.data?.rows, inB.data?.rows], rowsOf);
    const set = new BitSet(comparison.length);
    for (const row of rows) set.add(row);
    return { rows, set };
  }, [isAsked, ordered, inA.data, inB.data, rowsOf, comparison]);
  const isSearching = inA.isFetching || inB.isFetching;
  return { ...found, places, isSearching, fault: inA.data?.problem };
}
