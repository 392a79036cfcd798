import type { StringTable } from "@/model/string-table";

/** A piece of a document that is being written, and how many spans have been written with it. */
export interface WrittenPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly spans: number;
}

/** Bytes that make a piece. */
const pieceBytes = 1 << 18;
/** Texts up to this long are copied character by character, which is faster than an encoder. */
const shortText = 48;
const comma = 0x2c;
const quote = 0x22;
const openBracket = 0x5b;
const hexDigits = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

/**
 * JSON on its way out, as bytes. Strings of a trace are UTF-8 already: those without anything to
 * escape are copied, and never become JavaScript strings.
 */
export class JsonWriter {
  spans = 0;
  readonly #strings: StringTable;
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(pieceBytes + (pieceBytes >> 2));
  #length = 0;
  #last = 0;

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  get isFull(): boolean {
    return this.#length >= pieceBytes;
  }

  take(): WrittenPart {
    if (this.#length > 0) this.#last = this.#bytes[this.#length - 1]!;
    const part = { bytes: this.#bytes.slice(0, this.#length), spans: this.spans };
    this.#length = 0;
    return part;
  }

  /** Text that is JSON already. */
  text(text: string): void {
    if (text.length > shortText) {
      this.#reserve(text.length * 3);
      this.#length += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
      return;
    }
    this.#reserve(text.length * 3);
    const start = this.#length;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 0x80) {
        const room = this.#bytes.subarray(start);
        this.#length = start + this.#encoder.encodeInto(text, room).written;
        return;
      }
      this.#bytes[start + at] = code;
    }
    this.#length = start + text.length;
  }

  /** Text as a JSON string. */
  quoted(text: string): void {
    this.text(JSON.stringify(text));
  }

  /** A string of the trace as a JSON string. */
  string(id: number): void {
    const bytes = this.#strings.bytes(id);
    if (!isPlain(bytes)) {
      this.quoted(this.#strings.text(id));
      return;
    }
    this.#reserve(bytes.length + 2);
    this.#bytes[this.#length] = quote;
    this.#copy(bytes, this.#length + 1);
    this.#length += bytes.length + 2;
    this.#bytes[this.#length - 1] = quote;
  }

  /** A string of the trace that is JSON itself. */
  json(id: number): void {
    this.text(this.#strings.text(id));
  }

  /** An id of 64 bits as a JSON string; zero is "". */
  spanId(hi: number, lo: number): void {
    if (hi === 0 && lo === 0) {
      this.text('""');
      return;
    }
    this.#reserve(18);
    const bytes = this.#bytes;
    const start = this.#length;
    bytes[start] = quote;
    for (let digit = 0; digit < 8; digit += 1) {
      const shift = 28 - digit * 4;
      bytes[start + 1 + digit] = hexDigits[(hi >>> shift) & 15]!;
      bytes[start + 9 + digit] = hexDigits[(lo >>> shift) & 15]!;
    }
    bytes[start + 17] = quote;
    this.#length = start + 18;
  }

  /** As `spanId`, for an id that may be odd. */
  anySpanId(odd: string | undefined, hi: number, lo: number): void {
    if (odd === undefined) this.spanId(hi, lo);
    else this.quoted(odd);
  }

  /** A double; JSON has no literals for three of them, and nobody writes the sign of zero unasked. */
  double(value: number): void {
    if (Number.isFinite(value)) this.text(Object.is(value, -0) ? "-0" : String(value));
    else this.quoted(String(value));
  }

  /** What stands before an item of a list. */
  item(): void {
    const last = this.#length > 0 ? this.#bytes[this.#length - 1]! : this.#last;
    if (last === openBracket) return;
    this.#reserve(1);
    this.#bytes[this.#length] = comma;
    this.#length += 1;
  }

  #copy(bytes: Uint8Array, to: number): void {
    if (bytes.length > shortText) {
      this.#bytes.set(bytes, to);
      return;
    }
    for (let at = 0; at < bytes.length; at += 1) this.#bytes[to + at] = bytes[at]!;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** ASCII with nothing in it that JSON escapes. Other bytes may be anything a source sent. */
function isPlain(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte < 0x20 || byte >= 0x7f || byte === quote || byte === 0x5c) return false;
  }
  return true;
}
