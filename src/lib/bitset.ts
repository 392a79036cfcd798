/** One bit per row: 125 kB for a million spans. Rows past the size read as absent. */
export class BitSet {
  readonly size: number;
  readonly #words: Uint32Array;

  constructor(size: number) {
    this.size = size;
    this.#words = new Uint32Array((size + 31) >>> 5);
  }

  /** The set of the given rows, each below `size`. */
  static of(size: number, rows: Iterable<number>): BitSet {
    const set = new BitSet(size);
    for (const row of rows) set.add(row);
    return set;
  }

  /** The set whose bits are `words`, as `words()` gave them. They are copied. */
  static fromWords(size: number, words: Uint32Array): BitSet {
    const set = new BitSet(size);
    set.#words.set(words.subarray(0, set.#words.length));
    return set;
  }

  /** A copy of the bits, row 0 lowest in the first word: to hand a set to another thread. */
  words(): Uint32Array {
    return this.#words.slice();
  }

  has(row: number): boolean {
    const word = this.#words[row >>> 5];
    return word !== undefined && row < this.size && (word & (1 << (row & 31))) !== 0;
  }

  /** Throws a RangeError for a row outside the set: it would be lost in silence. */
  add(row: number): void {
    this.#check(row);
    this.#words[row >>> 5] = (this.#words[row >>> 5] ?? 0) | (1 << (row & 31));
  }

  delete(row: number): void {
    this.#check(row);
    this.#words[row >>> 5] = (this.#words[row >>> 5] ?? 0) & ~(1 << (row & 31));
  }

  /** Turns a row over; true when it is in the set now. */
  toggle(row: number): boolean {
    if (this.has(row)) {
      this.delete(row);
      return false;
    }
    this.add(row);
    return true;
  }

  /** Adds every row of `[from, to)`, a word at a time. */
  addRange(from: number, to: number): void {
    let row = Math.max(0, from);
    const end = Math.min(to, this.size);
    for (; row < end && (row & 31) !== 0; row += 1) this.add(row);
    for (; row + 32 <= end; row += 32) this.#words[row >>> 5] = 0xffffffff;
    for (; row < end; row += 1) this.add(row);
  }

  /** Turns every row of another set of the same size over. O(size / 32). */
  toggleAll(other: BitSet): void {
    if (other.size !== this.size) throw new RangeError(`${other.size} rows, not ${this.size}`);
    const words = other.#words;
    for (let i = 0; i < words.length; i += 1) {
      this.#words[i] = (this.#words[i] ?? 0) ^ (words[i] ?? 0);
    }
  }

  /** Leaves the rows that another set of the same size has too. O(size / 32). */
  keepOnly(other: BitSet): void {
    if (other.size !== this.size) throw new RangeError(`${other.size} rows, not ${this.size}`);
    const words = other.#words;
    for (let i = 0; i < words.length; i += 1) {
      this.#words[i] = (this.#words[i] ?? 0) & (words[i] ?? 0);
    }
  }

  clear(): void {
    this.#words.fill(0);
  }

  clone(): BitSet {
    const copy = new BitSet(this.size);
    copy.#words.set(this.#words);
    return copy;
  }

  /** How many rows are in the set. O(size / 32). */
  count(): number {
    let total = 0;
    for (const word of this.#words) {
      // Bits summed in parallel (Warren, Hacker's Delight, 5-1).
      let bits = word - ((word >>> 1) & 0x55555555);
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      total += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return total;
  }

  /** The first row of the set at or after `from`, or -1. */
  next(from: number): number {
    let index = Math.max(0, from) >>> 5;
    let word = (this.#words[index] ?? 0) & (-1 << (Math.max(0, from) & 31));
    while (word === 0) {
      index += 1;
      if (index >= this.#words.length) return -1;
      word = this.#words[index] ?? 0;
    }
    return (index << 5) + (31 - Math.clz32(word & -word));
  }

  /** The rows of the set, ascending. */
  *[Symbol.iterator](): Generator<number> {
    for (let row = this.next(0); row !== -1; row = this.next(row + 1)) yield row;
  }

  #check(row: number): void {
    if (!(row >= 0 && row < this.size)) throw new RangeError(`Row ${row} of ${this.size}`);
  }
}
