import { Literal, type ByteCursor } from "./byte-cursor";
import { KnownTexts } from "./known-texts";

/** Beyond so many kinds of attributes, new ones are read without being remembered. */
const MOST_KNOWN = 4096;

/** An attribute that has been seen: everything about it but its value. */
export interface KnownAttribute {
  /** The bytes from the beginning of its object up to the value. */
  readonly literal: Literal;
  /** Text id. */
  readonly key: number;
  /** A number of the format's reader. */
  readonly type: number;
  /** What is to be done with it, a number of the format's reader. */
  readonly action: number;
  /** Values that it had, where they are texts. */
  readonly texts: KnownTexts;
  /** The attribute that came after it the last time. */
  next: KnownAttribute | undefined;
}

/**
 * Attributes of the spans of one program come in the same order again and again. What came after an
 * attribute the last time is expected to come again: then its key and type are known from one
 * comparison of bytes.
 */
export class KnownAttributes {
  readonly #known = new Map<number, KnownAttribute>();
  readonly #first: KnownAttribute = {
    literal: new Literal(new DataView(new ArrayBuffer(0)), 0, 0),
    key: 0,
    type: 0,
    action: 0,
    texts: new KnownTexts(),
    next: undefined,
  };
  #last = this.#first;

  /** A list of attributes begins. */
  begin(): void {
    this.#last = this.#first;
  }

  /** Consumes the expected attribute up to its value; undefined where another one comes. */
  take(cursor: ByteCursor): KnownAttribute | undefined {
    const { next } = this.#last;
    if (next === undefined || !cursor.skip(next.literal)) return undefined;
    this.#last = next;
    return next;
  }

  /**
   * Remembers the attribute whose value begins at the cursor, and whose object began at `from`; gives
   * what is known of it, or undefined where too many are.
   */
  learn(
    cursor: ByteCursor,
    from: number,
    { key, type, action }: Pick<KnownAttribute, "key" | "type" | "action">,
  ): KnownAttribute | undefined {
    const number = key * 16 + type;
    let found = this.#known.get(number);
    const length = cursor.at - from;
    if (found === undefined || found.literal.length !== length) {
      if (this.#known.size >= MOST_KNOWN) return undefined;
      const literal = new Literal(cursor.view, from, cursor.at);
      found = { literal, key, type, action, texts: new KnownTexts(), next: undefined };
      this.#known.set(number, found);
    }
    this.#last.next = found;
    this.#last = found;
    return found;
  }
}
