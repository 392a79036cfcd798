import type { PackedSink } from "@/model/packed-span";
import { GIVE_UP } from "./byte-cursor";
import { FieldNames, FieldOrder } from "./field-order";
import { QUOTE } from "./json-bytes";
import type { OtlpOwner } from "./otlp-json";
import { PackedPairs } from "./packed-pairs";
import { PackedReader } from "./packed-reader";

const TRACE_ID = 0;
const SPAN_ID = 1;
const NAME = 2;
const START = 3;
const END = 4;
const PARENT_ID = 5;
const FLAGS = 6;
const KIND = 7;
const ATTRIBUTES = 8;
const STATUS = 9;
const EVENTS = 10;
const LINKS = 11;
const TRACE_STATE = 12;
const DROPPED_ATTRIBUTES = 13;
const DROPPED_EVENTS = 14;
const DROPPED_LINKS = 15;
const SPAN_FIELDS = new FieldNames([
  "traceId",
  "spanId",
  "name",
  "startTimeUnixNano",
  "endTimeUnixNano",
  "parentSpanId",
  "flags",
  "kind",
  "attributes",
  "status",
  "events",
  "links",
  "traceState",
  "droppedAttributesCount",
  "droppedEventsCount",
  "droppedLinksCount",
]);
/** The first five, without which a span is not plain. */
const NEEDED = 0b11111;
const STATUS_FIELDS = new FieldNames(["code", "message"]);
const EVENT_FIELDS = new FieldNames([
  "timeUnixNano",
  "name",
  "attributes",
  "droppedAttributesCount",
]);
const LINK_FIELDS = new FieldNames([
  "traceId",
  "spanId",
  "traceState",
  "attributes",
  "flags",
  "droppedAttributesCount",
]);
const KIND_NAMES = new FieldNames(
  ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"].map(
    (name) => `SPAN_KIND_${name}`,
  ),
);
const CODE_NAMES = new FieldNames(["UNSET", "OK", "ERROR"].map((name) => `STATUS_CODE_${name}`));

/**
 * Decodes OTLP/JSON spans straight from bytes, where they are of the plain shape that nearly all
 * have. It says the same as `OtlpReader` does of the same span, or gives up.
 */
export class PackedOtlpReader {
  readonly #reader: PackedReader;
  readonly #pairs: PackedPairs;
  readonly #innerPairs: PackedPairs;
  readonly #fields: FieldOrder;
  readonly #status: FieldOrder;
  readonly #events: FieldOrder;
  readonly #links: FieldOrder;
  #micros = 0;
  #nanos = 0;

  constructor(sink: PackedSink) {
    const reader = new PackedReader(sink);
    this.#reader = reader;
    this.#pairs = new PackedPairs(reader, (key) => key.startsWith("@jaeger@"));
    this.#innerPairs = new PackedPairs(reader, (key) => key === "opentracing.ref_type");
    this.#fields = new FieldOrder(reader.cursor, SPAN_FIELDS);
    this.#status = new FieldOrder(reader.cursor, STATUS_FIELDS);
    this.#events = new FieldOrder(reader.cursor, EVENT_FIELDS);
    this.#links = new FieldOrder(reader.cursor, LINK_FIELDS);
  }

  /**
   * Decodes the span that begins at `at`; gives the position after it, LEFT_OUT where it is for the
   * general reader, or TOO_SHORT. Nothing is handed on before `commit`.
   */
  decode(bytes: Uint8Array, at: number): number {
    return this.#reader.attempt(bytes, at, this);
  }

  /** Hands on what `decode` has read. */
  commit(owner: OtlpOwner): void {
    const { span } = this.#reader;
    span.resource = owner.resource;
    span.scope = owner.scope;
    this.#reader.commit();
  }

  /** For `PackedReader.attempt`. */
  read(): void {
    const { span } = this.#reader;
    let seen = 0;
    let endMicros = 0;
    let endNanos = 0;
    for (let field = this.#fields.next(-1); field >= 0; field = this.#fields.next(field)) {
      // A field that comes twice.
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      if (field === END) {
        this.#time();
        endMicros = this.#micros;
        endNanos = this.#nanos;
      } else this.#field(field);
    }
    if ((seen & NEEDED) !== NEEDED) throw GIVE_UP;
    span.durationNs = (endMicros - span.startMicros) * 1000 + (endNanos - span.startNanos);
    if (!(span.durationNs >= 0 && span.durationNs <= Number.MAX_SAFE_INTEGER)) throw GIVE_UP;
  }

  #field(field: number): void {
    const reader = this.#reader;
    const { span } = reader;
    switch (field) {
      case TRACE_ID:
        return reader.traceId(32);
      case SPAN_ID:
        this.#id();
        span.idHi = reader.idHi();
        span.idLo = reader.idLo();
        return;
      case NAME:
        return reader.name();
      case START:
        this.#time();
        span.startMicros = this.#micros;
        span.startNanos = this.#nanos;
        return;
      case PARENT_ID:
        if (!this.#id()) return;
        span.parentHi = reader.idHi();
        span.parentLo = reader.idLo();
        return;
      case FLAGS:
        span.traceFlags = reader.uint32();
        return;
      case KIND:
        span.kind = this.#enum(KIND_NAMES);
        return;
      case ATTRIBUTES:
        return this.#pairs.read(span.attributes);
      case STATUS:
        return this.#readStatus();
      case EVENTS:
        return this.#readEvents();
      case LINKS:
        return this.#readLinks();
      case TRACE_STATE:
        span.traceState = reader.text();
        return;
      case DROPPED_ATTRIBUTES:
        span.droppedAttributesCount = reader.uint32();
        return;
      case DROPPED_EVENTS:
        span.droppedEventsCount = reader.uint32();
        return;
      case DROPPED_LINKS:
        span.droppedLinksCount = reader.uint32();
        return;
      default:
        throw GIVE_UP;
    }
  }

  /** Reads a span id of 16 digits; false where it is empty. */
  #id(): boolean {
    const { cursor } = this.#reader;
    cursor.string();
    const length = cursor.to - cursor.from;
    if (length !== 0 && length !== 16) throw GIVE_UP;
    return length !== 0;
  }

  /** Reads a time that is given as 16 to 19 digits of nanoseconds. */
  #time(): void {
    const { cursor } = this.#reader;
    cursor.string();
    const length = cursor.to - cursor.from;
    if (length < 16 || length > 19) throw GIVE_UP;
    this.#micros = cursor.integerIn(cursor.from, cursor.to - 3);
    if (!(this.#micros > 0)) throw GIVE_UP;
    this.#nanos = cursor.integerOf3(cursor.to - 3);
  }

  /** A number of an enumeration, or one of its names. */
  #enum(names: FieldNames): number {
    const { cursor } = this.#reader;
    let value: number;
    if (cursor.peek() === QUOTE) {
      cursor.string();
      value = names.find(cursor);
    } else {
      value = cursor.integer();
    }
    if (value < 0 || value >= names.count) throw GIVE_UP;
    return value;
  }

  #readStatus(): void {
    const { span } = this.#reader;
    const order = this.#status;
    let seen = 0;
    for (let field = order.nextOrEmpty(-1); field >= 0; field = order.next(field)) {
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      if (field === 0) span.statusCode = this.#enum(CODE_NAMES);
      else span.statusMessage = this.#reader.text();
    }
  }

  #readEvents(): void {
    const reader = this.#reader;
    const { events } = reader.span;
    if (!reader.opens()) return;
    do {
      const event = events.add();
      let seen = 0;
      for (let field = this.#events.next(-1); field >= 0; field = this.#events.next(field)) {
        if ((seen & (1 << field)) !== 0) throw GIVE_UP;
        seen |= 1 << field;
        if (field === 0) {
          this.#time();
          events.micros[event] = this.#micros;
          events.nanos[event] = this.#nanos;
        } else if (field === 1) events.name[event] = reader.text();
        else if (field === 2) this.#innerPairs.read(events.attributes);
        else if (reader.uint32() !== 0) throw GIVE_UP;
      }
      if ((seen & 1) === 0) throw GIVE_UP;
    } while (reader.continues());
  }

  #readLinks(): void {
    const reader = this.#reader;
    const { links } = reader.span;
    if (!reader.opens()) return;
    do {
      const link = links.add();
      let seen = 0;
      for (let field = this.#links.next(-1); field >= 0; field = this.#links.next(field)) {
        if ((seen & (1 << field)) !== 0) throw GIVE_UP;
        seen |= 1 << field;
        if (field === 0) links.traceId[link] = reader.canonicalTraceId();
        else if (field === 1) {
          if (!this.#id()) throw GIVE_UP;
          links.hi[link] = reader.idHi();
          links.lo[link] = reader.idLo();
        } else if (field === 2) links.traceState[link] = reader.text();
        else if (field === 3) this.#innerPairs.read(links.attributes);
        else if (field === 4) links.flags[link] = reader.uint32();
        else if (reader.uint32() !== 0) throw GIVE_UP;
      }
      // A link to nothing is for the general way to remove.
      if ((seen & 3) !== 3 || (links.hi[link] === 0 && links.lo[link] === 0)) throw GIVE_UP;
    } while (reader.continues());
  }
}
