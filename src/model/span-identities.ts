import { HashIndex } from "@/lib/hash-index";

/** The ids of some spans: 64-bit keys, and the texts of those that are odd. */
export interface SpanIdColumns {
  readonly hi: Uint32Array;
  readonly lo: Uint32Array;
  readonly odd: ReadonlyMap<number, string>;
}

/** Which spans have an id, and which share one. Rows are in input order. */
export class SpanIdentities {
  /** Row of the first span with the same id. */
  readonly first: Uint32Array;
  /** Next span with the same id in input order, or -1; undefined when all ids differ. */
  readonly next: Int32Array | undefined;
  readonly #ids: SpanIdColumns;
  readonly #index: HashIndex;

  constructor(ids: SpanIdColumns) {
    const n = ids.hi.length;
    this.#ids = ids;
    this.#index = new HashIndex(ids.hi, ids.lo);
    this.first = new Uint32Array(n);
    let next: Int32Array | undefined;
    let last: Int32Array | undefined;
    const hasOdd = ids.odd.size > 0;
    for (let row = 0; row < n; row += 1) {
      const same = hasOdd ? this.#sameText(ids.odd.get(row)) : undefined;
      const first = this.#index.insert(row, same);
      this.first[row] = first < 0 ? row : first;
      if (first < 0) continue;
      next ??= new Int32Array(n).fill(-1);
      last ??= new Int32Array(n).fill(-1);
      const tail = last[first]! < 0 ? first : last[first]!;
      next[tail] = row;
      last[first] = row;
    }
    this.next = next;
  }

  /** The first span with an id, or -1. */
  find(hi: number, lo: number, odd: string | undefined): number {
    if (hi === 0 && lo === 0) return -1;
    return this.#index.find(hi, lo, this.#sameText(odd));
  }

  /** The spans that share the id of `first`, which is the first of them, in input order. */
  members(first: number): number[] {
    const members: number[] = [];
    for (let row = first; row >= 0; row = this.next?.[row] ?? -1) members.push(row);
    return members;
  }

  /** True for a span that has no id at all. */
  isEmpty(row: number): boolean {
    return this.#ids.hi[row] === 0 && this.#ids.lo[row] === 0;
  }

  /** Where no id is odd, equal keys are equal ids, and nothing else has to be compared. */
  #sameText(odd: string | undefined): ((row: number) => boolean) | undefined {
    if (this.#ids.odd.size === 0 && odd === undefined) return undefined;
    return (row) => this.#ids.odd.get(row) === odd;
  }
}
