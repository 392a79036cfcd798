import { AttributeType } from "@/model/attribute-table";
import { PackedSpan, type PackedAttributes, type PackedSink } from "@/model/packed-span";
import { ByteCursor, GIVE_UP, Literal, RAN_OUT } from "./byte-cursor";
import { CLOSE_ARRAY, COMMA, OPEN_ARRAY } from "./json-bytes";
import type { KnownTexts } from "./known-texts";

/** What `decode` gives where the value is left to the general reader. */
export const LEFT_OUT = -1;
/** What it gives where the bytes end before the value does. */
export const TOO_SHORT = -2;

/** The action of values that the sink does not keep: they are read over, as the others are read. */
export const UNKEPT = 255;

/** Kinds of values, in the spellings of both formats. */
export const ValueType = { String: 0, Bool: 1, Int: 2, Double: 3, Bytes: 4 } as const;

/** Reads the span at the cursor into the record, or throws GIVE_UP or RAN_OUT. */
export interface SpanDecoder {
  /** By steps that are known; false where they end before the span does. */
  follow(): boolean;
  /** Field by field. */
  read(): void;
}

const decoder = new TextDecoder();

/** Texts beyond these are looked at again at each span. */
const MOST_TEXTS = 65_536;

/**
 * What the readers of packed spans share: the cursor, the record that is filled, and memories of
 * what the last spans said, because most spans say the same.
 */
export class PackedReader {
  readonly cursor = new ByteCursor();
  readonly span = new PackedSpan();
  readonly sink: PackedSink;
  readonly #keepsAll: boolean;
  readonly #names = new Map<number, number>();
  /** The trace id of the last span that was handed on, in its quotes, and its row. */
  #lastTrace: Literal | undefined;
  #traceRow = 0;
  /** The trace id of this span is that one; else it is the bytes `[#traceFrom, #traceTo)`. */
  #isLastTrace = false;
  #traceFrom = 0;
  #traceTo = 0;
  #name = 0;
  /** The highest text id that an attribute's value has had. */
  #newest = 0;

  constructor(sink: PackedSink) {
    this.sink = sink;
    this.#keepsAll = sink.keepsAll();
  }

  /**
   * Reads the span at `at`: along a way that is known, where there is one, and else from field to
   * field. Gives the position after it, LEFT_OUT or TOO_SHORT.
   */
  attempt(bytes: Uint8Array, at: number, reader: SpanDecoder): number {
    const { cursor } = this;
    cursor.reset(bytes, at);
    this.span.clear();
    try {
      if (reader.follow()) return cursor.at;
      cursor.at = at;
      this.span.clear();
      reader.read();
      return cursor.at;
    } catch (error) {
      if (error === GIVE_UP) return LEFT_OUT;
      if (error === RAN_OUT) return TOO_SHORT;
      throw error;
    }
  }

  /** Hands the span on. Rows are made here, so that what is given up leaves none behind. */
  commit(): void {
    const { span, sink } = this;
    if (!this.#isLastTrace) {
      const { bytes, view } = this.cursor;
      const [from, to] = [this.#traceFrom, this.#traceTo];
      this.#traceRow = sink.traceRow(decoder.decode(bytes.subarray(from, to)));
      this.#lastTrace = new Literal(view, from - 1, to + 1);
    }
    span.trace = this.#traceRow;
    let name = this.#names.get(this.#name);
    if (name === undefined) {
      name = sink.nameRow(sink.textOf(this.#name));
      if (this.#names.size < MOST_TEXTS) this.#names.set(this.#name, name);
    }
    span.name = name;
    sink.packed(span);
  }

  /** Consumes a string; gives its text id. */
  text(): number {
    const { cursor } = this;
    cursor.string();
    return this.intern();
  }

  /** Consumes a string in a place whose texts are known; gives its text id. */
  textAmong(known: KnownTexts | undefined): number {
    const { cursor } = this;
    if (known === undefined) return this.text();
    cursor.peek();
    const taken = known.take(cursor);
    if (taken >= 0) return taken;
    const id = this.text();
    known.learn(cursor, id);
    return id;
  }

  /**
   * The same for the value of an attribute of the span: where texts are new again and again, they
   * are not looked up one by one.
   */
  attributeText(known: KnownTexts | undefined): number {
    const { cursor, sink } = this;
    if (known === undefined) return this.text();
    cursor.peek();
    const taken = known.take(cursor);
    if (taken >= 0) return taken;
    cursor.string();
    const isAppended = known.expectsNew();
    const id = isAppended
      ? sink.appendBytes(cursor.view, cursor.from, cursor.to, cursor.hash)
      : this.intern();
    const isNew = id > this.#newest;
    if (isNew) this.#newest = id;
    if (isAppended) return id;
    known.lookedUp(isNew);
    known.learn(cursor, id);
    return id;
  }

  /** The same for a text of which nothing but a span with all its contents has a use: else 0. */
  innerText(known: KnownTexts | undefined): number {
    if (this.#keepsAll) return this.textAmong(known);
    this.cursor.string();
    return 0;
  }

  /** Text id of the cursor's last string. */
  intern(): number {
    const { cursor } = this;
    return this.sink.internBytes(cursor.view, cursor.from, cursor.to, cursor.hash);
  }

  /** Consumes the name of the span, which is not empty. */
  name(known: KnownTexts | undefined): void {
    this.#name = this.textAmong(known);
    if (this.#name === 0) throw GIVE_UP;
  }

  /** Consumes the span's trace id: `least` to 32 hex digits. */
  traceId(least: number): void {
    const { cursor } = this;
    cursor.peek();
    this.#isLastTrace = this.#lastTrace !== undefined && cursor.skip(this.#lastTrace);
    if (this.#isLastTrace) return;
    cursor.string();
    if (cursor.to - cursor.from < least || cursor.to - cursor.from > 32) throw GIVE_UP;
    this.#hex(cursor.from, cursor.to);
    this.#traceFrom = cursor.from;
    this.#traceTo = cursor.to;
  }

  /** Consumes a trace id that is spelt as the span's own one, which has been read. */
  ownTraceId(): void {
    const { cursor } = this;
    cursor.peek();
    if (this.#isLastTrace && this.#lastTrace !== undefined && cursor.skip(this.#lastTrace)) return;
    cursor.string();
    const length = cursor.to - cursor.from;
    if (this.#isLastTrace || length !== this.#traceTo - this.#traceFrom) throw GIVE_UP;
    const { bytes } = cursor;
    for (let i = 0; i < length; i += 1) {
      if (bytes[cursor.from + i] !== bytes[this.#traceFrom + i]) throw GIVE_UP;
    }
  }

  /** Consumes a trace id that is in its canonical form: 32 lower-case hex digits. */
  canonicalTraceId(): number {
    const { cursor } = this;
    cursor.string();
    if (cursor.to - cursor.from !== 32) throw GIVE_UP;
    this.#hex(cursor.from, cursor.to);
    for (let at = cursor.from; at < cursor.to; at += 1) {
      if (cursor.bytes[at]! < 0x60 && cursor.bytes[at]! > 0x40) throw GIVE_UP;
    }
    return this.intern();
  }

  /** The high half of the span id that the last string is, of at most 16 hex digits. */
  idHi(): number {
    const { from, to } = this.cursor;
    if (to - from > 16 || to === from) throw GIVE_UP;
    return this.#hex(from, Math.max(from, to - 8));
  }

  /** The low half; to be asked after `idHi`. */
  idLo(): number {
    const { from, to } = this.cursor;
    return this.#hex(Math.max(from, to - 8), to);
  }

  /** Consumes an unsigned integer of at most 32 bits. */
  uint32(): number {
    const value = this.cursor.integer();
    if (value < 0 || value > 0xffffffff) throw GIVE_UP;
    return value;
  }

  /** Consumes the bracket before the first element of a list; false where there is none. */
  opens(): boolean {
    const { cursor } = this;
    cursor.expect(OPEN_ARRAY);
    if (cursor.peek() !== CLOSE_ARRAY) return true;
    cursor.at += 1;
    return false;
  }

  /** Consumes the comma before the next element, or the bracket after the last one: then false. */
  continues(): boolean {
    const { cursor } = this;
    const byte = cursor.peek();
    cursor.at += 1;
    if (byte !== COMMA && byte !== CLOSE_ARRAY) throw GIVE_UP;
    return byte === COMMA;
  }

  #hex(from: number, to: number): number {
    const { bytes } = this.cursor;
    let value = 0;
    let faults = 0;
    for (let at = from; at < to; at += 1) {
      const digit = HEX[bytes[at]!]!;
      faults |= digit;
      value = (value << 4) | digit;
    }
    if (faults > 15) throw GIVE_UP;
    return value >>> 0;
  }
}

/** Adds a value of a `ValueType`. */
export function putValue(to: PackedAttributes, key: number, type: number, value: number): void {
  if (type === ValueType.Int) to.addInteger(key, value);
  else to.add(key, COLUMN_TYPES[type]!, value);
}

const COLUMN_TYPES = [
  AttributeType.String,
  AttributeType.Bool,
  AttributeType.Int,
  AttributeType.Double,
  AttributeType.Bytes,
];

/** The value of each byte as a hex digit; 255 where it is none. */
const HEX = new Uint8Array(256).fill(255);
for (let digit = 0; digit < 10; digit += 1) HEX[0x30 + digit] = digit;
for (let digit = 10; digit < 16; digit += 1) HEX[0x57 + digit] = HEX[0x37 + digit] = digit;
