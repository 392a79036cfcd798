/**
 * Non-cryptographic hashes for the indexes of this program: FNV-1a over the bytes (Fowler, Noll,
 * Vo), then the finaliser of MurmurHash3 (Appleby), which spreads keys that differ in few bits.
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

/** Hash of `bytes[from, to)`. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = hashSeed;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return finishHash(hash ^ (to - from));
}

/** Hash of a text's UTF-16 units; two seeds give two independent halves of a 64-bit key. */
export function hashText(text: string, seed = hashSeed): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return finishHash(hash ^ text.length);
}
