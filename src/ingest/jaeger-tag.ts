import type { WireValue } from "@/model/span-sink";
import { doubleOf, ipValue, jsonValue } from "./any-value";
import { integerOf, isObject, type IssueNotes } from "./wire";

/**
 * A tag `{key, type, value}` of a span, a log or a process. A value that is not of the type that the
 * tag names is taken as what it is, and noted. Undefined for what is not a tag at all.
 */
export function jaegerTag(
  tag: unknown,
  notes: IssueNotes,
): readonly [key: string, value: WireValue] | undefined {
  if (!isObject(tag) || typeof tag["key"] !== "string") {
    notes.add("bad-value", "tags", tag);
    return undefined;
  }
  const { key, type, value } = tag;
  const typed = typedValue(type, value);
  if (typed === undefined) notes.add("bad-value", key, value);
  return [key, ipValue(key, typed ?? jsonValue(value))];
}

function typedValue(type: unknown, value: unknown): WireValue | undefined {
  switch (type) {
    case "string":
      return typeof value === "string" ? { type: "string", value } : undefined;
    case "bool":
      return typeof value === "boolean" ? { type: "bool", value } : undefined;
    case "int64": {
      // Beyond 2^53 the server writes text; longer literals were quoted by the slicer.
      const integer = integerOf(value);
      return integer === undefined ? undefined : { type: "int", value: integer };
    }
    case "float64": {
      const double = doubleOf(value);
      return double === undefined ? undefined : { type: "double", value: double };
    }
    case "binary":
      return typeof value === "string" ? { type: "bytes", value } : undefined;
    default:
      return jsonValue(value);
  }
}
