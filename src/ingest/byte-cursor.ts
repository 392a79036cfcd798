import { finishBytes, hashBytes, hashSeed, hashWord } from "@/lib/hash";
import { BACKSLASH, COLON, QUOTE } from "./json-bytes";

/**
 * Thrown by a cursor at anything out of the ordinary: the caller then leaves the value to the
 * general reader. One object, because it may be thrown often.
 */
export const GIVE_UP: { readonly givenUp: true } = { givenUp: true };
/** Thrown where the bytes end before the value does: with more of them it may be plain. */
export const RAN_OUT: { readonly ranOut: true } = { ranOut: true };

const DOT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** Integers of more digits are never exact in a double; of so many, they may be. */
const MOST_DIGITS = 16;

/** 1 for the bytes that a string cannot hold as they are, and for those that are not ASCII. */
const ENDS_RUN = new Uint8Array(256);
ENDS_RUN.fill(1, 0, 0x20);
ENDS_RUN.fill(1, 0x80);
ENDS_RUN[QUOTE] = ENDS_RUN[BACKSLASH] = 1;

/** One bit for each byte of a word; and what a byte is compared with, four times. */
const HIGH_BITS = 0x80808080 | 0;
const LOW_BITS = 0x01010101;
const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;
const SPACES = 0x20202020;

/**
 * Bytes that are expected again, eight to a number, so that they are compared quickly. Numbers are
 * equal exactly where their bytes are: none is zero, as no byte is, and one that stands for no
 * number is equal to nothing, so that its bytes are read anew.
 */
export class Literal {
  readonly length: number;
  /** Every eight bytes, and the last eight. */
  readonly numbers: Float64Array;
  readonly last: number;
  /** All of them, where they are fewer than eight. */
  readonly few: Uint8Array;

  /** Of ASCII text. */
  static of(text: string): Literal {
    const { buffer, byteLength } = new TextEncoder().encode(text);
    return new Literal(new DataView(buffer), 0, byteLength);
  }

  constructor(view: DataView, from: number, to: number) {
    this.length = to - from;
    this.numbers = new Float64Array(this.length >> 3);
    for (let i = 0; i < this.numbers.length; i += 1) {
      this.numbers[i] = view.getFloat64(from + i * 8, true);
    }
    this.last = this.length < 8 ? 0 : view.getFloat64(to - 8, true);
    const few = this.length < 8 ? this.length : 0;
    this.few = new Uint8Array(view.buffer, view.byteOffset + from, few).slice();
  }
}

/**
 * Reads JSON tokens out of bytes without making strings. Takes plain, well-formed text only: no
 * escapes in strings, UTF-8 that is valid, integers that a double holds exactly.
 */
export class ByteCursor {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  at = 0;
  end = 0;
  /** The last string: `bytes[from, to)` without its quotes. */
  from = 0;
  to = 0;
  #hash = 0;

  reset(bytes: Uint8Array, at: number): void {
    this.at = at;
    if (bytes === this.bytes) return;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length;
  }

  /** The next byte that is not white space; it is not consumed. */
  peek(): number {
    const { bytes, at, end } = this;
    if (at < end && bytes[at]! > 0x20) return bytes[at]!;
    return this.#pastSpace();
  }

  #pastSpace(): number {
    const { bytes, end } = this;
    let { at } = this;
    while (at < end) {
      const byte = bytes[at]!;
      if (byte > 0x20) {
        this.at = at;
        return byte;
      }
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) throw GIVE_UP;
      at += 1;
    }
    throw RAN_OUT;
  }

  /** Consumes this byte, which has to be next. */
  expect(byte: number): void {
    if (this.peek() !== byte) throw GIVE_UP;
    this.at += 1;
  }

  /** Consumes these bytes if they are next, white space included; else nothing. */
  skip(literal: Literal): boolean {
    const { view, at } = this;
    const { length, numbers } = literal;
    const to = at + length;
    if (to > this.end) return false;
    if (length < 8) return this.#skipFew(literal.few);
    // Most that differ do so at the end, where a name of several of one length stands.
    if (view.getFloat64(to - 8, true) !== literal.last) return false;
    for (let i = 0, from = at; i < numbers.length; i += 1, from += 8) {
      if (view.getFloat64(from, true) !== numbers[i]) return false;
    }
    this.at = to;
    return true;
  }

  #skipFew(expected: Uint8Array): boolean {
    const { bytes, at } = this;
    for (let i = 0; i < expected.length; i += 1) {
      if (bytes[at + i] !== expected[i]) return false;
    }
    this.at = at + expected.length;
    return true;
  }

  /**
   * Consumes a string; `from` and `to` say where it is. Looks at four bytes at once for one that is
   * no plain letter, and hashes them on the way.
   */
  string(): void {
    if (this.peek() !== QUOTE) throw GIVE_UP;
    const { view, end } = this;
    const from = this.at + 1;
    const last = end - 4;
    let hash = hashSeed;
    for (let at = from; at <= last; at += 4) {
      const word = view.getInt32(at, true);
      const quotes = word ^ QUOTES;
      const slashes = word ^ BACKSLASHES;
      // The high bit of a byte is set where the byte below 0x80 was zero, or less than a space: of
      // the lowest such byte for certain, which is the one that counts.
      const odd =
        (((quotes - LOW_BITS) & ~quotes) |
          ((slashes - LOW_BITS) & ~slashes) |
          (word - SPACES) |
          word) &
        HIGH_BITS;
      if (odd === 0) {
        hash = hashWord(hash, word);
        continue;
      }
      const bits = (31 - Math.clz32(odd & -odd)) & 24;
      if (((word >>> bits) & 0xff) !== QUOTE) break;
      const to = at + (bits >> 3);
      this.#hash = finishBytes(hash, word & ((1 << bits) - 1), to - from);
      this.from = from;
      this.to = to;
      this.at = to + 1;
      return;
    }
    this.#anyString(from);
  }

  /** The same for what is not ASCII, for the end of the bytes, and for what is no plain string. */
  #anyString(from: number): void {
    const { bytes, end } = this;
    let at = from;
    for (;;) {
      while (at < end && ENDS_RUN[bytes[at]!] === 0) at += 1;
      if (at >= end) throw RAN_OUT;
      const byte = bytes[at]!;
      if (byte === QUOTE) break;
      if (byte < 0x80) throw GIVE_UP;
      const length = utf8Length(bytes, at, end);
      if (length === 0) throw GIVE_UP;
      at += length;
    }
    this.from = from;
    this.to = at;
    this.at = at + 1;
    this.#hash = hashBytes(this.view, from, at);
  }

  /** `hashBytes` of the last string. */
  get hash(): number {
    return this.#hash;
  }

  /** Consumes a key and its colon. */
  key(): void {
    this.string();
    this.expect(COLON);
  }

  /** Consumes an integer that a double holds exactly; nothing that JSON would not allow. */
  integer(): number {
    const first = this.peek();
    const { bytes, end } = this;
    const negative = first === MINUS;
    const from = negative ? this.at + 1 : this.at;
    let at = from;
    let value = 0;
    let byte = 0;
    for (; at < end; at += 1) {
      byte = bytes[at]!;
      if (byte < ZERO || byte > NINE) break;
      value = value * 10 + (byte - ZERO);
    }
    if (at >= end) throw RAN_OUT;
    const digits = at - from;
    const isPlain = digits > 0 && digits <= MOST_DIGITS && (bytes[from] !== ZERO || digits === 1);
    if (!isPlain || byte === DOT || byte === 0x65 || byte === 0x45) throw GIVE_UP;
    if (value > Number.MAX_SAFE_INTEGER || (negative && value === 0)) throw GIVE_UP;
    this.at = at;
    return negative ? -value : value;
  }

  /**
   * Consumes a number without an exponent as the double next to it: an integer below 2^53 over a
   * power of ten that is exact itself is rounded once only (Clinger, 1990).
   */
  double(): number {
    const first = this.peek();
    const { bytes, end } = this;
    const from = first === MINUS ? this.at + 1 : this.at;
    let at = from;
    let value = 0;
    let point = -1;
    let byte = 0;
    for (; at < end; at += 1) {
      byte = bytes[at]!;
      if (byte === DOT && point < 0 && at > from) point = at;
      else if (byte >= ZERO && byte <= NINE) value = value * 10 + (byte - ZERO);
      else break;
    }
    if (at >= end) throw RAN_OUT;
    const whole = (point < 0 ? at : point) - from;
    const decimals = point < 0 ? 0 : at - point - 1;
    if (whole < 1 || whole + decimals > MOST_DIGITS || (point > 0 && decimals === 0)) throw GIVE_UP;
    if ((bytes[from] === ZERO && whole > 1) || byte === 0x65 || byte === 0x45) throw GIVE_UP;
    if (value > Number.MAX_SAFE_INTEGER || byte === DOT) throw GIVE_UP;
    this.at = at;
    const size = value / TENS[decimals]!;
    return first === MINUS ? -size : size;
  }

  /** The exact integer that `bytes[from, to)` spells, in its plain form; NaN when it is none. */
  integerIn(start: number, to: number): number {
    const { bytes } = this;
    const negative = bytes[start] === MINUS;
    const from = negative ? start + 1 : start;
    const digits = to - from;
    if (digits < 1 || digits > MOST_DIGITS) return Number.NaN;
    if (bytes[from] === ZERO && (digits > 1 || negative)) return Number.NaN;
    let value = 0;
    for (let at = from; at < to; at += 1) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
    return negative ? -value : value;
  }

  /** The number that the three digits at `from` spell, leading zeros included. */
  integerOf3(from: number): number {
    let value = 0;
    for (let at = from; at < from + 3; at += 1) {
      const digit = this.bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) throw GIVE_UP;
      value = value * 10 + digit;
    }
    return value;
  }

  /** Consumes `true` or `false`. */
  boolean(): boolean {
    const value = this.peek() === 0x74;
    this.word(value ? "true" : "false");
    return value;
  }

  /** Consumes this word, which has to be next. */
  word(text: string): void {
    for (let i = 0; i < text.length; i += 1) {
      if (this.at + i >= this.end) throw RAN_OUT;
      if (this.bytes[this.at + i] !== text.charCodeAt(i)) throw GIVE_UP;
    }
    this.at += text.length;
  }

  /** True when the last string is these bytes. */
  isText(text: Uint8Array): boolean {
    if (text.length !== this.to - this.from) return false;
    for (let i = 0; i < text.length; i += 1) {
      if (this.bytes[this.from + i] !== text[i]) return false;
    }
    return true;
  }

  /** The last string, which has to be ASCII. */
  ascii(): string {
    let text = "";
    for (let at = this.from; at < this.to; at += 1) text += String.fromCharCode(this.bytes[at]!);
    return text;
  }
}

/** Powers of ten, each by its exponent; all of them are exact. */
const TENS = Float64Array.from({ length: MOST_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/** Bytes of the valid UTF-8 sequence at `at`, which is not ASCII; 0 where it is not valid. */
function utf8Length(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!;
  const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length === 0) return 0;
  if (at + length > end) throw RAN_OUT;
  const second = bytes[at + 1]!;
  // Neither longer than need be, nor a surrogate, nor past the last code point.
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  for (let i = 1; i < length; i += 1) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  return length;
}
