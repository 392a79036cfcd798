import { type AttributeTable, AttributeType } from "@/model/attribute-table";
import { SpanKind, StatusCode } from "@/model/span-table";
import { sparseValue } from "@/model/sparse-column";
import type { StringTable } from "@/model/string-table";
import type { Trace } from "@/model/trace";
import { fitsInt64 } from "./export-facts";

/** Attributes of these names are fields of the span to readers of Jaeger v1: see `LiftedTags`. */
const fieldKeys = [
  "span.kind",
  "error",
  "otel.status_code",
  "otel.status_description",
  "w3c.tracestate",
  "otel.scope.name",
  "otel.library.name",
  "otel.scope.version",
  "otel.library.version",
] as const;
const kinds = /^(internal|server|client|producer|consumer)$/i;

/** Tells, by the StringId of a key, one of `keys`; every distinct key is decoded once. */
export function keysAmong(
  strings: StringTable,
  keys: readonly string[],
): (key: number) => string | undefined {
  /** By StringId: 1 + position in `keys`; 255: none of them; 0: not looked at yet. */
  const known = new Uint8Array(strings.length);
  return (key) => {
    let which = known[key]!;
    if (which === 0) {
      const at = keys.indexOf(strings.text(key));
      which = at < 0 ? 255 : at + 1;
      known[key] = which;
    }
    return keys[which - 1];
  };
}

/** Tells attributes that a reader of Jaeger v1 might take for a field. */
export function fieldLikeKeys(strings: StringTable): (key: number) => boolean {
  const named = keysAmong(strings, fieldKeys);
  return (key) => named(key) !== undefined;
}

/**
 * Tells, by row and attribute, those that a reader of Jaeger v1 does take for a field: where the
 * span has the field itself, that is written in front of them and is what is believed.
 */
export function takenForField(trace: Trace): (row: number, at: number) => boolean {
  const { spans, scopes, attributes, strings, traceState } = trace;
  const named = keysAmong(strings, fieldKeys);
  /** The text of a scope's name or version: absent, a tag says it; present, an equal tag goes. */
  const saysScope = (said: number, text: string): boolean =>
    said === 0 || strings.text(said) === text;
  return (row, at) => {
    const key = named(attributes.key[at]!);
    if (key === undefined) return false;
    const text = textAt(attributes, at, strings);
    const status = spans.statusCode[row];
    if (key === "error") {
      const isTrue = attributes.type[at] === AttributeType.Bool && attributes.value[at] === 1;
      return status !== StatusCode.Error && (isTrue || text === "true");
    }
    if (text === undefined) return false;
    switch (key) {
      case "span.kind":
        return spans.kind[row] === SpanKind.Unspecified && kinds.test(text);
      case "otel.status_code":
        return status === StatusCode.Unset && (text === "OK" || text === "ERROR");
      case "otel.status_description":
        return spans.statusMessage[row] === 0;
      case "w3c.tracestate":
        return sparseValue(traceState, row, 0) === 0;
      case "otel.scope.name":
      case "otel.library.name":
        return saysScope(scopes.name[spans.scope[row]!]!, text);
      default:
        return saysScope(scopes.version[spans.scope[row]!]!, text);
    }
  };
}

/**
 * The text that an attribute's value is written as in Jaeger v1; undefined for one of a type that
 * it has. Of arrays and maps the kind of text is enough: nobody compares it.
 */
export function textAt(
  table: AttributeTable,
  at: number,
  strings: StringTable,
): string | undefined {
  switch (table.type[at]) {
    case AttributeType.Empty:
      return "";
    case AttributeType.Array:
    case AttributeType.KeyValueList:
      return "[]";
    case AttributeType.String:
      return strings.text(table.value[at]!);
    case AttributeType.BigInt: {
      const text = strings.text(table.value[at]!);
      return fitsInt64(text) ? undefined : text;
    }
    default:
      return undefined;
  }
}
