import type { AttributeValue } from "@/model/attribute";

/**
 * A value as plain JSON text, as OpenTelemetry's tools write arrays and maps where only text can
 * stand: integers with all their digits, bytes as base64, doubles that JSON lacks as text. Values
 * are bounded in depth by `decodeWireValue`, so that recursion is safe.
 */
export function plainJson(value: AttributeValue): string {
  switch (value.type) {
    case "empty":
      return "null";
    case "int":
      return String(value.value);
    case "double":
      return Number.isFinite(value.value) ? String(value.value) : `"${value.value}"`;
    case "bytes":
      return `"${base64(value.value)}"`;
    case "array":
      return `[${value.value.map(plainJson).join(",")}]`;
    case "kvlist": {
      const pairs = value.value.map(
        ({ key, value: inner }) => `${JSON.stringify(key)}:${plainJson(inner)}`,
      );
      return `{${pairs.join(",")}}`;
    }
    default:
      return JSON.stringify(value.value);
  }
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
