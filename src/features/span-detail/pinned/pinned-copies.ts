import { csvText } from "@/lib/csv";
import { markdownCode } from "../span-markdown";
import { cellText, rowName, type PinnedWords } from "./cell-text";
import type { PinnedRow } from "./pinned-rows";

/** Spans side by side as CSV (RFC 4180): a line for each row, a column for each span. */
export function pinnedCsv(
  rows: readonly PinnedRow[],
  columns: readonly string[],
  words: PinnedWords,
): string {
  const lines = [
    [words.messages.spanDetail.attributes.key, ...columns],
    ...rows.map((row) => [rowName(row, words), ...row.cells.map((cell) => cellText(cell, words))]),
  ];
  return lines.map((fields) => `${fields.map(csvText).join(",")}\r\n`).join("");
}

/** The same as a table in Markdown; "≠" stands before the name of a row whose spans differ. */
export function pinnedMarkdown(
  rows: readonly PinnedRow[],
  columns: readonly string[],
  words: PinnedWords,
): string {
  const line = (fields: readonly string[]) => `| ${fields.join(" | ")} |\n`;
  const head = [words.messages.spanDetail.attributes.key, ...columns.map(markdownCode)];
  const body = rows.map((row) => {
    const name = `${row.differs ? "≠ " : ""}${markdownCode(rowName(row, words))}`;
    return line([name, ...row.cells.map((cell) => markdownCode(cellText(cell, words)))]);
  });
  return `${line(head)}${line(head.map(() => "---"))}${body.join("")}`;
}
