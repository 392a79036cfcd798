import type { JsonText } from "@/engine/trace-engine";

type Lines = Pick<JsonText, "bytes" | "lineOffset">;

/** Longer lines are cut: nobody reads them here, and laying them out takes long. */
const longestLine = 2000;

const decoder = new TextDecoder();

export const lineCount = ({ lineOffset }: Lines): number => Math.max(0, lineOffset.length - 1);

/** A line in parts: its indent with the key, where it begins with one, and what follows. */
export interface JsonLine {
  readonly key: string;
  readonly rest: string;
  /** Characters that were cut off. */
  readonly cut: number;
}

/** Reads a line; nothing where there is none. */
export function readLine({ bytes, lineOffset }: Lines, at: number): JsonLine {
  const text = decoder.decode(bytes.subarray(lineOffset[at] ?? 0, lineOffset[at + 1] ?? 0));
  const cut = Math.max(0, text.length - longestLine);
  const shown = cut === 0 ? text : text.slice(0, longestLine).toWellFormed();
  const key = /^ *"(?:[^"\\]|\\.)*": /.exec(shown)?.[0] ?? "";
  return { key, rest: shown.slice(key.length), cut };
}

/** All lines as one text. */
export function wholeText({ bytes, lineOffset }: Lines): string {
  const lines: string[] = [];
  for (let at = 0; at + 1 < lineOffset.length; at += 1) {
    lines.push(decoder.decode(bytes.subarray(lineOffset[at], lineOffset[at + 1])));
  }
  return `${lines.join("\n")}\n`;
}
