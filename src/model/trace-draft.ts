import type { IssueLog } from "./issue-log";
import type { SpanIdColumns } from "./span-identities";

/**
 * One trace while it is being built: spans in input order, as columns that the steps fill one after
 * the other (times, parents, cycles, missing starts), before the rows are ordered and frozen.
 */
export interface TraceDraft {
  readonly length: number;
  /** Row of each span in the builder's columns. */
  readonly rows: Uint32Array;
  readonly ids: SpanIdColumns;
  readonly parentIds: SpanIdColumns;
  readonly kind: Uint8Array;
  /** 1: the source says that the id is shared with the other side of a call. */
  readonly shared: Uint8Array;
  /** Relative to the epoch; NaN until a missing start is repaired. */
  readonly startNs: Float64Array;
  /** NaN until a missing end is repaired. */
  readonly durationNs: Float64Array;
  /** -1: none. */
  readonly parent: Int32Array;
  readonly flags: Uint16Array;
  readonly log: IssueLog;
}

/** Sets a bit of `SpanFlag` on a span of a draft. */
export function markSpan(draft: TraceDraft, span: number, flag: number): void {
  draft.flags[span] = draft.flags[span]! | flag;
}
