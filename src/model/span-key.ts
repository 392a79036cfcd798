import { hashText } from "@/lib/hash";

/**
 * A span id as the 64 bits that the columns hold. Up to 16 hex digits of any case are the number
 * that they spell; any other text is odd: it is hashed to 64 bits, so that it is looked up in the
 * same way, and kept beside the columns as it came. "" and all zeros are no id: 0, not odd.
 */
export interface SpanKey {
  hi: number;
  lo: number;
  /** The text of an odd id. */
  odd: string | undefined;
}

const secondSeed = 0x2f0b4c47;

/** Reads a span id into `key`, which is given back: one object serves for a million ids. */
export function readSpanKey(text: string, key: SpanKey): SpanKey {
  key.odd = undefined;
  key.hi = 0;
  key.lo = 0;
  const length = text.length;
  if (length > 16) return readOdd(text, key);
  let hi = 0;
  let lo = 0;
  for (let at = 0; at < length; at += 1) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit < 0) return readOdd(text, key);
    hi = (hi << 4) | (lo >>> 28);
    lo = (lo << 4) | digit;
  }
  key.hi = hi >>> 0;
  key.lo = lo >>> 0;
  return key;
}

/** The text of a span id that is not odd: 16 lower-case hex digits, "" for no id. */
export function spanKeyText(hi: number, lo: number): string {
  if (hi === 0 && lo === 0) return "";
  return hi.toString(16).padStart(8, "0") + lo.toString(16).padStart(8, "0");
}

function readOdd(text: string, key: SpanKey): SpanKey {
  if (/^0+$/.test(text)) return key;
  key.odd = text;
  key.hi = hashText(text);
  // Never 0 in both halves, which would be no id.
  key.lo = hashText(text, secondSeed) | 1;
  key.lo >>>= 0;
  return key;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}
