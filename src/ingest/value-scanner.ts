import { Problem } from "@/lib/problem";
import {
  BACKSLASH,
  BYTE_CLASS,
  IS_CLOSE,
  IS_DIGIT,
  IS_OPEN,
  IS_QUOTE,
  isFraction,
  isNumberPart,
  isWord,
  QUOTE,
} from "./json-bytes";
import type { SliceBuffer } from "./slice-buffer";
import { byteExcerpt } from "./wire";

/** Deeper values are kept as text: whatever walks over values later may recurse. */
const MAX_DEPTH = 512;
/** One span, or all of a document that is not spans; far below the longest string. */
const MAX_VALUE_BYTES = 128 << 20;

const IDLE = 0;
const BRACKETS = 1;
const LITERAL = 2;
const TOO_DEEP = 3;
type Mode = 0 | 1 | 2 | 3;

/**
 * Finds the end of one JSON value in chunks of any cut, and copies its bytes into a buffer. Looks at
 * strings and depth only: whether it is JSON is for `JSON.parse` to say. Two things are changed on
 * the way: integer literals that a double might not hold are put into quotes, and a value nested
 * deeper than 512 levels becomes a string of its text.
 */
export class ValueScanner {
  private target: SliceBuffer | undefined;
  private mode: Mode = IDLE;
  /** Open brackets. */
  private depth = 0;
  /** What was read of the value ends inside a string. */
  inString = false;
  private escaped = false;
  /** Digits of the number that is being read, and the first of them. */
  private digits = 0;
  private firstDigit = 0;
  private fraction = false;

  /** A value has been begun and not ended. */
  get active(): boolean {
    return this.mode !== IDLE;
  }

  /** The value is a number or a word, whose end only the next byte tells. */
  get inLiteral(): boolean {
    return this.mode === LITERAL;
  }

  /** The value is not read any further. */
  stop(): void {
    this.mode = IDLE;
    this.inString = false;
  }

  /** The value that begins with `first` goes into `target`. */
  begin(target: SliceBuffer, first: number): void {
    this.target = target;
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
    this.digits = 0;
    this.fraction = false;
    const known = BYTE_CLASS[first];
    this.mode = known === IS_QUOTE || known === IS_OPEN ? BRACKETS : LITERAL;
  }

  /**
   * Reads on from `chunk[from]`, which stands at `offset + from` in the stream. Gives the position
   * after the last byte that was read: the end of the chunk, or the end of the value, which is then
   * no longer active.
   */
  scan(chunk: Uint8Array, from: number, offset: number): number {
    const { target } = this;
    if (target === undefined) return from;
    let end: number;
    if (this.mode === LITERAL) end = this.literal(target, chunk, from, offset);
    else if (this.mode === TOO_DEEP) end = this.tooDeep(target, chunk, from, offset);
    else end = this.brackets(target, chunk, from, offset);
    if (target.length > MAX_VALUE_BYTES) {
      throw new Problem("bad-document", {
        byteOffset: offset + end,
        expected: `a value of at most ${MAX_VALUE_BYTES} bytes`,
        found: byteExcerpt(target.bytes, 0, 80),
      });
    }
    return end;
  }

  /** Ends a literal at the end of the stream. */
  endLiteral(): void {
    const { target } = this;
    this.mode = IDLE;
    if (target === undefined) return;
    const { bytes, length } = target;
    let start = length;
    while (start > 0 && BYTE_CLASS[bytes[start - 1]!] === IS_DIGIT) start -= 1;
    const before = start > 0 ? bytes[start - 1]! : 0;
    const integer = !isFraction(before) && !isWord(before) && before !== 0x2b;
    if (integer && isLong(length - start, bytes[start]!)) target.quoteTail(length - start);
  }

  /** Bytes of a string or of a bracketed value. */
  private brackets(target: SliceBuffer, chunk: Uint8Array, from: number, offset: number): number {
    const n = chunk.length;
    let segment = from;
    let i = from;
    if (this.digits > 0) {
      i = this.number(chunk, i);
      if (i < n) segment = this.endNumber(target, chunk, segment, i, offset);
    }
    while (i < n) {
      if (this.inString) {
        i = this.skipString(chunk, i);
        if (this.inString || this.depth > 0) continue;
        this.mode = IDLE;
        break;
      }
      switch (BYTE_CLASS[chunk[i]!]) {
        case IS_QUOTE:
          this.inString = true;
          i += 1;
          break;
        case IS_OPEN:
          if (this.depth === MAX_DEPTH) {
            target.append(chunk, segment, i, offset + segment);
            target.appendByte(QUOTE);
            this.mode = TOO_DEEP;
            return i;
          }
          this.depth += 1;
          i += 1;
          break;
        case IS_CLOSE:
          this.depth -= 1;
          i += 1;
          break;
        case IS_DIGIT:
          this.firstDigit = chunk[i]!;
          i = this.number(chunk, i);
          if (i < n) segment = this.endNumber(target, chunk, segment, i, offset);
          break;
        default:
          i += 1;
          continue;
      }
      if (this.depth === 0 && !this.inString) {
        this.mode = IDLE;
        break;
      }
    }
    target.append(chunk, segment, i, offset + segment);
    return i;
  }

  /** Goes on to the end of a number, or of the chunk. */
  private number(chunk: Uint8Array, from: number): number {
    const n = chunk.length;
    let i = from;
    if (!this.fraction) {
      while (i < n && BYTE_CLASS[chunk[i]!] === IS_DIGIT) i += 1;
      this.digits += i - from;
      if (i < n && isFraction(chunk[i]!)) this.fraction = true;
    }
    if (this.fraction) {
      while (i < n && isNumberPart(chunk[i]!)) i += 1;
    }
    return i;
  }

  /** A number has ended before `chunk[at]`. Gives the position up to which bytes were taken over. */
  private endNumber(
    target: SliceBuffer,
    chunk: Uint8Array,
    segment: number,
    at: number,
    offset: number,
  ): number {
    const { digits, fraction } = this;
    this.digits = 0;
    this.fraction = false;
    if (fraction || !isLong(digits, this.firstDigit)) return segment;
    target.append(chunk, segment, at, offset + segment);
    target.quoteTail(digits);
    return at;
  }

  /** Bytes of a number or a word outside brackets: up to what may follow a value. */
  private literal(target: SliceBuffer, chunk: Uint8Array, from: number, offset: number): number {
    const n = chunk.length;
    let i = from;
    while (i < n && (isNumberPart(chunk[i]!) || isWord(chunk[i]!))) i += 1;
    target.append(chunk, from, i, offset + from);
    if (i < n) this.endLiteral();
    return i;
  }

  /** A value nested too deep, copied into a string of its text. */
  private tooDeep(target: SliceBuffer, chunk: Uint8Array, from: number, offset: number): number {
    for (let i = from; i < chunk.length; i += 1) {
      const c = chunk[i]!;
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (c === BACKSLASH) this.escaped = true;
        else if (c === QUOTE) this.inString = false;
      } else if (c === QUOTE) {
        this.inString = true;
      } else if (BYTE_CLASS[c] === IS_OPEN) {
        this.depth += 1;
      } else if (BYTE_CLASS[c] === IS_CLOSE) {
        this.depth -= 1;
      }
      if (c === QUOTE || c === BACKSLASH) target.appendByte(BACKSLASH);
      if (c >= 0x20) target.append(chunk, i, i + 1, offset + i);
      if (this.depth > MAX_DEPTH) continue;
      target.appendByte(QUOTE);
      this.mode = BRACKETS;
      return i + 1;
    }
    return chunk.length;
  }

  /** Position just past the closing quote, or the end of the chunk with `inString` still set. */
  private skipString(chunk: Uint8Array, from: number): number {
    const n = chunk.length;
    let i = from;
    if (this.escaped) {
      this.escaped = false;
      i += 1;
    }
    for (;;) {
      // Most strings are short, and a loop over them is cheaper than a native search.
      const near = Math.min(n, i + 64);
      while (i < near) {
        const c = chunk[i]!;
        if (c === QUOTE) {
          this.inString = false;
          return i + 1;
        }
        i += c === BACKSLASH ? 2 : 1;
      }
      if (i >= n) {
        this.escaped = i > n;
        return n;
      }
      const quote = chunk.indexOf(QUOTE, i);
      const end = quote < 0 ? n : quote;
      let slashes = end;
      while (slashes > i && chunk[slashes - 1] === BACKSLASH) slashes -= 1;
      const odd = (end - slashes) % 2 === 1;
      if (quote < 0) {
        this.escaped = odd;
        return n;
      }
      i = quote + 1;
      if (odd) continue;
      this.inString = false;
      return i;
    }
  }
}

/** Integers of 16 digits below 9e15 are exact in a double; longer ones may not be. */
function isLong(digits: number, firstDigit: number): boolean {
  return digits > 16 || (digits === 16 && firstDigit === 0x39);
}
