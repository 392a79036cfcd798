import { finishHash } from "./hash";

/**
 * Finds rows by a 64-bit key that two columns hold. Open addressing with linear probing over an
 * Int32Array of at least twice as many slots as rows (Knuth, TAOCP 3, 6.4): 8 to 16 bytes per row,
 * where a Map of strings takes about 100.
 *
 * Keys that stand for something longer (a hashed text) are told apart by `same`, which is asked
 * about every row whose key is equal.
 */
export class HashIndex {
  readonly #hi: Uint32Array;
  readonly #lo: Uint32Array;
  /** Row + 1; 0 is a free slot. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** An empty index over the key columns; it can hold every row of them. */
  constructor(hi: Uint32Array, lo: Uint32Array) {
    let capacity = 16;
    while (capacity < hi.length * 2) capacity *= 2;
    this.#hi = hi;
    this.#lo = lo;
    this.#slots = new Int32Array(capacity);
    this.#mask = capacity - 1;
  }

  /** Adds a row and gives -1, or gives the row that was added with the same key before. */
  insert(row: number, same?: (earlier: number) => boolean): number {
    const hi = this.#hi[row] ?? 0;
    const lo = this.#lo[row] ?? 0;
    const slot = this.#probe(hi, lo, same);
    const found = this.#slots[slot] ?? 0;
    if (found !== 0) return found - 1;
    this.#slots[slot] = row + 1;
    return -1;
  }

  /** The row that was added with this key, or -1. */
  find(hi: number, lo: number, same?: (row: number) => boolean): number {
    return (this.#slots[this.#probe(hi, lo, same)] ?? 0) - 1;
  }

  #probe(hi: number, lo: number, same: ((row: number) => boolean) | undefined): number {
    let slot = (finishHash(lo) ^ finishHash(hi ^ 0x9e3779b9)) & this.#mask;
    for (;;) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0) return slot;
      if (this.#hi[row] === hi && this.#lo[row] === lo && (same === undefined || same(row))) {
        return slot;
      }
      slot = (slot + 1) & this.#mask;
    }
  }
}
