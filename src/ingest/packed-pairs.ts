import { GIVE_UP } from "./byte-cursor";
import { FieldNames } from "./field-order";
import { CLOSE_OBJECT, COMMA, OPEN_OBJECT, QUOTE } from "./json-bytes";
import { KnownAttributes, type KnownAttribute } from "./known-attributes";
import type { KnownTexts } from "./known-texts";
import { putValue, ValueType, type PackedReader } from "./packed-reader";
import type { PackedAttributes } from "@/model/packed-span";

const KEY = new TextEncoder().encode("key");
const VALUE = new TextEncoder().encode("value");
/** By the numbers of `ValueType`. */
const VALUE_FIELDS = new FieldNames([
  "stringValue",
  "boolValue",
  "intValue",
  "doubleValue",
  "bytesValue",
]);

type Kind = Pick<KnownAttribute, "key" | "type" | "action">;

const PLAIN = 0;
/** Texts only: numbers under these keys become dotted quads. */
const ADDRESS = 1;

/**
 * Reads lists of OTLP's key-value pairs, each `{"key":…,"value":{…}}` in this order, with values
 * that are neither lists nor maps.
 */
export class PackedPairs {
  readonly #reader: PackedReader;
  readonly #isSpecial: (key: string) => boolean;
  readonly #known = new KnownAttributes();

  /** Attributes of the keys that are special are left to the general reader. */
  constructor(reader: PackedReader, isSpecial: (key: string) => boolean) {
    this.#reader = reader;
    this.#isSpecial = isSpecial;
  }

  /** Consumes a list of pairs. */
  read(to: PackedAttributes): void {
    const reader = this.#reader;
    const { cursor } = reader;
    this.#known.begin();
    if (!reader.opens()) return;
    do {
      cursor.peek();
      const known = this.#known.take(cursor);
      if (known === undefined) {
        this.#unknown(to);
      } else {
        this.#value(to, known, known.texts);
      }
      cursor.expect(CLOSE_OBJECT);
      cursor.expect(CLOSE_OBJECT);
    } while (reader.continues());
  }

  #unknown(to: PackedAttributes): void {
    const reader = this.#reader;
    const { cursor } = reader;
    const from = cursor.at;
    cursor.expect(OPEN_OBJECT);
    cursor.key();
    if (!cursor.isText(KEY)) throw GIVE_UP;
    const key = reader.text();
    cursor.expect(COMMA);
    cursor.key();
    if (!cursor.isText(VALUE)) throw GIVE_UP;
    cursor.expect(OPEN_OBJECT);
    cursor.key();
    const type = VALUE_FIELDS.find(cursor);
    if (type < 0) throw GIVE_UP;
    const text = reader.sink.textOf(key);
    if (this.#isSpecial(text)) throw GIVE_UP;
    const action = text === "ip" || text === "peer.ipv4" ? ADDRESS : PLAIN;
    const kind = { key, type, action };
    this.#value(to, kind, this.#known.learn(cursor, from, kind)?.texts);
  }

  #value(to: PackedAttributes, kind: Kind, known: KnownTexts | undefined): void {
    const { cursor } = this.#reader;
    const { key, type, action } = kind;
    switch (type) {
      case ValueType.Bool:
        return putValue(to, key, type, Number(cursor.boolean()));
      case ValueType.Int:
        if (action === ADDRESS) throw GIVE_UP;
        return putValue(to, key, type, this.#integer());
      case ValueType.Double:
        if (action === ADDRESS) throw GIVE_UP;
        return putValue(to, key, type, cursor.double());
      default:
        return putValue(to, key, type, this.#reader.textAmong(known));
    }
  }

  /** An integer as a number or as text. */
  #integer(): number {
    const { cursor } = this.#reader;
    if (cursor.peek() !== QUOTE) return cursor.integer();
    cursor.string();
    const value = cursor.integerIn(cursor.from, cursor.to);
    if (Number.isNaN(value)) throw GIVE_UP;
    return value;
  }
}
