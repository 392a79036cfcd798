/** What a search result says of one trace. Serialisable; holds no span. */
export interface TraceSummary {
  readonly traceId: string;
  /** "" when every span has a parent and none could stand in as the root. */
  readonly rootService: string;
  readonly rootName: string;
  readonly startUnixNano: bigint;
  readonly durationNs: number;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Spans whose parent is not in the trace; the trace is incomplete when it is not 0. */
  readonly orphanCount: number;
  /** Levels of spans below each other: 1 for roots alone. Absent where the source does not say. */
  readonly levels?: number;
  /** It was found in a file that is open, beside those of a server. */
  readonly isOfFile?: boolean;
  /** Sorted by name. */
  readonly services: readonly ServiceCount[];
}

export interface ServiceCount {
  readonly name: string;
  readonly spanCount: number;
  readonly errorCount: number;
}
