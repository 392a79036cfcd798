import type { WireValue } from "@/model/span-sink";
import { excerpt, integerOf, isObject, numberOf, type IssueNotes, type JsonObject } from "./wire";

const EMPTY: WireValue = { type: "empty" };
const TRUE: WireValue = { type: "bool", value: true };
const FALSE: WireValue = { type: "bool", value: false };

/** OTLP's AnyValue in JSON, in the one spelling that nested values are kept in. */
interface CanonicalAny {
  readonly [key: string]: unknown;
}

/**
 * An OTLP AnyValue (`{"intValue":"1"}`). What cannot be read as its field says is taken as what it
 * is, and noted under `field`.
 */
export function anyValue(value: unknown, field: string, notes: IssueNotes): WireValue {
  if (!isObject(value)) {
    if (value === undefined || value === null) return EMPTY;
    notes.add("bad-value", field, value);
    return jsonValue(value);
  }
  for (const key in value) {
    const content = value[key];
    if (content === null) continue;
    switch (key) {
      case "stringValue":
      case "string_value":
        if (typeof content === "string") return { type: "string", value: content };
        break;
      case "boolValue":
      case "bool_value":
        if (typeof content === "boolean") return content ? TRUE : FALSE;
        break;
      case "intValue":
      case "int_value": {
        const integer = integerOf(content);
        if (integer !== undefined) return { type: "int", value: integer };
        notes.add("bad-number", field, content);
        return jsonValue(content);
      }
      case "doubleValue":
      case "double_value": {
        const double = doubleOf(content);
        if (double !== undefined) return { type: "double", value: double };
        notes.add("bad-number", field, content);
        return jsonValue(content);
      }
      case "bytesValue":
      case "bytes_value":
        if (typeof content === "string") return { type: "bytes", value: content };
        break;
      case "arrayValue":
      case "array_value":
        if (isObject(content)) {
          return { type: "array", value: JSON.stringify(canonicalAny(value, field, notes)) };
        }
        break;
      case "kvlistValue":
      case "kvlist_value":
        if (isObject(content)) {
          return { type: "kvlist", value: JSON.stringify(canonicalAny(value, field, notes)) };
        }
        break;
      default:
        notes.add("bad-value", field, value);
        return { type: "string", value: JSON.stringify(value) };
    }
    notes.add("bad-value", field, content);
    return jsonValue(content);
  }
  return EMPTY;
}

/** A plain JSON value as an attribute value, lists and objects included. */
export function jsonValue(value: unknown): WireValue {
  switch (typeof value) {
    case "string":
      return { type: "string", value };
    case "boolean":
      return value ? TRUE : FALSE;
    case "number":
      return Number.isInteger(value)
        ? { type: "int", value: integerOf(value) ?? 0 }
        : { type: "double", value };
    default:
      break;
  }
  if (value === null || value === undefined) return EMPTY;
  const type = Array.isArray(value) ? "array" : "kvlist";
  return { type, value: JSON.stringify(canonicalJson(value)) };
}

/** A double as a number, as decimal text, or as one of JSON's three names for what it lacks. */
export function doubleOf(value: unknown): number | undefined {
  if (value === "NaN") return Number.NaN;
  if (value === "Infinity") return Number.POSITIVE_INFINITY;
  if (value === "-Infinity") return Number.NEGATIVE_INFINITY;
  return numberOf(value);
}

/**
 * Some old clients record IPv4 addresses as a 32-bit number in the attributes `ip` and `peer.ipv4`:
 * those become dotted quads, as Jaeger's query service writes them; everything else stays.
 */
export function ipValue(key: string, value: WireValue): WireValue {
  if (key !== "ip" && key !== "peer.ipv4") return value;
  if (value.type !== "int" && value.type !== "double") return value;
  const bits = typeof value.value === "number" ? value.value : Number.NaN;
  if (!Number.isInteger(bits) || bits < -(2 ** 31) || bits >= 2 ** 32) return value;
  const quad = [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
  return { type: "string", value: quad };
}

/** Depth is bounded by the slicer, so that walking down by recursion is safe. */
function canonicalAny(value: unknown, field: string, notes: IssueNotes): CanonicalAny {
  if (isObject(value)) {
    const array = value["arrayValue"] ?? value["array_value"];
    if (isObject(array)) {
      const values = Array.isArray(array["values"]) ? array["values"] : [];
      return { arrayValue: { values: values.map((item) => canonicalAny(item, field, notes)) } };
    }
    const map = value["kvlistValue"] ?? value["kvlist_value"];
    if (isObject(map)) {
      const values = Array.isArray(map["values"]) ? map["values"] : [];
      return { kvlistValue: { values: values.map((item) => canonicalPair(item, field, notes)) } };
    }
  }
  return plainAny(anyValue(value, field, notes));
}

function canonicalPair(item: unknown, field: string, notes: IssueNotes): JsonObject {
  if (isObject(item) && typeof item["key"] === "string") {
    return { key: item["key"], value: canonicalAny(item["value"], field, notes) };
  }
  notes.add("bad-value", field, item);
  return { key: "", value: { stringValue: excerpt(item) } };
}

function canonicalJson(value: unknown): CanonicalAny {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(canonicalJson) } };
  if (!isObject(value)) return plainAny(jsonValue(value));
  const values = Object.entries(value).map(([key, item]) => ({ key, value: canonicalJson(item) }));
  return { kvlistValue: { values } };
}

function plainAny(value: WireValue): CanonicalAny {
  switch (value.type) {
    case "empty":
      return {};
    case "string":
      return { stringValue: value.value };
    case "bool":
      return { boolValue: value.value };
    case "int":
      return { intValue: String(value.value) };
    case "double":
      return { doubleValue: Number.isFinite(value.value) ? value.value : String(value.value) };
    case "bytes":
      return { bytesValue: value.value };
    default:
      return JSON.parse(value.value);
  }
}
