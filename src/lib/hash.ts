/**
 * Non-cryptographic hashes for the indexes of this program. Of texts: FNV-1a over the UTF-16 units
 * (Fowler, Noll, Vo). Of bytes: four at a time, multiplied by the prime of FNV and folded, so that
 * the high bits of every word reach the low ones. Both end in the finaliser of MurmurHash3
 * (Appleby), which spreads keys that differ in few bits.
 */
export const hashSeed = 0x811c9dc5;

/** One step of FNV-1a with 32 bits at once; finish with `finishHash`. */
export function hashStep(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193);
}

/** Spreads what has been gathered over all 32 bits; the result is unsigned. */
export function finishHash(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hash of the bytes `[from, to)` of a view: a view reads four bytes at once, wherever they are. */
export function hashBytes(view: DataView, from: number, to: number): number {
  let hash = hashSeed;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = hashWord(hash, view.getInt32(at, true));
  let rest = 0;
  for (let bits = 0; at < to; at += 1, bits += 8) rest |= view.getUint8(at) << bits;
  return finishBytes(hash, rest, to - from);
}

/** A step of `hashBytes`, for who has the bytes at hand: four of them, the first one lowest. */
export function hashWord(hash: number, word: number): number {
  const next = Math.imul(hash ^ word, 0x01000193);
  return next ^ (next >>> 15);
}

/** Its end: the bytes that are left, 0 to 3 of them, and how many there were in all. */
export function finishBytes(hash: number, rest: number, length: number): number {
  return finishHash(Math.imul(hash ^ rest, 0x01000193) ^ length);
}

/** Hash of a text's UTF-16 units; two seeds give two independent halves of a 64-bit key. */
export function hashText(text: string, seed = hashSeed): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return finishHash(hash ^ text.length);
}
