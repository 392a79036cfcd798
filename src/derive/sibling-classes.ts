import type { Pair } from "./diff-labels";

/**
 * The siblings of one side of a list, by shape: class c has the shape `shape[c]`, and its spans are
 * `members[from[c], from[c] + count[c])`, in order. The first `taken[c]` of them have a place.
 */
export class SiblingClasses {
  readonly members: Uint32Array;
  readonly shape: number[] = [];
  readonly from: number[] = [];
  readonly count: number[] = [];
  readonly taken: number[] = [];
  /** The first pile that each class has a part of as spans of its row, or -1. */
  readonly pile: number[] = [];
  /** The first pile whose spans wrap a part of the class, or -1. */
  readonly wrapper: number[] = [];
  readonly #keys: Float64Array;

  constructor(spanCount: number) {
    this.members = new Uint32Array(spanCount);
    this.#keys = new Float64Array(spanCount);
  }

  get length(): number {
    return this.shape.length;
  }

  /** Spans of a class that have no place yet. */
  open(c: number): number {
    return this.count[c]! - this.taken[c]!;
  }

  /** Starts on another list of siblings. */
  fill(spans: Uint32Array, shapeOf: Uint32Array): void {
    for (const column of [this.shape, this.from, this.count, this.taken, this.pile, this.wrapper]) {
      column.length = 0;
    }
    const keys = this.#keys.subarray(0, spans.length);
    const scale = shapeOf.length;
    spans.forEach((span, i) => {
      keys[i] = shapeOf[span]! * scale + span;
    });
    if (spans.length > 1) keys.sort();
    for (let i = 0; i < keys.length; i += 1) {
      const shape = Math.floor(keys[i]! / scale);
      this.members[i] = keys[i]! - shape * scale;
      const last = this.length - 1;
      if (last >= 0 && this.shape[last] === shape) this.count[last]! += 1;
      else {
        this.shape.push(shape);
        this.from.push(i);
        this.count.push(1);
        this.taken.push(0);
        this.pile.push(-1);
        this.wrapper.push(-1);
      }
    }
  }

  /**
   * Puts those spans of a class first that find one among others with an equal print (the equal
   * subtree, repeats and all), so that it is the odd ones which are left when not all can be
   * matched. `prints` are of the class's side, then of the others'.
   */
  preferEqual(c: number, others: Uint32Array, prints: Pair<Float64Array>): void {
    const wanted = new Map<number, number>();
    for (const span of others) {
      const print = prints[1][span]!;
      wanted.set(print, (wanted.get(print) ?? 0) + 1);
    }
    const own = this.membersOf(c);
    const odd: number[] = [];
    let kept = 0;
    for (const span of own) {
      const print = prints[0][span]!;
      const left = wanted.get(print) ?? 0;
      if (left === 0) odd.push(span);
      else {
        wanted.set(print, left - 1);
        own[kept] = span;
        kept += 1;
      }
    }
    own.set(odd, kept);
  }

  membersOf(c: number): Uint32Array {
    return this.members.subarray(this.from[c]!, this.from[c]! + this.count[c]!);
  }

  /** The classes with spans that have no place, in the order of their first such span. */
  openClasses(): number[] {
    const open: number[] = [];
    for (let c = 0; c < this.length; c += 1) if (this.open(c) > 0) open.push(c);
    const first = (c: number): number => this.members[this.from[c]! + this.taken[c]!]!;
    return open.sort((a, b) => first(a) - first(b));
  }
}

/**
 * What becomes of a list of siblings: piles, each of which is a row. A part of a pile is a range of
 * members of one side: spans of the row itself, or spans that the row's spans wrap, which belong
 * among the row's children.
 */
export class SiblingPiles {
  readonly #classes: Pair<SiblingClasses>;
  /** The last part of each pile, or -1. */
  readonly lastPart: number[] = [];
  readonly partBefore: number[] = [];
  readonly partSide: (0 | 1)[] = [];
  readonly partWrapped: boolean[] = [];
  readonly partFrom: number[] = [];
  readonly partLength: number[] = [];

  constructor(classes: Pair<SiblingClasses>) {
    this.#classes = classes;
  }

  get length(): number {
    return this.lastPart.length;
  }

  clear(): void {
    this.lastPart.length = 0;
    for (const column of [this.partBefore, this.partFrom, this.partLength]) column.length = 0;
    this.partSide.length = 0;
    this.partWrapped.length = 0;
  }

  create(): number {
    return this.lastPart.push(-1) - 1;
  }

  /** Gives the next `length` spans of a class their place. */
  add(pile: number, side: 0 | 1, c: number, length: number, wrapped = false): void {
    const classes = this.#classes[side];
    const known = wrapped ? classes.wrapper : classes.pile;
    if (known[c]! < 0) known[c] = pile;
    this.partBefore.push(this.lastPart[pile]!);
    this.lastPart[pile] = this.partBefore.length - 1;
    this.partSide.push(side);
    this.partWrapped.push(wrapped);
    this.partFrom.push(classes.from[c]! + classes.taken[c]!);
    this.partLength.push(length);
    classes.taken[c]! += length;
  }

  /** Puts as many spans of two classes into one row as both have. */
  match(a: number, b: number): void {
    const [first, second] = this.#classes;
    const length = Math.min(first.open(a), second.open(b));
    if (length === 0) return;
    const pile = this.create();
    this.add(pile, 0, a, length);
    this.add(pile, 1, b, length);
  }

  /**
   * Places what is left: with others of its class, because a different number of repeats is one row
   * with two counts, else in a row of its own.
   */
  finish(): void {
    for (const side of [0, 1] as const) {
      const classes = this.#classes[side];
      for (let c = 0; c < classes.length; c += 1) {
        const left = classes.open(c);
        if (left === 0) continue;
        if (classes.pile[c]! >= 0) this.add(classes.pile[c]!, side, c, left);
        else if (classes.wrapper[c]! >= 0) this.add(classes.wrapper[c]!, side, c, left, true);
        else this.add(this.create(), side, c, left);
      }
    }
  }
}
