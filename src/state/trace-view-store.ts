import { createStore, type StoreApi } from "zustand/vanilla";
import { BitSet } from "@/lib/bitset";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { allRows, plainLook, type RowLayout, type TimelineLook } from "./timeline-look";

/** The answer to "Find in trace". */
export interface FindState {
  readonly text: string;
  /** Rows of the spans that match, ascending. */
  readonly matches: Uint32Array;
  /** Which of the matches is the current one; -1 before there is one. */
  readonly current: number;
  /** True while the search is still going through the trace. */
  readonly searching: boolean;
}

/** How one open trace is being looked at. Selection and range are the URL's. */
export interface TraceViewState {
  /** Never changed in place: a change is a new set. */
  readonly collapsed: BitSet;
  /** Folds of equal spans that are shown in full, by their first spans; likewise. */
  readonly opened: BitSet;
  /** The row that the keyboard is at. */
  readonly cursor: SpanIndex;
  readonly find: FindState;
  readonly layout: RowLayout;
  readonly look: TimelineLook;
}

export type TraceViewStore = StoreApi<TraceViewState>;

export const noFind: FindState = {
  text: "",
  matches: new Uint32Array(0),
  current: -1,
  searching: false,
};

/** One store per open trace; it dies with the view. */
export function createTraceViewStore(
  spanCount: number,
  initial: Partial<TraceViewState> = {},
): TraceViewStore {
  return createStore<TraceViewState>(() => ({
    collapsed: new BitSet(spanCount),
    opened: new BitSet(spanCount),
    cursor: spanIndex(0),
    find: noFind,
    layout: allRows,
    look: plainLook,
    ...initial,
  }));
}
