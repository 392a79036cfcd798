import type { Attribute, AttributeValue } from "./attribute";
import type { AttributeTable } from "./attribute-table";
import { wireValue } from "./attribute-table";
import type { WireValue } from "./span-sink";
import type { StringTable } from "./string-table";

/** Arrays and maps nested deeper than this are shown as their text. */
const maxDepth = 32;

/** The attributes of one owner, decoded, in input order. */
export function readAttributes(
  table: AttributeTable,
  owner: number,
  strings: StringTable,
): Attribute[] {
  const attributes: Attribute[] = [];
  for (let row = table.offset[owner]!; row < table.offset[owner + 1]!; row += 1) {
    attributes.push({
      key: strings.text(table.key[row]!),
      value: decodeWireValue(wireValue(table, row, strings)),
    });
  }
  return attributes;
}

/** A value as it came in, decoded. What cannot be decoded is its own text. */
export function decodeWireValue(value: WireValue): AttributeValue {
  switch (value.type) {
    case "empty":
    case "string":
    case "bool":
    case "double":
      return value;
    case "int":
      return readInt(value.value) ?? asText(value.value);
    case "bytes":
      return readBytes(value.value) ?? asText(value.value);
    case "array":
    case "kvlist":
      return readNested(value.value, value.type);
  }
}

/** The value of an OTLP AnyValue's JSON text; the text where that is something else. */
function readNested(text: string, type: "array" | "kvlist"): AttributeValue {
  try {
    const value = readAny(JSON.parse(text), 0);
    if (value?.type === type) return value;
  } catch {
    // Not JSON, or nested so deeply that its rest cannot be written out: the whole text is shown.
  }
  return asText(text);
}

/** Undefined for what is no AnyValue. Recursion is bounded by `maxDepth`. */
function readAny(any: unknown, depth: number): AttributeValue | undefined {
  if (any === null || typeof any !== "object") return undefined;
  const [entry] = Object.entries(any);
  if (entry === undefined) return { type: "empty" };
  const [field, content] = entry as [string, unknown];
  if (depth >= maxDepth && typeof content === "object") return asText(JSON.stringify(any));
  switch (field) {
    case "stringValue":
      return asText(content);
    case "boolValue":
      return { type: "bool", value: content === true };
    case "intValue":
      return readInt(content) ?? asText(content);
    case "doubleValue":
      return readDouble(content);
    case "bytesValue":
      return readBytes(content) ?? asText(content);
    case "arrayValue":
      return { type: "array", value: valuesOf(content).map((item) => readItem(item, depth + 1)) };
    case "kvlistValue":
      return { type: "kvlist", value: valuesOf(content).map((item) => readPair(item, depth + 1)) };
    default:
      return undefined;
  }
}

function readItem(item: unknown, depth: number): AttributeValue {
  return readAny(item, depth) ?? asText(item === null ? "" : JSON.stringify(item));
}

function readPair(item: unknown, depth: number): Attribute {
  const pair = (item ?? {}) as { readonly key?: unknown; readonly value?: unknown };
  const key = typeof pair.key === "string" ? pair.key : "";
  return { key, value: pair.value === undefined ? { type: "empty" } : readItem(pair.value, depth) };
}

function valuesOf(content: unknown): readonly unknown[] {
  const values = (content as { readonly values?: unknown } | null)?.values;
  return Array.isArray(values) ? values : [];
}

function readInt(value: unknown): AttributeValue | undefined {
  if (typeof value === "number") {
    return Number.isInteger(value) ? { type: "int", value: BigInt(value) } : undefined;
  }
  if (typeof value !== "string" || !/^[+-]?\d+$/.test(value)) return undefined;
  return { type: "int", value: BigInt(value.startsWith("+") ? value.slice(1) : value) };
}

/** Numbers, and the names that JSON needs for what it has no literals for. */
function readDouble(value: unknown): AttributeValue {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && (!Number.isNaN(number) || value === "NaN")
    ? { type: "double", value: number }
    : asText(value);
}

function readBytes(value: unknown): AttributeValue | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const text = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
    return { type: "bytes", value: Uint8Array.from(text, (char) => char.charCodeAt(0)) };
  } catch {
    return undefined;
  }
}

function asText(value: unknown): AttributeValue {
  return { type: "string", value: typeof value === "string" ? value : String(value) };
}
