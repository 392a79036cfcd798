import { GIVE_UP, Literal, type ByteCursor } from "./byte-cursor";
import { CLOSE_OBJECT, COMMA, OPEN_OBJECT } from "./json-bytes";

/** Names by their bytes. */
export class FieldNames {
  readonly #byLength: (readonly { readonly bytes: Uint8Array; readonly field: number }[])[] = [];
  readonly count: number;

  /** The position of a name in `names` is its number. */
  constructor(names: readonly string[]) {
    this.count = names.length;
    const encoder = new TextEncoder();
    names.forEach((name, field) => {
      const bytes = encoder.encode(name);
      const same = this.#byLength[bytes.length] ?? [];
      this.#byLength[bytes.length] = [...same, { bytes, field }];
    });
  }

  /** The number of the cursor's last string, or -1. */
  find(cursor: ByteCursor): number {
    const candidates = this.#byLength[cursor.to - cursor.from];
    if (candidates === undefined) return -1;
    for (let i = 0; i < candidates.length; i += 1) {
      if (cursor.isText(candidates[i]!.bytes)) return candidates[i]!.field;
    }
    return -1;
  }
}

interface Expected {
  /** From the end of the last value to the beginning of the next one: `,"name":` */
  readonly literal: Literal;
  readonly field: number;
}

/**
 * Walks over the fields of objects of one kind. Objects of one writer have their fields in one
 * order, so that after each field the bytes up to the next value are the same as they were the last
 * time: they are compared, and read only where they differ.
 */
export class FieldOrder {
  readonly #cursor: ByteCursor;
  readonly #names: FieldNames;
  /** By field + 1; entry 0 is the beginning of the object. */
  readonly #after: (Expected | undefined)[];

  constructor(cursor: ByteCursor, names: FieldNames) {
    this.#cursor = cursor;
    this.#names = names;
    this.#after = new Array<Expected | undefined>(names.count + 1).fill(undefined);
  }

  /**
   * Consumes what is before the value of the next field and gives its number; consumes the closing
   * brace and gives -1 at the end. `before` is the last field, -1 at the beginning. Gives up at a
   * name that is not known, and at an object without fields.
   */
  next(before: number): number {
    const cursor = this.#cursor;
    const expected = this.#after[before + 1];
    if (expected !== undefined && cursor.skip(expected.literal)) return expected.field;
    const from = cursor.at;
    if (before < 0) {
      cursor.expect(OPEN_OBJECT);
    } else if (cursor.peek() === CLOSE_OBJECT) {
      cursor.at += 1;
      return -1;
    } else {
      cursor.expect(COMMA);
    }
    cursor.key();
    const field = this.#names.find(cursor);
    if (field < 0) throw GIVE_UP;
    this.#after[before + 1] = { literal: new Literal(cursor.view, from, cursor.at), field };
    return field;
  }

  /** The same for an object that may be empty: -1 at once. */
  nextOrEmpty(before: number): number {
    const cursor = this.#cursor;
    if (before >= 0 || cursor.peek() !== OPEN_OBJECT) return this.next(before);
    const { at } = cursor;
    cursor.at += 1;
    if (cursor.peek() === CLOSE_OBJECT) {
      cursor.at += 1;
      return -1;
    }
    cursor.at = at;
    return this.next(before);
  }
}
