/** OTLP span kinds, by their wire numbers. */
export const SpanKind = {
  Unspecified: 0,
  Internal: 1,
  Server: 2,
  Client: 3,
  Producer: 4,
  Consumer: 5,
} as const;
export type SpanKind = (typeof SpanKind)[keyof typeof SpanKind];

/** OTLP status codes, by their wire numbers. */
export const StatusCode = { Unset: 0, Ok: 1, Error: 2 } as const;
export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];

/** Bits of `SpanTable.flags`: what a row is, and what was repaired in it. */
export const SpanFlag = {
  /** Status Error (for Jaeger v1 and Zipkin data: as their error tags say). */
  Error: 1,
  /** Has a parent id that is not in the trace. */
  Orphan: 1 << 1,
  /** Shares its span id with another span. */
  DuplicateId: 1 << 2,
  /** Its parent reference was cut, because it closed a cycle. */
  CycleCut: 1 << 3,
  /** Had no usable start; it was given one. */
  StartRepaired: 1 << 4,
  /** Had no end. */
  EndMissing: 1 << 5,
  /** One half of a span id that client and server share (Zipkin). */
  SharedHalf: 1 << 6,
  /** Ended before it started; its duration is shown as 0. */
  NegativeDuration: 1 << 7,
  /** Carries at least one warning: of the server, or a repair. */
  Warning: 1 << 8,
} as const;

/**
 * The spans of one trace as columns of equal length, in depth-first order: a parent is before its
 * children, siblings are by start and then by input order, and the subtree of row `i` is the range
 * `[i, subtreeEnd[i])`. Frozen once built. Times are nanoseconds relative to the trace's epoch.
 */
export interface SpanTable {
  readonly length: number;
  readonly spanIdHi: Uint32Array;
  readonly spanIdLo: Uint32Array;
  /** Row of the parent, or -1. */
  readonly parent: Int32Array;
  /** First row after the subtree. */
  readonly subtreeEnd: Uint32Array;
  /** 0 for roots and orphans. */
  readonly depth: Uint32Array;
  readonly startNs: Float64Array;
  readonly durationNs: Float64Array;
  /** NameId of the span name. */
  readonly name: Uint32Array;
  /** StringId, 0 when there is none. */
  readonly statusMessage: Uint32Array;
  readonly resource: Uint32Array;
  readonly scope: Uint32Array;
  readonly kind: Uint8Array;
  readonly statusCode: Uint8Array;
  /** Bits of `SpanFlag`. */
  readonly flags: Uint16Array;
  /** length + 1 entries: events of row i are [eventOffset[i], eventOffset[i + 1]). */
  readonly eventOffset: Uint32Array;
  /** length + 1 entries, as for events. */
  readonly linkOffset: Uint32Array;
}
