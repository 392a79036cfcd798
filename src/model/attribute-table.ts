import type { StringTable } from "./string-table";
import type { WireValue } from "./span-sink";

/** How `AttributeTable.value` is to be read. */
export const AttributeType = {
  /** No value. */
  Empty: 0,
  /** StringId. */
  String: 1,
  /** 0 or 1. */
  Bool: 2,
  /** Row of `numbers`: an integer below 2^53. */
  Int: 3,
  /** Row of `numbers`. */
  Double: 4,
  /** StringId of the OTLP JSON text. */
  Array: 5,
  /** StringId of the OTLP JSON text. */
  KeyValueList: 6,
  /** StringId of the base64 text. */
  Bytes: 7,
  /** StringId of the decimal text: an integer beyond 2^53. */
  BigInt: 8,
  /** The integer itself, as 32 bits with a sign. */
  SmallInt: 9,
} as const;
export type AttributeType = (typeof AttributeType)[keyof typeof AttributeType];

/**
 * The attributes of all owners of one kind (spans, events, links, resources or scopes), in input
 * order per owner: those of owner `i` are the rows `[offset[i], offset[i + 1])`. 9 bytes each.
 */
export interface AttributeTable {
  /** Owners + 1 entries. */
  readonly offset: Uint32Array;
  /** StringId. */
  readonly key: Uint32Array;
  /** An `AttributeType`. */
  readonly type: Uint8Array;
  readonly value: Uint32Array;
  /** Shared by all tables of a builder. */
  readonly numbers: Float64Array;
}

/** The value of a row as it came in; the text of arrays and maps is not decoded. */
export function wireValue(table: AttributeTable, row: number, strings: StringTable): WireValue {
  const value = table.value[row]!;
  switch (table.type[row]) {
    case AttributeType.String:
      return { type: "string", value: strings.text(value) };
    case AttributeType.Bool:
      return { type: "bool", value: value === 1 };
    case AttributeType.SmallInt:
      return { type: "int", value: value | 0 };
    case AttributeType.Int:
      return { type: "int", value: table.numbers[value]! };
    case AttributeType.BigInt:
      return { type: "int", value: strings.text(value) };
    case AttributeType.Double:
      return { type: "double", value: table.numbers[value]! };
    case AttributeType.Bytes:
      return { type: "bytes", value: strings.text(value) };
    case AttributeType.Array:
      return { type: "array", value: strings.text(value) };
    case AttributeType.KeyValueList:
      return { type: "kvlist", value: strings.text(value) };
    default:
      return { type: "empty" };
  }
}

/** The value of a row as plain text, as a search compares it: numbers in decimal, "true". */
export function attributeText(table: AttributeTable, row: number, strings: StringTable): string {
  const value = wireValue(table, row, strings);
  return value.type === "empty" ? "" : String(value.value);
}
