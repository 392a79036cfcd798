import type { Formats } from "@/i18n/formats";
import type { Compared } from "./compared";
import { type CompareWords, summaryFacts } from "./summary-facts";

/**
 * What Markdown would take for markup stands for itself; all else as it is, since many a ticket
 * shows the text as it comes.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[\\`*_[\]|<>~]/g, String.raw`\$&`)
    .replaceAll(/&(?=#?\w+;)/g, String.raw`\&`)
    .replace(/^ ?(?:[-+#=]|\d+(?=[.)]))/, (mark) =>
      /\d$/.test(mark) ? `${mark}\\` : `\\${mark.trimStart()}`,
    );
}

/** The summary of a comparison for a ticket: sentences, a table of figures, what explains it. */
export function comparisonMarkdown(
  compared: Compared,
  words: CompareWords,
  formats: Formats,
  address: string,
): string {
  const facts = summaryFacts(compared, words, formats);
  const { a, b } = compared;
  const of = words.summary;
  const name = ({ summary }: typeof a.core): string =>
    `${markdownText(words.grid.spanWithService(summary.rootService, summary.rootName))} \`${summary.traceId}\``;
  const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const lines = [
    `## [${words.markdown.title}](${address})`,
    "",
    `- A: ${name(a.core)}`,
    `- B: ${name(b.core)}`,
    "",
    facts.sentences.map(markdownText).join(" "),
    "",
    row(of.figure, of.a, of.b, of.difference),
    row("---", "---:", "---:", "---:"),
    ...facts.figures.map((figure) => row(figure.name, figure.a, figure.b, figure.difference)),
  ];
  const explained = [
    [words.markdown.changes, facts.changes],
    [words.markdown.counterChanges, facts.counterChanges],
  ] as const;
  for (const [title, changes] of explained) {
    if (changes.length > 0) lines.push("", `### ${title}`, "");
    for (const { text, counts } of changes) {
      lines.push(`1. ${markdownText(counts === "" ? text : `${text}, ${counts}`)}`);
    }
  }
  for (const { title, list, count } of facts.only) {
    lines.push("", `### ${title}`, "");
    for (const one of list.slice(0, listed)) lines.push(`- ${markdownText(one)}`);
    if (count > listed) lines.push(`- ${of.more(count - listed)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** A ticket is no place for more. */
const listed = 20;
