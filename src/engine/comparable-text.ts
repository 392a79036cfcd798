import type { AttributeValue } from "@/model/attribute";
import {
  attributeText,
  AttributeType,
  wireValue,
  type AttributeTable,
} from "@/model/attribute-table";
import { decodeWireValue } from "@/model/read-value";
import type { StringTable } from "@/model/string-table";

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;

/** JSON as a server writes it: whole integers, bytes as base64, keys in order, the last of equals. */
function plainJson(value: AttributeValue): string {
  switch (value.type) {
    case "empty":
      return "null";
    case "string":
      return JSON.stringify(value.value);
    case "bool":
    case "int":
      return String(value.value);
    case "double":
      return Number.isFinite(value.value) ? String(value.value) : `"${value.value}"`;
    case "bytes":
      return `"${btoa(Array.from(value.value, (byte) => String.fromCharCode(byte)).join(""))}"`;
    case "array":
      return `[${value.value.map(plainJson).join(",")}]`;
    case "kvlist": {
      const members = new Map(value.value.map((one) => [one.key, one.value]));
      const written = [...members]
        .sort(byKey)
        .map(([key, member]) => `${JSON.stringify(key)}:${plainJson(member)}`);
      return `{${written.join(",")}}`;
    }
  }
}

/**
 * The text by which a search of a Jaeger server knows the value of a row: strings as they are,
 * numbers in decimal, "true" and "false", bytes as base64, arrays and maps as compact JSON of their
 * plain values. Depth is bounded by the decoder.
 */
export function comparableText(table: AttributeTable, row: number, strings: StringTable): string {
  const type = table.type[row];
  if (type !== AttributeType.Array && type !== AttributeType.KeyValueList) {
    return attributeText(table, row, strings);
  }
  const value = decodeWireValue(wireValue(table, row, strings));
  return value.type === "string" ? value.value : plainJson(value);
}
