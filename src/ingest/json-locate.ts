import { BACKSLASH, isSpace, QUOTE } from "./json-bytes";
import { keyPath } from "./slice-tree";

/** Where bytes stop being JSON. */
export interface JsonFault {
  /** Position of the first byte that does not fit. */
  readonly position: number;
  /** Path inside the value: ".tags[2].value", "" for the value itself. */
  readonly path: string;
}

const LITERALS: readonly string[] = ["true", "false", "null"];

interface Level {
  readonly isArray: boolean;
  key: string;
  index: number;
}

/**
 * Finds the first byte of `bytes[from, to)` at which it is not one JSON value (RFC 8259), or
 * undefined when it is one. Slow and careful: runs only over a value that `JSON.parse` refused.
 */
export function locateFault(bytes: Uint8Array, from: number, to: number): JsonFault | undefined {
  const levels: Level[] = [];
  let at = skipSpace(bytes, from, to);
  let expectValue = true;
  const fault = (position: number): JsonFault => ({ position, path: pathOf(levels) });

  for (;;) {
    if (expectValue) {
      const c = bytes[at];
      if (at >= to) return fault(at);
      if (c === 0x7b || c === 0x5b) {
        const isArray = c === 0x5b;
        levels.push({ isArray, key: "", index: 0 });
        at = skipSpace(bytes, at + 1, to);
        if (at < to && bytes[at] === (isArray ? 0x5d : 0x7d)) {
          levels.pop();
          at += 1;
        } else if (isArray) {
          continue;
        } else {
          const next = readKey(bytes, at, to, levels);
          if (next < 0) return fault(-next - 1);
          at = next;
          continue;
        }
      } else {
        const next = scalarEnd(bytes, at, to);
        if (next < 0) return fault(-next - 1);
        at = next;
      }
      expectValue = false;
    }
    at = skipSpace(bytes, at, to);
    const level = levels.at(-1);
    if (level === undefined) return at < to ? fault(at) : undefined;
    const c = at < to ? bytes[at] : -1;
    if (c === (level.isArray ? 0x5d : 0x7d)) {
      levels.pop();
      at += 1;
    } else if (c === 0x2c) {
      at = skipSpace(bytes, at + 1, to);
      if (level.isArray) {
        level.index += 1;
      } else {
        const next = readKey(bytes, at, to, levels);
        if (next < 0) return fault(-next - 1);
        at = next;
      }
      expectValue = true;
    } else {
      return fault(at);
    }
  }
}

/** Reads `"key":` into the innermost level; the position after it, or -(position of fault) - 1. */
function readKey(bytes: Uint8Array, at: number, to: number, levels: Level[]): number {
  if (bytes[at] !== QUOTE || at >= to) return -at - 1;
  const end = stringEnd(bytes, at, to);
  if (end < 0) return end;
  const level = levels.at(-1);
  if (level !== undefined) level.key = new TextDecoder().decode(bytes.subarray(at + 1, end - 1));
  const colon = skipSpace(bytes, end, to);
  if (colon >= to || bytes[colon] !== 0x3a) return -colon - 1;
  return skipSpace(bytes, colon + 1, to);
}

function scalarEnd(bytes: Uint8Array, at: number, to: number): number {
  if (bytes[at] === QUOTE) return stringEnd(bytes, at, to);
  let end = at;
  while (end < to && /[\w.+-]/.test(String.fromCharCode(bytes[end] ?? 0))) end += 1;
  const text = new TextDecoder().decode(bytes.subarray(at, end));
  const valid = LITERALS.includes(text) || /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  return valid ? end : -at - 1;
}

function stringEnd(bytes: Uint8Array, at: number, to: number): number {
  for (let i = at + 1; i < to; i += 1) {
    const c = bytes[i] ?? 0;
    if (c === QUOTE) return i + 1;
    if (c < 0x20) return -i - 1;
    if (c !== BACKSLASH) continue;
    const escaped = String.fromCharCode(bytes[i + 1] ?? 0);
    if (escaped === "u") {
      const hex = new TextDecoder("latin1").decode(bytes.subarray(i + 2, Math.min(i + 6, to)));
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) return -i - 1;
    } else if (!'"\\/bfnrt'.includes(escaped)) {
      return -i - 1;
    }
    i += 1;
  }
  return -to - 1;
}

function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(bytes[at])) at += 1;
  return at;
}

function pathOf(levels: readonly Level[]): string {
  const shown = levels.slice(0, 12);
  return shown.map((level) => (level.isArray ? `[${level.index}]` : keyPath(level.key))).join("");
}
