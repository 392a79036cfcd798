import { Literal, type ByteCursor } from "./byte-cursor";
import { KnownTexts } from "./known-texts";

/** What the reader of a format is to do with a value. */
export interface StepKind {
  /** A number of the format's reader. It also tells where in a span the value stands. */
  readonly op: number;
  /** Of an attribute: the text id of its key, a `ValueType`, and what is done with it. */
  readonly key: number;
  readonly type: number;
  readonly action: number;
}

/** A value of a span, and all that stands between the value before it and this one. */
export interface Step extends StepKind {
  readonly literal: Literal;
  /** Bits of the fields that begin in the literal: before an event or a link does, and after. */
  readonly before: number;
  readonly fields: number;
  /** Bits of the fields of the event or link that begins in the literal; 0 where none does. */
  readonly begins: number;
  /** Values that it had, where they are texts. */
  readonly texts: KnownTexts;
  /** What came after it the last time, and what came there before that. */
  next: Step | undefined;
  other: Step | undefined;
}

/** Further ways to go on from one place are not remembered. */
const MOST_WAYS = 256;

/**
 * Most spans of a program differ in their values only: what stands between two values is the same
 * again and again. The way through a span is remembered as steps from value to value. Where the
 * bytes up to the next value are those of a step that is known, everything about that value is
 * known from one comparison, and nothing in between is taken apart.
 *
 * Which steps are possible depends on what the last value was, and on nothing else that came before
 * but the fields that the span already has: these the reader checks by the bits of each step.
 */
export class SpanSteps {
  readonly #cursor: ByteCursor;
  /** By the op of the value before. */
  readonly #after: Step[][];
  /** Stands for the beginning of a span. */
  readonly begin: Step;
  /** The steps of the span that is being learnt: where their literals begin and end. */
  #kinds: StepKind[] = [];
  #places: number[] = [];
  #bits: number[] = [];
  #last = 0;
  #before = 0;
  #fields = 0;
  #begins = 0;
  #isPlain = true;

  /** `ops` is the number of the reader's ops. */
  constructor(cursor: ByteCursor, ops: number) {
    this.#cursor = cursor;
    this.#after = Array.from({ length: ops + 1 }, () => []);
    const literal = Literal.of("");
    const nothing = { literal, before: 0, fields: 0, begins: 0, key: 0, type: 0, action: 0 };
    this.begin = {
      ...nothing,
      op: ops,
      texts: new KnownTexts(),
      next: undefined,
      other: undefined,
    };
  }

  /** Consumes the bytes up to the value that follows; undefined where they are not known. */
  after(step: Step): Step | undefined {
    const { next } = step;
    if (next !== undefined && this.#cursor.skip(next.literal)) return next;
    return this.#among(step);
  }

  #among(step: Step): Step | undefined {
    const { other } = step;
    if (other !== undefined && this.#cursor.skip(other.literal)) return other;
    const known = this.#after[step.op]!;
    for (let i = 0; i < known.length; i += 1) {
      if (!this.#cursor.skip(known[i]!.literal)) continue;
      step.other = step.next;
      step.next = known[i]!;
      return known[i]!;
    }
    return undefined;
  }

  /** The cursor is at the beginning of a span that is to be read, and learnt by the calls below. */
  learn(): void {
    this.#kinds = [];
    this.#places = [];
    this.#bits = [];
    this.#last = this.#cursor.at;
    this.#before = 0;
    this.#fields = 0;
    this.#begins = 0;
    this.#isPlain = true;
  }

  /** A field has been named. */
  field(bit: number): void {
    this.#fields |= bit;
  }

  /** An event or a link begins, whose fields have these bits. */
  beginning(bits: number): void {
    this.#before = this.#fields;
    this.#fields = 0;
    this.#begins = bits;
  }

  /** The cursor is at a value. */
  value(kind: StepKind): void {
    this.#kinds.push(kind);
    this.#places.push(this.#last, this.#cursor.at);
    this.#bits.push(this.#before, this.#fields, this.#begins);
    this.#before = 0;
    this.#fields = 0;
    this.#begins = 0;
  }

  /** The cursor is past it. */
  valueEnd(): void {
    this.#last = this.#cursor.at;
  }

  /** This span goes to and fro: it is not learnt. */
  leaveOut(): void {
    this.#isPlain = false;
  }

  /** The span has been read to its end; nothing of it was wrong. */
  keep(end: StepKind): void {
    this.value(end);
    if (!this.#isPlain) return;
    const { at } = this.#cursor;
    let step = this.begin;
    for (let i = 0; i < this.#kinds.length; i += 1) {
      const next = this.#known(step, i) ?? this.#add(step, i);
      if (next === undefined) break;
      if (step.next !== next) {
        step.other = step.next;
        step.next = next;
      }
      step = next;
    }
    this.#cursor.at = at;
  }

  #known(step: Step, i: number): Step | undefined {
    const [from, to] = [this.#places[i * 2]!, this.#places[i * 2 + 1]!];
    return this.#after[step.op]!.find(({ literal }) => {
      this.#cursor.at = from;
      return literal.length === to - from && this.#cursor.skip(literal);
    });
  }

  #add(step: Step, i: number): Step | undefined {
    const ways = this.#after[step.op]!;
    if (ways.length >= MOST_WAYS) return undefined;
    const { op, key, type, action } = this.#kinds[i]!;
    const next: Step = {
      ...{ op, key, type, action },
      literal: new Literal(this.#cursor.view, this.#places[i * 2]!, this.#places[i * 2 + 1]!),
      before: this.#bits[i * 3]!,
      fields: this.#bits[i * 3 + 1]!,
      begins: this.#bits[i * 3 + 2]!,
      texts: new KnownTexts(),
      next: undefined,
      other: undefined,
    };
    ways.push(next);
    return next;
  }
}

/** A value that is no attribute. */
export function stepKind(op: number): StepKind {
  return { op, key: 0, type: 0, action: 0 };
}
