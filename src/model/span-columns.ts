import { growable, GrowableColumn } from "@/lib/growable-column";
import type { Growth } from "@/lib/growth";
import { hashSeed, hashStep } from "@/lib/hash";
import { SparseColumnBuilder } from "./sparse-column";
import type { PackedSpan } from "./packed-span";
import { StagedSpans, type SpanStarts } from "./staged-spans";
import { readSpanKey, type SpanKey } from "./span-key";
import type { SpanFields, WireTime } from "./span-sink";
import type { StringInterner } from "./string-interner";

/** 2000-01-01 in microseconds: a trace with a later time has real clocks. */
export const wallClockMicros = 946_684_800_000_000;

/**
 * The spans as they came: one row per span in input order, of all traces mixed. Nothing is
 * repaired here; times are wall-clock microseconds and the nanoseconds past them.
 */
export class SpanColumns {
  readonly trace = growable.uint32();
  readonly idHi = growable.uint32();
  readonly idLo = growable.uint32();
  readonly parentHi = growable.uint32();
  readonly parentLo = growable.uint32();
  readonly oddIds = new Map<number, string>();
  readonly oddParentIds = new Map<number, string>();
  /** NaN: no usable start. */
  readonly startMicros = growable.float64();
  readonly startNanos = growable.uint16();
  /** NaN: unknown, or in `ends`. */
  readonly durationNs = growable.float64();
  /** Ends of spans whose start is absent or 0, so that the duration is not known yet. */
  readonly ends = new Map<number, WireTime>();
  /** Name of the builder's list. */
  readonly name = growable.uint32();
  readonly statusMessage = growable.uint32();
  /** Handles: see `DistinctOwners`. */
  readonly resource = growable.uint32();
  readonly scope = growable.uint32();
  readonly kind = growable.uint8();
  readonly statusCode = growable.uint8();
  readonly shared = growable.uint8();
  readonly attributeStart = growable.uint32();
  readonly eventStart = growable.uint32();
  readonly linkStart = growable.uint32();
  readonly traceFlags = new SparseColumnBuilder();
  readonly traceState = new SparseColumnBuilder();
  readonly droppedAttributesCount = new SparseColumnBuilder();
  readonly droppedEventsCount = new SparseColumnBuilder();
  readonly droppedLinksCount = new SparseColumnBuilder();
  readonly unknownFields = new SparseColumnBuilder();
  readonly #strings: StringInterner;
  readonly #keepsRare: boolean;
  #staged: StagedSpans | undefined;
  readonly #key: SpanKey = { hi: 0, lo: 0, odd: undefined };

  /** `keepsRare`: of packed spans, the sparse columns as well. */
  constructor(strings: StringInterner, growth: Growth, keepsRare: boolean) {
    this.#strings = strings;
    this.#keepsRare = keepsRare;
    for (const column of Object.values(this)) {
      if (column instanceof GrowableColumn) column.growAs(growth);
    }
  }

  get length(): number {
    return this.trace.length + (this.#staged?.count ?? 0);
  }

  /** Appends a span; `trace` and `name` are rows of the builder's lists. */
  push(fields: SpanFields, trace: number, name: number, starts: SpanStarts): void {
    this.settle();
    const row = this.length;
    this.trace.push(trace);
    const id = readSpanKey(fields.spanId, this.#key);
    this.idHi.push(id.hi);
    this.idLo.push(id.lo);
    if (id.odd !== undefined) this.oddIds.set(row, id.odd);
    const parent = readSpanKey(fields.parentSpanId, this.#key);
    this.parentHi.push(parent.hi);
    this.parentLo.push(parent.lo);
    if (parent.odd !== undefined) this.oddParentIds.set(row, parent.odd);
    this.#pushTimes(row, fields);
    this.name.push(name);
    this.statusMessage.push(this.#strings.intern(fields.statusMessage));
    this.resource.push(fields.resource);
    this.scope.push(fields.scope);
    this.kind.push(fields.kind);
    this.statusCode.push(fields.statusCode);
    this.shared.push(fields.shared ? 1 : 0);
    this.attributeStart.push(starts.attributes);
    this.eventStart.push(starts.events);
    this.linkStart.push(starts.links);
    if (fields.traceFlags !== undefined) this.traceFlags.push(row, fields.traceFlags);
    this.#pushRare(this.traceState, row, this.#strings.intern(fields.traceState));
    this.#pushRare(this.droppedAttributesCount, row, fields.droppedAttributesCount);
    this.#pushRare(this.droppedEventsCount, row, fields.droppedEventsCount);
    this.#pushRare(this.droppedLinksCount, row, fields.droppedLinksCount);
    this.#pushRare(this.unknownFields, row, this.#strings.intern(fields.unknownFields));
  }

  /**
   * Appends a packed span, whose resource and scope are set. The columns have it once `settle` was
   * called.
   */
  pushPacked(span: PackedSpan, starts: SpanStarts): void {
    const row = this.length;
    const staged = (this.#staged ??= new StagedSpans());
    staged.push(span, starts);
    if (this.#keepsRare) {
      if (span.traceFlags >= 0) this.traceFlags.push(row, span.traceFlags);
      this.#pushRare(this.traceState, row, span.traceState);
      this.#pushRare(this.droppedAttributesCount, row, span.droppedAttributesCount);
      this.#pushRare(this.droppedEventsCount, row, span.droppedEventsCount);
      this.#pushRare(this.droppedLinksCount, row, span.droppedLinksCount);
    }
    if (staged.isFull) staged.moveTo(this);
  }

  /** Brings all columns up to date: nobody looks at them before. */
  settle(): void {
    this.#staged?.moveTo(this);
  }

  /** Hash of the columns of a span: equal spans have equal hashes. */
  hash(row: number): number {
    let h = hashStep(hashSeed, this.name.at(row));
    h = hashStep(h, this.startMicros.at(row) % 0x100000000);
    h = hashStep(h, this.startNanos.at(row));
    return hashStep(h, this.durationNs.at(row) % 0x100000000);
  }

  /** Equal in every column but the sparse ones, the resource and the scope. */
  equal(a: number, b: number): boolean {
    const columns = [this.trace, this.idHi, this.idLo, this.parentHi, this.parentLo];
    const contents = [this.startNanos, this.name, this.statusMessage];
    const small = [this.kind, this.statusCode, this.shared];
    for (const column of [...columns, ...contents, ...small]) {
      if (column.at(a) !== column.at(b)) return false;
    }
    if (!Object.is(this.startMicros.at(a), this.startMicros.at(b))) return false;
    if (!Object.is(this.durationNs.at(a), this.durationNs.at(b))) return false;
    if (this.oddIds.get(a) !== this.oddIds.get(b)) return false;
    if (this.oddParentIds.get(a) !== this.oddParentIds.get(b)) return false;
    const [endA, endB] = [this.ends.get(a), this.ends.get(b)];
    return endA?.micros === endB?.micros && endA?.nanos === endB?.nanos;
  }

  #pushTimes(row: number, fields: SpanFields): void {
    const start = usableTime(fields.start);
    const end = usableTime(fields.end);
    this.startMicros.push(start === undefined ? Number.NaN : start.micros);
    this.startNanos.push(start === undefined ? 0 : start.nanos);
    let duration = Number.NaN;
    if (end !== undefined) {
      // Whether a start of 0 is a start is decided once the other spans are known.
      if (start === undefined || isZeroTime(start)) this.ends.set(row, { ...end });
      // An end of 0 after a start on a real clock was never written: there is no end.
      else if (!isZeroTime(end) || start.micros < wallClockMicros) duration = nsBetween(start, end);
    } else if (fields.durationNs !== undefined && Number.isFinite(fields.durationNs)) {
      duration = Math.round(fields.durationNs);
    }
    this.durationNs.push(duration);
  }

  #pushRare(column: SparseColumnBuilder, row: number, value: number): void {
    if (value !== 0) column.push(row, value);
  }
}

/** The same time in whole microseconds and 0 to 999 nanoseconds; undefined when it is none. */
export function usableTime(time: WireTime | undefined): WireTime | undefined {
  if (time === undefined || !Number.isFinite(time.micros)) return undefined;
  if (Number.isInteger(time.micros)) return time;
  const micros = Math.floor(time.micros);
  return { micros, nanos: Math.min(999, Math.round((time.micros - micros) * 1000)) };
}

/** True for the Unix epoch itself, which stands for "never written" beside real times. */
export function isZeroTime(time: WireTime): boolean {
  return time.micros === 0 && time.nanos === 0;
}

/** Nanoseconds from one time to another; exact below 2^53. */
export function nsBetween(from: WireTime, to: WireTime): number {
  return (to.micros - from.micros) * 1000 + (to.nanos - from.nanos);
}
