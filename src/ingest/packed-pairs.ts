import { GIVE_UP, type ByteCursor } from "./byte-cursor";
import { FieldNames } from "./field-order";
import { CLOSE_OBJECT, COMMA, OPEN_OBJECT, QUOTE } from "./json-bytes";
import type { KnownTexts } from "./known-texts";
import { putValue, UNKEPT, ValueType, type PackedReader } from "./packed-reader";
import type { SpanSteps, StepKind } from "./span-steps";
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

const PLAIN = 0;
/** Texts only: numbers under these keys become dotted quads. */
const ADDRESS = 1;

/**
 * Reads lists of OTLP's key-value pairs, each `{"key":…,"value":{…}}` in this order, with values
 * that are neither lists nor maps.
 */
export class PackedPairs {
  readonly #reader: PackedReader;
  readonly #steps: SpanSteps;
  readonly #op: number;
  readonly #isSpecial: (key: string) => boolean;
  readonly #keeps: (key: string) => boolean;

  /**
   * `op` is that of the values. Attributes of special keys are left to the general reader; those of
   * keys that are not kept are read over.
   */
  constructor(
    reader: PackedReader,
    steps: SpanSteps,
    op: number,
    rules: {
      readonly isSpecial: (key: string) => boolean;
      readonly keeps: (key: string) => boolean;
    },
  ) {
    this.#reader = reader;
    this.#steps = steps;
    this.#op = op;
    this.#isSpecial = rules.isSpecial;
    this.#keeps = rules.keeps;
  }

  /** Consumes a list of pairs. */
  read(to: PackedAttributes): void {
    const reader = this.#reader;
    const { cursor } = reader;
    if (!reader.opens()) return;
    do {
      this.#pair(to);
      cursor.expect(CLOSE_OBJECT);
      cursor.expect(CLOSE_OBJECT);
    } while (reader.continues());
  }

  #pair(to: PackedAttributes): void {
    const reader = this.#reader;
    const { cursor } = reader;
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
    const plain = this.#keeps(text) ? PLAIN : UNKEPT;
    const action = text === "ip" || text === "peer.ipv4" ? ADDRESS : plain;
    const kind = { op: this.#op, key, type, action };
    cursor.peek();
    this.#steps.value(kind);
    pairValue(reader, kind, undefined, to);
    this.#steps.valueEnd();
  }
}

/** Consumes the value of a pair and adds it. `known`: texts that it had before. */
export function pairValue(
  reader: PackedReader,
  { key, type, action }: StepKind,
  known: KnownTexts | undefined,
  to: PackedAttributes,
): void {
  const { cursor } = reader;
  if (action === UNKEPT) return passValue(cursor, type);
  switch (type) {
    case ValueType.Bool:
      return putValue(to, key, type, Number(cursor.boolean()));
    case ValueType.Int:
      if (action === ADDRESS) throw GIVE_UP;
      return putValue(to, key, type, integerOf(cursor));
    case ValueType.Double:
      if (action === ADDRESS) throw GIVE_UP;
      return putValue(to, key, type, cursor.double());
    case ValueType.String:
      if (to === reader.span.attributes) {
        return putValue(to, key, type, reader.attributeText(known));
      }
      return putValue(to, key, type, reader.textAmong(known));
    default:
      return putValue(to, key, type, reader.textAmong(known));
  }
}

/** Consumes the value of a pair, which may be no other than one that is added. */
function passValue(cursor: ByteCursor, type: number): void {
  switch (type) {
    case ValueType.Bool:
      cursor.boolean();
      return;
    case ValueType.Int:
      integerOf(cursor);
      return;
    case ValueType.Double:
      cursor.double();
      return;
    default:
      cursor.string();
  }
}

/** Consumes an integer, as a number or as text. */
function integerOf(cursor: ByteCursor): number {
  if (cursor.peek() !== QUOTE) return cursor.integer();
  cursor.string();
  const value = cursor.integerIn(cursor.from, cursor.to);
  if (Number.isNaN(value)) throw GIVE_UP;
  return value;
}
