import type { Attribute, AttributeValue } from "@/model/attribute";
import type { TextSource } from "@/widgets/LongText";

/** Longer texts are not put into a search: they would not fit in an address. */
const longestSearched = 500;

/** A double to its last digit: the shortest text that reads back as the same number. */
export function doubleText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Bytes as hexadecimal pairs, made only for the part that is asked for. */
export function hexSource(bytes: Uint8Array): TextSource {
  return {
    length: Math.max(0, bytes.length * 3 - 1),
    slice(start, end) {
      const first = Math.floor(start / 3);
      let text = "";
      for (const byte of bytes.subarray(first, Math.ceil(end / 3) + 1)) {
        text += `${byte.toString(16).padStart(2, "0")} `;
      }
      return text.slice(start - first * 3, Math.min(end, bytes.length * 3 - 1) - first * 3);
    },
  };
}

/** Bytes as base64 (RFC 4648, 4, with padding), made only for the part that is asked for. */
export function base64Source(bytes: Uint8Array): TextSource {
  return {
    length: Math.ceil(bytes.length / 3) * 4,
    slice(start, end) {
      const first = Math.floor(start / 4);
      let binary = "";
      for (const byte of bytes.subarray(first * 3, Math.ceil(end / 4) * 3)) {
        binary += String.fromCharCode(byte);
      }
      return btoa(binary).slice(start - first * 4, end - first * 4);
    },
  };
}

const wholeText = (source: TextSource): string => source.slice(0, source.length);

/** JSON text of a value without parts. Numbers JSON cannot write are strings, as in OTLP's JSON. */
function leafJson(value: Exclude<AttributeValue, { type: "array" | "kvlist" }>): string {
  switch (value.type) {
    case "empty":
      return "null";
    case "string":
      return JSON.stringify(value.value);
    case "bytes":
      return JSON.stringify(wholeText(base64Source(value.value)));
    case "double":
      return Number.isFinite(value.value) ? doubleText(value.value) : `"${value.value}"`;
    case "bool":
    case "int":
      return String(value.value);
  }
}

/**
 * A value as JSON: integers with all their digits, bytes as base64, a repeated key as often as it
 * came. Keeps its own stack, because values nest as deep as whoever sent them liked.
 */
export function valueJson(root: AttributeValue): string {
  const parts: string[] = [];
  // What is still to be written, last first: text as it stands, or a value.
  const rest: (string | AttributeValue)[] = [root];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === "string") {
      parts.push(next);
    } else if (next.type === "array") {
      parts.push("[");
      rest.push("]");
      for (let i = next.value.length - 1; i >= 0; i -= 1) {
        const item = next.value[i];
        if (item) rest.push(item);
        if (i > 0) rest.push(",");
      }
    } else if (next.type === "kvlist") {
      parts.push("{");
      rest.push("}");
      for (let i = next.value.length - 1; i >= 0; i -= 1) {
        const entry = next.value[i];
        if (entry) rest.push(entry.value, `${JSON.stringify(entry.key)}:`);
        if (i > 0) rest.push(",");
      }
    } else {
      parts.push(leafJson(next));
    }
  }
  return parts.join("");
}

/** A value as it is copied: text and numbers as they are, bytes as base64, the rest as JSON. */
export function valueText(value: AttributeValue): string {
  switch (value.type) {
    case "empty":
      return "";
    case "string":
      return value.value;
    case "double":
      return doubleText(value.value);
    case "bytes":
      return wholeText(base64Source(value.value));
    default:
      return valueJson(value);
  }
}

/** Attributes as one JSON object; a repeated key stands there as often as it came. */
export function attributesJson(attributes: readonly Attribute[]): string {
  return valueJson({ type: "kvlist", value: attributes });
}

/** A value that a search can name: as its text; undefined for long texts and values with parts. */
export function searchableText(value: AttributeValue): string | undefined {
  switch (value.type) {
    case "string":
      return value.value.length <= longestSearched ? value.value : undefined;
    case "bool":
    case "int":
    case "double":
      return valueText(value);
    default:
      return undefined;
  }
}
