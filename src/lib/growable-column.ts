import { Growth } from "./growth";

/** The typed arrays that serve as columns. */
export type Column =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

const doubling = new Growth();
const firstCapacity = 16;

/** An append-only typed array that grows as it fills. */
export class GrowableColumn<A extends Column> {
  #data: A;
  #length = 0;
  #view: A | undefined;
  readonly #allocate: (length: number) => A;
  #growth = doubling;

  constructor(allocate: (length: number) => A) {
    this.#allocate = allocate;
    this.#data = allocate(firstCapacity);
  }

  /** Grows as `growth` says from now on; else it doubles. */
  growAs(growth: Growth): void {
    this.#growth = growth;
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) this.#grow(this.#length + 1);
    this.#data[this.#length] = value;
    this.#length += 1;
  }

  /** Appends `count` values, to be written by the caller at once, into the array that is given. */
  extend(count: number): A {
    if (this.#length + count > this.#data.length) this.#grow(this.#length + count);
    this.#length += count;
    return this.#data;
  }

  /** Appends the first `count` of some values, all at once. */
  append(values: A, count: number): void {
    const at = this.#length;
    this.extend(count).set(count === values.length ? values : values.subarray(0, count), at);
  }

  /** The value of a row, or 0 for a row that is not there. */
  at(row: number): number {
    return row < this.#length ? (this.#data[row] ?? 0) : 0;
  }

  set(row: number, value: number): void {
    if (!(row >= 0 && row < this.#length)) throw new RangeError(`Row ${row} of ${this.#length}`);
    this.#data[row] = value;
  }

  /**
   * What is there so far, not copied. Values appended later do not show in it; `set` may do.
   */
  view(): A {
    // Whoever takes many traces out of some columns asks for the same view for each.
    const last = this.#view;
    if (last?.length === this.#length && last.buffer === this.#data.buffer) return last;
    return (this.#view = this.#data.subarray(0, this.#length) as A);
  }

  /** Gives up the room to grow. */
  trim(): void {
    if (this.#length < this.#data.length) {
      this.#view = undefined;
      this.#data = this.#data.slice(0, Math.max(1, this.#length)) as A;
    }
  }

  /** What is there, and forgets it: the memory is the caller's. */
  take(): A {
    const taken = this.view();
    this.#view = undefined;
    this.#data = this.#allocate(1);
    this.#length = 0;
    return taken;
  }

  #grow(least: number): void {
    const next = this.#allocate(this.#growth.capacity(this.#length, least));
    next.set(this.view());
    this.#data = next;
    this.#view = undefined;
  }
}

export const uint8 = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length);
export const uint16 = (length: number): Uint16Array<ArrayBuffer> => new Uint16Array(length);
export const uint32 = (length: number): Uint32Array<ArrayBuffer> => new Uint32Array(length);
export const float64 = (length: number): Float64Array<ArrayBuffer> => new Float64Array(length);

/** A growable column of each width, for short declarations. */
export const growable = {
  uint8: () => new GrowableColumn(uint8),
  uint16: () => new GrowableColumn(uint16),
  uint32: () => new GrowableColumn(uint32),
  float64: () => new GrowableColumn(float64),
};

export type GrowableUint8 = GrowableColumn<Uint8Array<ArrayBuffer>>;
export type GrowableUint16 = GrowableColumn<Uint16Array<ArrayBuffer>>;
export type GrowableUint32 = GrowableColumn<Uint32Array<ArrayBuffer>>;
export type GrowableFloat64 = GrowableColumn<Float64Array<ArrayBuffer>>;
