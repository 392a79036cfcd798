import type { AttributeValue } from "@/model/attribute";

/**
 * Texts that differ only in case become equal. Each character for itself, so that a part of a text
 * folds as it does within the text: the Greek final sigma is a sigma.
 */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll("ς", "σ");
}

/** Enough of a chunk for `String.fromCharCode`'s list of parameters. */
const bytesAtOnce = 4096;

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += bytesAtOnce) {
    binary += String.fromCharCode(...bytes.subarray(at, at + bytesAtOnce));
  }
  return btoa(binary);
}

/**
 * A value as a search reads it: numbers in decimal, "true", bytes in base64, arrays and maps in the
 * manner of JSON with their texts as they are. Recursion is as deep as `decodeWireValue` allows.
 */
export function valueText(value: AttributeValue): string {
  switch (value.type) {
    case "empty":
      return "";
    case "string":
      return value.value;
    case "bool":
    case "int":
    case "double":
      return String(value.value);
    case "bytes":
      return base64(value.value);
    case "array":
      return `[${value.value.map(quoted).join(",")}]`;
    case "kvlist":
      return `{${value.value.map((one) => `"${one.key}":${quoted(one.value)}`).join(",")}}`;
  }
}

const quoted = (value: AttributeValue): string =>
  value.type === "string" || value.type === "bytes" ? `"${valueText(value)}"` : valueText(value);

/** The texts of a value's elements, one after the other; of a plain value, its own. */
export function valueLeaves(value: AttributeValue): string[] {
  if (value.type === "array") return value.value.flatMap(valueLeaves);
  if (value.type === "kvlist") return value.value.flatMap((one) => valueLeaves(one.value));
  return [valueText(value)];
}
