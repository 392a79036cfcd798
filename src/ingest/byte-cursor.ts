import { finishHash, hashSeed } from "@/lib/hash";
import { BACKSLASH, COLON, QUOTE } from "./json-bytes";

/**
 * Thrown by a cursor at anything out of the ordinary, and where the bytes end: the caller then
 * leaves the value to the general reader. One object, because it may be thrown often.
 */
export const GIVE_UP: { readonly givenUp: true } = { givenUp: true };

const DOT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** Integers of more digits are never exact in a double; of so many, they may be. */
const MOST_DIGITS = 16;

/**
 * Reads JSON tokens out of bytes without making strings. Takes plain, well-formed text only: no
 * escapes in strings, UTF-8 that is valid, integers that a double holds exactly.
 */
export class ByteCursor {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  /** The last string: `bytes[from, to)` without its quotes, and its hash as `hashBytes` gives it. */
  from = 0;
  to = 0;
  hash = 0;

  reset(bytes: Uint8Array, at: number, end: number): void {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** The next byte that is not white space; it is not consumed. */
  peek(): number {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end) {
      const byte = bytes[at]!;
      if (byte > 0x20) {
        this.at = at;
        return byte;
      }
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) throw GIVE_UP;
      at += 1;
    }
    throw GIVE_UP;
  }

  /** Consumes this byte, which has to be next. */
  expect(byte: number): void {
    if (this.peek() !== byte) throw GIVE_UP;
    this.at += 1;
  }

  /** Consumes a string; `from`, `to` and `hash` say what it is. */
  string(): void {
    if (this.peek() !== QUOTE) throw GIVE_UP;
    const { bytes, end } = this;
    const from = this.at + 1;
    let at = from;
    let hash = hashSeed;
    while (at < end) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        this.from = from;
        this.to = at;
        this.at = at + 1;
        this.hash = finishHash(hash ^ (at - from));
        return;
      }
      if (byte < 0x20 || byte === BACKSLASH) throw GIVE_UP;
      hash = Math.imul(hash ^ byte, 0x01000193);
      at += 1;
      if (byte < 0x80) continue;
      const more = utf8Rest(bytes, at - 1, end);
      if (more === 0) throw GIVE_UP;
      for (const last = at + more; at < last; at += 1) {
        hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
      }
    }
    throw GIVE_UP;
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
    const digits = at - from;
    const isPlain = digits > 0 && digits <= MOST_DIGITS && (bytes[from] !== ZERO || digits === 1);
    if (!isPlain || at >= end || byte === DOT || byte === 0x65 || byte === 0x45) throw GIVE_UP;
    if (value > Number.MAX_SAFE_INTEGER || (negative && value === 0)) throw GIVE_UP;
    this.at = at;
    return negative ? -value : value;
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
    if (this.at + text.length >= this.end) throw GIVE_UP;
    for (let i = 0; i < text.length; i += 1) {
      if (this.bytes[this.at + i] !== text.charCodeAt(i)) throw GIVE_UP;
    }
    this.at += text.length;
  }

  /** True when the last string is these bytes. */
  isText(text: Uint8Array): boolean {
    return text.length === this.to - this.from && sameBytes(this.bytes, this.from, text);
  }

  /** The last string, which has to be ASCII. */
  ascii(): string {
    let text = "";
    for (let at = this.from; at < this.to; at += 1) text += String.fromCharCode(this.bytes[at]!);
    return text;
  }
}

/** True when `bytes` has `text` at `from`. */
function sameBytes(bytes: Uint8Array, from: number, text: Uint8Array): boolean {
  for (let i = 0; i < text.length; i += 1) if (bytes[from + i] !== text[i]) return false;
  return true;
}

/** How many bytes follow the first of a valid UTF-8 sequence at `at`; 0 where it is not valid. */
function utf8Rest(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!;
  const rest = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
  if (rest === 0 || at + rest >= end) return 0;
  const second = bytes[at + 1]!;
  // Neither longer than need be, nor a surrogate, nor past the last code point.
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  for (let i = 1; i <= rest; i += 1) if ((bytes[at + i]! & 0xc0) !== 0x80) return 0;
  return rest;
}

/** Names of fields by their bytes. */
export class FieldNames {
  readonly #byLength: (readonly { readonly bytes: Uint8Array; readonly field: number }[])[] = [];

  /** The position of a name in `names` is its number. */
  constructor(names: readonly string[]) {
    const encoder = new TextEncoder();
    names.forEach((name, field) => {
      const bytes = encoder.encode(name);
      const same = this.#byLength[bytes.length] ?? [];
      this.#byLength[bytes.length] = [...same, { bytes, field }];
    });
  }

  /** The number of the cursor's last string, or -1. */
  find(cursor: ByteCursor): number {
    const candidates = this.#byLength[cursor.to - cursor.from];
    if (candidates === undefined) return -1;
    for (let i = 0; i < candidates.length; i += 1) {
      const { bytes, field } = candidates[i]!;
      if (sameBytes(cursor.bytes, cursor.from, bytes)) return field;
    }
    return -1;
  }
}
