/** Figures of the spans that one trace has in each row. Times are nanoseconds. */
export interface ComparedSide {
  readonly count: Uint32Array;
  /** Sum of durations. */
  readonly totalNs: Float64Array;
  /** Sum of self times. */
  readonly selfNs: Float64Array;
  /** Time on the critical path of the trace's root; of all rows together, the root's duration. */
  readonly pathNs: Float64Array;
  readonly errors: Uint32Array;
  /** Earliest start, from the start of the trace; NaN in a row without spans of this trace. */
  readonly startNs: Float64Array;
  /** Latest end. */
  readonly endNs: Float64Array;
  /** The spans of row r, ascending: `spans[offset[r], offset[r + 1])`. */
  readonly offset: Uint32Array;
  readonly spans: Uint32Array;
}

/**
 * Two traces as one tree: columns of equal length, in depth-first order; siblings by their earliest
 * start in either trace. What is in a row: see `alignSteps`.
 */
export interface ComparisonRows {
  readonly length: number;
  /** Row of the parent, or -1. */
  readonly parent: Int32Array;
  readonly depth: Uint32Array;
  /** First row after the subtree. */
  readonly subtreeEnd: Uint32Array;
  /** 1 where the spans of A and of B differ in service, span name or kind. */
  readonly renamed: Uint8Array;
  readonly a: ComparedSide;
  readonly b: ComparedSide;
}

/** A row that explains a part of the difference in duration. */
export interface Change {
  readonly row: number;
  /** Time that the row's spans are longer on B's critical path than on A's; negative: shorter. */
  readonly deltaNs: number;
  /** `deltaNs` as a share of the whole difference. */
  readonly share: number;
}

/** Services, and pairs of service and span name, that one trace has alone; sorted. */
export interface OnlyIn {
  readonly services: readonly string[];
  /** The first ones. */
  readonly spanNames: readonly (readonly [service: string, name: string])[];
  readonly spanNameCount: number;
}

/** Time of one service on the critical paths, in nanoseconds. */
export interface ServicePath {
  readonly service: string;
  readonly aNs: number;
  readonly bNs: number;
}

/** How the critical paths of the two traces' roots differ. */
export interface PathOverview {
  /** Lengths: the durations of the roots. */
  readonly aNs: number;
  readonly bNs: number;
  /** Rows that are on the path of one trace alone. */
  readonly leftRows: number;
  readonly joinedRows: number;
  /** The services whose time on the path differs most, the largest difference first. */
  readonly services: readonly ServicePath[];
}

/** What a comparison says as a whole. */
export interface ComparisonOverview {
  /** Rows that differ in number, in what their spans are called, or in errors. */
  readonly changedRows: number;
  /** Rows in which anything differs. */
  readonly differentRows: number;
  /** Rows with spans of both traces. */
  readonly commonRows: number;
  readonly changes: readonly Change[];
  /** Rows that changed the other way by much: without them there were more of a difference. */
  readonly counterChanges: readonly Change[];
  readonly path: PathOverview;
  readonly onlyA: OnlyIn;
  readonly onlyB: OnlyIn;
  /** A number that says which rows there are: alike for equal comparisons, hardly for others. */
  readonly checksum: number;
}

export interface TraceComparison extends ComparisonRows {
  readonly overview: ComparisonOverview;
}
