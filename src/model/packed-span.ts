import type { ResourceIndex, ScopeIndex } from "./indexes";

/**
 * A span on its way in as numbers only: texts are ids that the sink has given, so that a reader
 * which decodes bytes makes no object and no JavaScript string per span. One record serves for all.
 */
export class PackedSpan {
  /** Row that `traceRow` gave. */
  trace = 0;
  idHi = 0;
  idLo = 0;
  /** 0 in both halves: no parent. */
  parentHi = 0;
  parentLo = 0;
  /** Microseconds since the Unix epoch, and the nanoseconds past them. */
  startMicros = 0;
  startNanos = 0;
  /** Whole nanoseconds, not negative. */
  durationNs = 0;
  /** Row that `nameRow` gave. */
  name = 0;
  /** Text ids; 0 is "". */
  statusMessage = 0;
  traceState = 0;
  kind = 0;
  statusCode = 0;
  /** -1: absent. */
  traceFlags = -1;
  resource: ResourceIndex | undefined;
  scope: ScopeIndex | undefined;
  attributeCount = 0;
  /** Text ids of the keys, rows of `AttributeType`, and text ids, 0 or 1, or numbers. */
  attributeKey = new Uint32Array(64);
  attributeType = new Uint8Array(64);
  attributeValue = new Float64Array(64);

  /** Forgets the last span. */
  clear(): void {
    this.parentHi = 0;
    this.parentLo = 0;
    this.durationNs = 0;
    this.statusMessage = 0;
    this.traceState = 0;
    this.kind = 0;
    this.statusCode = 0;
    this.traceFlags = -1;
    this.attributeCount = 0;
  }

  addAttribute(key: number, type: number, value: number): void {
    const at = this.attributeCount;
    if (at === this.attributeKey.length) this.#grow();
    this.attributeKey[at] = key;
    this.attributeType[at] = type;
    this.attributeValue[at] = value;
    this.attributeCount = at + 1;
  }

  #grow(): void {
    const room = this.attributeKey.length * 2;
    const key = new Uint32Array(room);
    key.set(this.attributeKey);
    this.attributeKey = key;
    const type = new Uint8Array(room);
    type.set(this.attributeType);
    this.attributeType = type;
    const value = new Float64Array(room);
    value.set(this.attributeValue);
    this.attributeValue = value;
  }
}

/** What a sink offers to readers of bytes, beside the calls of `SpanSink`. */
export interface PackedSink {
  /**
   * The id of a text given as valid UTF-8: `bytes[from, to)`, whose `hashBytes` is `hash`.
   * Id 0 is "".
   */
  internBytes(bytes: Uint8Array, from: number, to: number, hash: number): number;
  /** The text of an id: decoded at each call, so for first sights only. */
  textOf(id: number): string;
  /** The row of a trace id, as text in any of its spellings. */
  traceRow(traceId: string): number;
  nameRow(name: string): number;
  /** Takes in a span; its resource and scope are set. */
  packed(span: PackedSpan): void;
}
