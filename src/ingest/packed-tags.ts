import { GIVE_UP } from "./byte-cursor";
import { FieldNames, FieldOrder } from "./field-order";
import type { KnownTexts } from "./known-texts";
import { QUOTE } from "./json-bytes";
import { UNKEPT, ValueType, type PackedReader } from "./packed-reader";
import type { SpanSteps, StepKind } from "./span-steps";

const TAG_FIELDS = new FieldNames(["key", "type", "value"]);
const [KEY, TYPE] = [0, 1];
/** By the numbers of `ValueType`. */
const TAG_TYPES = new FieldNames(["string", "bool", "int64", "float64", "binary"]);

/** Walks over a list of Jaeger tags whose values are of the types that they name. */
export class PackedTags {
  readonly #reader: PackedReader;
  readonly #steps: SpanSteps;
  readonly #op: number;
  readonly #actionOf: (key: string) => number;
  readonly #order: FieldOrder;
  readonly #actions = new Map<number, number>();
  #isFirst = false;
  /** The tag that `next` has read. */
  key = 0;
  type = 0;
  /** A text id, 0 or 1, or a number. */
  value = 0;
  action = 0;

  /** `op` is that of the values; `actionOf` sorts keys, and what it gives for one is remembered. */
  constructor(
    reader: PackedReader,
    steps: SpanSteps,
    op: number,
    actionOf: (key: string) => number,
  ) {
    this.#reader = reader;
    this.#steps = steps;
    this.#op = op;
    this.#actionOf = actionOf;
    this.#order = new FieldOrder(reader.cursor, TAG_FIELDS);
  }

  /** A list begins. */
  begin(): void {
    this.#isFirst = true;
  }

  /** Consumes the next tag; false at the end of the list. */
  next(): boolean {
    const more = this.#isFirst ? this.#reader.opens() : this.#reader.continues();
    this.#isFirst = false;
    if (more) this.#read();
    return more;
  }

  #read(): void {
    const { cursor } = this.#reader;
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
        cursor.peek();
        const { key, type, action } = this;
        this.#steps.value({ op: this.#op, key, type, action });
        this.value = tagValue(this.#reader, this, undefined, false);
        this.#steps.valueEnd();
      } else {
        valueAt = cursor.at;
        this.#skipScalar();
      }
    }
    if (seen !== 7) throw GIVE_UP;
    if (valueAt < 0) return;
    // The value came before its type was known.
    this.#steps.leaveOut();
    const end = cursor.at;
    cursor.at = valueAt;
    this.action = this.#action();
    this.value = tagValue(this.#reader, this, undefined, false);
    cursor.at = end;
  }

  #skipScalar(): void {
    const { cursor } = this.#reader;
    const byte = cursor.peek();
    if (byte === QUOTE) cursor.string();
    else if (byte === 0x74 || byte === 0x66) cursor.boolean();
    else cursor.double();
  }

  #action(): number {
    const known = this.#actions.get(this.key);
    if (known !== undefined) return known;
    const action = this.#actionOf(this.#reader.sink.textOf(this.key));
    if (this.#actions.size < 65_536) this.#actions.set(this.key, action);
    return action;
  }
}

/**
 * Consumes the value of a tag: a text id (0 where it is not kept), 0 or 1, or a number. `known`:
 * texts that it had before.
 * `isAttribute`: it becomes an attribute of the span, and nothing else.
 */
export function tagValue(
  reader: PackedReader,
  { type, action }: Pick<StepKind, "type" | "action">,
  known: KnownTexts | undefined,
  isAttribute: boolean,
): number {
  switch (type) {
    case ValueType.Bool:
      return Number(reader.cursor.boolean());
    case ValueType.Int:
      return reader.cursor.integer();
    case ValueType.Double:
      return reader.cursor.double();
    default:
      if (action === UNKEPT) {
        reader.cursor.string();
        return 0;
      }
      return isAttribute ? reader.attributeText(known) : reader.textAmong(known);
  }
}
