import { AttributeType } from "@/model/attribute-table";
import type { PackedSink } from "@/model/packed-span";
import { FieldNames, GIVE_UP } from "./byte-cursor";
import { CLOSE_ARRAY, CLOSE_OBJECT, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./json-bytes";
import type { OtlpOwner } from "./otlp-json";
import { PackedReader } from "./packed-reader";

const spanNames = [
  ...["traceId", "spanId", "parentSpanId", "flags", "name", "kind", "startTimeUnixNano"],
  ...["endTimeUnixNano", "attributes", "status", "events", "links", "traceState"],
];
const SPAN_FIELDS = new FieldNames(spanNames);
const [TRACE_ID, SPAN_ID, PARENT_ID, FLAGS, NAME, KIND, START, END, ATTRIBUTES, STATUS, EVENTS] =
  spanNames.keys();
const LINKS = spanNames.indexOf("links");
const NEEDED = [TRACE_ID, SPAN_ID, NAME, START, END];
const PAIR_FIELDS = new FieldNames(["key", "value"]);
const STATUS_FIELDS = new FieldNames(["code", "message"]);
const VALUE_FIELDS = new FieldNames(["stringValue", "intValue", "boolValue"]);
const [STRING_VALUE, INT_VALUE] = [0, 1];

const PLAIN = 0;
/** Strings only: numbers under these keys become dotted quads. */
const ADDRESS = 1;
const LEAVE = 2;

function actionOf(key: string): number {
  if (key === "ip" || key === "peer.ipv4") return ADDRESS;
  return key.startsWith("@jaeger@") ? LEAVE : PLAIN;
}

/**
 * Decodes OTLP/JSON spans straight from bytes, where they are of the plain shape that nearly all
 * have. It says the same as `OtlpReader` does of the same span, or gives up.
 */
export class PackedOtlpReader {
  readonly #reader: PackedReader;
  #seen = 0;
  #endMicros = 0;
  #endNanos = 0;

  constructor(sink: PackedSink) {
    this.#reader = new PackedReader(sink, actionOf);
  }

  /**
   * Decodes the span that begins at `at`; gives the position after it, or -1 where it is left to
   * the general reader. Nothing is handed on before `commit`.
   */
  decode(bytes: Uint8Array, at: number): number {
    const { cursor } = this.#reader;
    cursor.reset(bytes, at, bytes.length);
    try {
      this.#span();
      return cursor.at;
    } catch (error) {
      if (error === GIVE_UP) return -1;
      throw error;
    }
  }

  /** Hands on what `decode` has read. */
  commit(owner: OtlpOwner): void {
    const { span, sink } = this.#reader;
    span.resource = owner.resource;
    span.scope = owner.scope;
    sink.packed(span);
  }

  #span(): void {
    const { cursor, span } = this.#reader;
    span.clear();
    this.#seen = 0;
    cursor.expect(OPEN_OBJECT);
    for (;;) {
      cursor.key();
      const field = SPAN_FIELDS.find(cursor);
      // A field that is not known, or that comes twice.
      if (field < 0 || (this.#seen & (1 << field)) !== 0) throw GIVE_UP;
      this.#seen |= 1 << field;
      this.#field(field);
      if (cursor.peek() === CLOSE_OBJECT) break;
      cursor.expect(COMMA);
    }
    cursor.at += 1;
    for (const field of NEEDED) if ((this.#seen & (1 << field!)) === 0) throw GIVE_UP;
    const micros = this.#endMicros - span.startMicros;
    span.durationNs = micros * 1000 + (this.#endNanos - span.startNanos);
    if (!(span.durationNs >= 0 && span.durationNs <= Number.MAX_SAFE_INTEGER)) throw GIVE_UP;
  }

  #field(field: number): void {
    const reader = this.#reader;
    const { cursor, span } = reader;
    switch (field) {
      case TRACE_ID:
        cursor.string();
        span.trace = reader.traceRow(32);
        return;
      case SPAN_ID:
        this.#id();
        span.idHi = reader.idHi();
        span.idLo = reader.idLo();
        return;
      case PARENT_ID:
        if (!this.#id()) return;
        span.parentHi = reader.idHi();
        span.parentLo = reader.idLo();
        return;
      case FLAGS:
        span.traceFlags = cursor.integer();
        if (span.traceFlags < 0 || span.traceFlags > 0xffffffff) throw GIVE_UP;
        return;
      case NAME:
        cursor.string();
        if (cursor.from === cursor.to) throw GIVE_UP;
        span.name = reader.nameRow();
        return;
      case KIND:
        span.kind = cursor.integer();
        if (span.kind < 0 || span.kind > 5) throw GIVE_UP;
        return;
      case START:
        span.startMicros = this.#time();
        span.startNanos = cursor.integerOf3(cursor.to - 3);
        return;
      case END:
        this.#endMicros = this.#time();
        this.#endNanos = cursor.integerOf3(cursor.to - 3);
        return;
      case ATTRIBUTES:
        return this.#attributes();
      case STATUS:
        return this.#status();
      case EVENTS:
      case LINKS:
        cursor.expect(OPEN_ARRAY);
        return cursor.expect(CLOSE_ARRAY);
      default:
        cursor.string();
        span.traceState = reader.intern();
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

  /** The microseconds of a time that is given as 16 to 19 digits of nanoseconds. */
  #time(): number {
    const { cursor } = this.#reader;
    cursor.string();
    const length = cursor.to - cursor.from;
    if (length < 16 || length > 19) throw GIVE_UP;
    const micros = cursor.integerIn(cursor.from, cursor.to - 3);
    if (!(micros > 0)) throw GIVE_UP;
    return micros;
  }

  #status(): void {
    const { cursor, span } = this.#reader;
    cursor.expect(OPEN_OBJECT);
    let seen = 0;
    while (cursor.peek() !== CLOSE_OBJECT) {
      if (seen !== 0) cursor.expect(COMMA);
      cursor.key();
      const field = STATUS_FIELDS.find(cursor);
      if (field < 0 || (seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      if (field === 0) {
        span.statusCode = cursor.integer();
        if (span.statusCode < 0 || span.statusCode > 2) throw GIVE_UP;
      } else {
        cursor.string();
        span.statusMessage = this.#reader.intern();
      }
    }
    cursor.at += 1;
  }

  #attributes(): void {
    const { cursor } = this.#reader;
    cursor.expect(OPEN_ARRAY);
    if (cursor.peek() === CLOSE_ARRAY) {
      cursor.at += 1;
      return;
    }
    for (;;) {
      this.#attribute();
      if (cursor.peek() === CLOSE_ARRAY) break;
      cursor.expect(COMMA);
    }
    cursor.at += 1;
  }

  /** `{"key":…,"value":{…}}`, in this order. */
  #attribute(): void {
    const { cursor } = this.#reader;
    cursor.expect(OPEN_OBJECT);
    cursor.key();
    if (PAIR_FIELDS.find(cursor) !== 0) throw GIVE_UP;
    cursor.string();
    const key = this.#reader.intern();
    cursor.expect(COMMA);
    cursor.key();
    if (PAIR_FIELDS.find(cursor) !== 1) throw GIVE_UP;
    cursor.expect(OPEN_OBJECT);
    cursor.key();
    this.#value(key, VALUE_FIELDS.find(cursor));
    cursor.expect(CLOSE_OBJECT);
    cursor.expect(CLOSE_OBJECT);
  }

  #value(key: number, field: number): void {
    const { cursor, span } = this.#reader;
    const action = this.#reader.action(key);
    if (action === LEAVE || field < 0) throw GIVE_UP;
    if (field === STRING_VALUE) {
      cursor.string();
      span.addAttribute(key, AttributeType.String, this.#reader.intern());
    } else if (field === INT_VALUE) {
      if (action === ADDRESS) throw GIVE_UP;
      const value = this.#integer();
      if ((value | 0) === value) span.addAttribute(key, AttributeType.SmallInt, value >>> 0);
      else span.addAttribute(key, AttributeType.Int, value);
    } else {
      span.addAttribute(key, AttributeType.Bool, cursor.boolean() ? 1 : 0);
    }
  }

  /** An integer as a number or as text. */
  #integer(): number {
    const { cursor } = this.#reader;
    if (cursor.peek() !== QUOTE) return cursor.integer();
    cursor.string();
    const value = cursor.integerIn(cursor.from, cursor.to);
    if (Number.isNaN(value)) throw GIVE_UP;
    return value;
  }
}
