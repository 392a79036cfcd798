import { GIVE_UP } from "./byte-cursor";
import { FieldNames, FieldOrder } from "./field-order";
import { KnownAttributes } from "./known-attributes";
import type { KnownTexts } from "./known-texts";
import { CLOSE_OBJECT, QUOTE } from "./json-bytes";
import { ValueType, type PackedReader } from "./packed-reader";

const TAG_FIELDS = new FieldNames(["key", "type", "value"]);
const [KEY, TYPE] = [0, 1];
/** By the numbers of `ValueType`. */
const TAG_TYPES = new FieldNames(["string", "bool", "int64", "float64", "binary"]);

/** Walks over a list of Jaeger tags whose values are of the types that they name. */
export class PackedTags {
  readonly #reader: PackedReader;
  readonly #actionOf: (key: string) => number;
  readonly #known = new KnownAttributes();
  readonly #order: FieldOrder;
  readonly #actions = new Map<number, number>();
  #isFirst = false;
  /** The tag that `next` has read. */
  key = 0;
  type = 0;
  /** A text id, 0 or 1, or a number. */
  value = 0;
  action = 0;

  /** `actionOf` sorts keys; what it gives for a key is remembered. */
  constructor(reader: PackedReader, actionOf: (key: string) => number) {
    this.#reader = reader;
    this.#actionOf = actionOf;
    this.#order = new FieldOrder(reader.cursor, TAG_FIELDS);
  }

  /** A list begins. */
  begin(): void {
    this.#isFirst = true;
    this.#known.begin();
  }

  /** Consumes the next tag; false at the end of the list. */
  next(): boolean {
    const reader = this.#reader;
    const more = this.#isFirst ? reader.opens() : reader.continues();
    this.#isFirst = false;
    if (!more) return false;
    const { cursor } = reader;
    const known = this.#known.take(cursor);
    if (known === undefined) {
      this.#read();
      return true;
    }
    this.key = known.key;
    this.type = known.type;
    this.action = known.action;
    this.#value(known.texts);
    cursor.expect(CLOSE_OBJECT);
    return true;
  }

  #read(): void {
    const { cursor } = this.#reader;
    cursor.peek();
    const from = cursor.at;
    let seen = 0;
    let valueAt = -1;
    for (let field = -1; ;) {
      field = this.#order.next(field);
      if (field < 0) break;
      if ((seen & (1 << field)) !== 0) throw GIVE_UP;
      seen |= 1 << field;
      if (field === KEY) {
        this.key = this.#reader.text();
      } else if (field === TYPE) {
        cursor.string();
        this.type = TAG_TYPES.find(cursor);
        if (this.type < 0) throw GIVE_UP;
      } else if ((seen & 3) === 3) {
        this.action = this.#action();
        this.#value(this.#known.learn(cursor, from, this)?.texts);
      } else {
        valueAt = cursor.at;
        this.#skipScalar();
      }
    }
    if (seen !== 7) throw GIVE_UP;
    if (valueAt < 0) return;
    // The value came before its type was known.
    const end = cursor.at;
    cursor.at = valueAt;
    this.action = this.#action();
    this.#value(undefined);
    cursor.at = end;
  }

  #skipScalar(): void {
    const { cursor } = this.#reader;
    const byte = cursor.peek();
    if (byte === QUOTE) cursor.string();
    else if (byte === 0x74 || byte === 0x66) cursor.boolean();
    else cursor.double();
  }

  #value(known: KnownTexts | undefined): void {
    const { cursor } = this.#reader;
    switch (this.type) {
      case ValueType.Bool:
        this.value = Number(cursor.boolean());
        return;
      case ValueType.Int:
        this.value = cursor.integer();
        return;
      case ValueType.Double:
        this.value = cursor.double();
        return;
      default:
        this.value = this.#reader.textAmong(known);
    }
  }

  #action(): number {
    const known = this.#actions.get(this.key);
    if (known !== undefined) return known;
    const action = this.#actionOf(this.#reader.sink.textOf(this.key));
    if (this.#actions.size < 65_536) this.#actions.set(this.key, action);
    return action;
  }
}
