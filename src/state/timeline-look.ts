import type { BitSet } from "@/lib/bitset";
import type { SpanIndex } from "@/model/indexes";
import type { RepeatFolds } from "@/model/repeat-folds";

/** A critical path and where its spans are on it: see `derive/critical-path` and `path-index`. */
export interface PathColumns {
  readonly span: Uint32Array;
  readonly startNs: Float64Array;
  readonly endNs: Float64Array;
  readonly onPath: Uint32Array;
  readonly firstSection: Uint32Array;
  readonly lastSection: Uint32Array;
  readonly ownOffset: Uint32Array;
  readonly own: Uint32Array;
}

/** What the bars show besides time. Never changed in place. */
export interface TimelineLook {
  /** Drawn in the bars when there is one. */
  readonly path: PathColumns | undefined;
  /** Bars are full where the span itself was at work, and pale where a child of it was. */
  readonly selfTime: boolean;
  /** Stretches without a child that are longer than this are marked; nanoseconds. */
  readonly gapNs: number | undefined;
  /** Times are times of day, in this zone; undefined: since the start of the trace. */
  readonly clock: "local" | "utc" | undefined;
  /** Palette step of every span; undefined: that of its service. */
  readonly colors: Uint8Array | undefined;
}

/** Which spans have a row. Never changed in place. */
export interface RowLayout {
  /** The spans with a row and all their ancestors; undefined: every span. */
  readonly shown: BitSet | undefined;
  /** Those that are there only because something below them is: drawn pale. */
  readonly context: BitSet | undefined;
  /** The span whose subtree is shown alone. */
  readonly focus: SpanIndex | undefined;
  /** Spans without a row whose children are shown all the same, below what is above. */
  readonly elided: BitSet | undefined;
  /** Equal spans that share a row as long as it is not opened. */
  readonly folds: RepeatFolds | undefined;
}

export const plainLook: TimelineLook = {
  path: undefined,
  selfTime: false,
  gapNs: undefined,
  clock: undefined,
  colors: undefined,
};

export const allRows: RowLayout = {
  shown: undefined,
  context: undefined,
  focus: undefined,
  elided: undefined,
  folds: undefined,
};
