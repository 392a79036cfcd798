import type { Formats } from "@/i18n/formats";
import type { Compared } from "./compared";
import { type CompareWords, summaryFacts } from "./summary-facts";

/** Characters that Markdown would take for markup stand for themselves. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~]/g, String.raw`\$&`).replaceAll(/\s+/g, " ");
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
  if (facts.changes.length > 0) {
    lines.push("", `### ${words.markdown.changes}`, "");
    for (const { text, counts } of facts.changes) {
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
