/**
 * Gives the ids that one trace uses numbers of its own, from 0 in order of first use. One compactor
 * serves all traces of a builder: marks carry the number of the trace, so that nothing has to be
 * cleared between them.
 */
export class IdCompactor {
  readonly #mark: Uint32Array;
  readonly #number: Uint32Array;
  #trace = 0;
  #used: number[] = [];

  /** For ids below `size`. */
  constructor(size: number) {
    this.#mark = new Uint32Array(size);
    this.#number = new Uint32Array(size);
  }

  /** Forgets the numbers given so far. */
  begin(): void {
    this.#trace += 1;
    this.#used = [];
  }

  number(id: number): number {
    if (this.#mark[id] === this.#trace) return this.#number[id]!;
    this.#mark[id] = this.#trace;
    this.#number[id] = this.#used.length;
    this.#used.push(id);
    return this.#used.length - 1;
  }

  /** The ids by number. */
  used(): Uint32Array {
    return Uint32Array.from(this.#used);
  }
}
