import type { Attribute } from "@/model/attribute";
import type { SpanView } from "@/model/span-view";
import { kindNames, statusNames } from "./span-words";
import { utcText } from "./times";
import { valueText } from "./value-text";

/** Longer values are cut: a note is to be read. */
const longestValue = 500;
/** Of events, and of links. */
const mostListed = 50;

/** A text as code on one line, whatever it holds. */
function inlineCode(text: string): string {
  const cut = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  const line = cut.replaceAll(/\s+/g, " ").trim();
  if (line === "") return "";
  const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

/** A text as code in a cell of a table, where a bar would end it. */
export const markdownCode = (text: string): string => inlineCode(text).replaceAll("|", "\\|");

const attributeList = (attributes: readonly Attribute[]): string[] =>
  attributes.map(({ key, value }) => `  - ${inlineCode(key)}: ${inlineCode(valueText(value))}`);

const table = (rows: readonly (readonly [string, string])[], head: readonly [string, string]) =>
  [head, ["---", "---"], ...rows].map(([a, b]) => `| ${a} | ${b} |`).join("\n");

const attributeTable = (
  attributes: readonly Attribute[],
  head: readonly [string, string],
): string =>
  table(
    attributes.map(({ key, value }) => [markdownCode(key), markdownCode(valueText(value))]),
    head,
  );

/** Headings of a span's note, in the language in use. */
export interface MarkdownWords {
  readonly key: string;
  readonly value: string;
  readonly span: string;
  readonly service: string;
  readonly kind: string;
  readonly status: string;
  readonly statusMessage: string;
  readonly start: string;
  readonly duration: string;
  readonly spanId: string;
  readonly traceId: string;
  readonly attributes: string;
  readonly resource: string;
  readonly events: string;
  readonly links: string;
  readonly link: string;
  /** How many of how many are listed. */
  readonly shownOf: (shown: number, total: number) => string;
}

/** Lines of a list, and of how many things they are where they are not all. */
const listed = (lines: readonly string[], total: number, { shownOf }: MarkdownWords): string =>
  [...lines, ...(total > mostListed ? [`- ${shownOf(mostListed, total)}`] : [])].join("\n");

/**
 * A span as a note in Markdown, for an issue or a chat: facts, attributes, events, links. `duration` writes
 * nanoseconds, `address` is that of the span.
 */
export function spanMarkdown(
  view: SpanView,
  words: MarkdownWords,
  duration: (ns: number) => string,
  address: string,
): string {
  const head = [words.key, words.value] as const;
  const facts: (readonly [string, string])[] = [
    [words.service, markdownCode(view.service)],
    [words.span, markdownCode(view.name)],
    [words.kind, kindNames[view.kind]],
    [words.status, statusNames[view.status.code]],
    ...(view.status.message === ""
      ? []
      : [[words.statusMessage, markdownCode(view.status.message)] as const]),
    [words.start, utcText(view.startUnixNano)],
    [words.duration, `${duration(view.durationNs)} (${view.durationNs} ns)`],
    [words.spanId, markdownCode(view.spanId)],
    [words.traceId, markdownCode(view.traceId)],
    [words.link, `<${address}>`],
  ];
  const parts = [table(facts, head)];
  const add = (title: string, body: string) => parts.push(`#### ${title}`, body);
  if (view.attributes.length > 0) add(words.attributes, attributeTable(view.attributes, head));
  if (view.resource.attributes.length > 0) {
    add(words.resource, attributeTable(view.resource.attributes, head));
  }
  if (view.events.length > 0) {
    const events = view.events.slice(0, mostListed).flatMap((event) => {
      const offsetNs = event.timeNs - view.startNs;
      const offset = `${offsetNs < 0 ? "\u2212" : "+"}${duration(Math.abs(offsetNs))}`;
      return [`- ${offset} ${inlineCode(event.name)}`, ...attributeList(event.attributes)];
    });
    add(words.events, listed(events, view.events.length, words));
  }
  if (view.links.length > 0) {
    const links = view.links
      .slice(0, mostListed)
      .flatMap(({ traceId, spanId, attributes }) => [
        `- ${inlineCode(traceId)} ${inlineCode(spanId)}`,
        ...attributeList(attributes),
      ]);
    add(words.links, listed(links, view.links.length, words));
  }
  return `${parts.join("\n\n")}\n`;
}
