/**
 * Equal spans of a trace that may share one row, as columns; which these are, and why, is
 * `derive/find-repeats.ts`. A fold closed stands for its members and, where they are siblings, for
 * all that is below them. Every span is a member of one fold at most. Folds are in the order of
 * their first members.
 */
export interface RepeatFolds {
  /** The fold that each span is a member of, or -1. */
  readonly ofSpan: Int32Array;
  /** Row of the first member of each fold. */
  readonly head: Uint32Array;
  /** 1 where each member is the only child of the one before it, 0 where they are siblings. */
  readonly isChain: Uint8Array;
  /** Folds + 1 entries: the members of fold f are `members[memberOffset[f], memberOffset[f + 1])`. */
  readonly memberOffset: Uint32Array;
  /** Rows, ascending within a fold. */
  readonly members: Uint32Array;
  /** Nanoseconds, of the members' durations; the median is one of them, by nearest rank. */
  readonly minNs: Float64Array;
  readonly medianNs: Float64Array;
  readonly maxNs: Float64Array;
  /** Spans that the closed fold stands for, the members among them. */
  readonly spanCount: Uint32Array;
  /** Error spans among those. */
  readonly errorCount: Uint32Array;
  /** Folds + 1 entries into `busyNs`. */
  readonly busyOffset: Uint32Array;
  /** When at least one member was at work: start, end, start, end, … in order, none touching. */
  readonly busyNs: Float64Array;
}
