import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import type { ProblemFacts } from "@/i18n/problem-facts";
import type { Problem, ProblemParams } from "@/lib/problem";
import { insertedText } from "@/widgets/visible-text";

/** The most that a press of "Wait longer" can raise the time limit to, in milliseconds. */
export const longestTimeLimitMs = 3_600_000;

/** Which words a problem is put into: those of a server, or those of a file where it is about one. */
export function problemWords({ code, params }: Problem): keyof Catalogue["app"]["problems"] {
  if (code === "invalid-json" && params["readOn"] !== undefined) return "leftOut";
  if (params["file"] !== undefined) {
    if (code === "unreachable") return "unreadableFile";
    if (code === "cut-off") return "cutOffFile";
    if (code === "html-instead-of-json") return "pageInFile";
    // With a place, it has not even a document; without one, a document with nothing in it.
    if (code === "empty" && params["byteOffset"] === undefined) return "noSpans";
  } else if (params["url"] !== undefined) {
    if (code === "empty") return "emptyAnswer";
    if (code === "not-found" && params["tried"] !== undefined) return "notJaeger";
    // Nothing was asked for by its id.
    const isPath = params["pathUnknown"] !== undefined && params["traceId"] === undefined;
    if (code === "not-found" && isPath) return "unknownPath";
  }
  return code;
}

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

type Terms = Catalogue["app"]["problem"]["terms"];

/** What readers of documents call what they expect and find, by the terms of the catalogues. */
const termNames: ReadonlyMap<string, keyof Terms> = new Map([
  ["object", "object"],
  ["an object", "object"],
  ["array", "list"],
  ["a list", "list"],
  ["string", "string"],
  ["a string", "string"],
  ["number", "number"],
  ["a number", "number"],
  ["boolean", "boolean"],
  ["integer", "integer"],
  ["count", "count"],
  ["a span", "span"],
  ["a resource", "resource"],
  ["a scope", "scope"],
  ["a field", "field"],
  ["the end of the message", "messageEnd"],
]);
/** The same of what has a size or bytes in it. */
const sizedTerms = [
  [/^a message of at most (\d+) bytes$/, "messageOf"],
  [/^a value of at most (\d+) bytes$/, "valueOf"],
  [/^(\d+) bytes more$/, "moreBytes"],
] as const;
const binaryTerm = /^binary data: ([0-9a-f ]+)$/;

/** A term in the language in use; what is none, an excerpt of the data, stays as it is. */
function inWords(text: string, terms: Terms, formats: Formats): string {
  const name = termNames.get(text);
  const term = name === undefined ? undefined : terms[name];
  if (typeof term === "string") return term;
  for (const [pattern, sized] of sizedTerms) {
    const size = pattern.exec(text)?.[1];
    if (size !== undefined) return terms[sized](formats.bytes(Number(size)));
  }
  const bytes = binaryTerm.exec(text)?.[1];
  return bytes === undefined ? text : terms.binary(bytes);
}

/** The parameters of a problem, written out for its sentences. */
export function problemFacts(params: ProblemParams, formats: Formats, terms: Terms): ProblemFacts {
  const text = (name: string): string | undefined => {
    const value = params[name];
    return value === undefined || value === "" ? undefined : insertedText(shortened(String(value)));
  };
  const number = (name: string): number | undefined => {
    const value = params[name];
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  };
  const term = (name: string): string | undefined => {
    const value = text(name);
    return value === undefined ? undefined : inWords(value, terms, formats);
  };
  const limitMs = number("limitMs");
  const retryAfter = number("retryAfterSeconds");
  const bytes = number("bytes");
  const spans = number("spans");
  const facts = {
    limit: limitMs === undefined ? undefined : formats.duration(limitMs * 1e6),
    retryAfter: retryAfter === undefined ? undefined : formats.duration(retryAfter * 1e9),
    status: text("status"),
    bytes: bytes === undefined ? undefined : formats.bytes(bytes),
    spans,
    expected: term("expected"),
    found: term("found"),
    detail: text("detail"),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** Where in a document the problem is: its path in there, its byte, or both. */
export function problemPlace(
  params: ProblemParams,
  words: Catalogue["app"]["problem"],
  formats: Formats,
): string | undefined {
  const where = params["where"] === undefined ? undefined : inDocument(params["where"], words);
  const offset = params["byteOffset"];
  if (typeof offset !== "number") return where;
  const at = formats.number(offset);
  return where === undefined || where === ""
    ? words.byteOffset(at)
    : words.placeAndOffset(where, at);
}

/** A path as it is; of several documents behind each other, with the words for which of them. */
function inDocument(where: string | number, words: Catalogue["app"]["problem"]): string {
  const [, number, path] = /^document (\d+): (.*)$/s.exec(String(where)) ?? [];
  if (number === undefined || path === undefined) return String(where);
  return path === "" ? words.document(number) : words.documentPlace(number, path);
}

/**
 * The address of a request: without its query, which can be long; and whole, escapes resolved where
 * they can be, when there is a query.
 */
export function problemAddress(params: ProblemParams): {
  readonly short: string | undefined;
  readonly whole: string | undefined;
} {
  const url = params["url"];
  if (url === undefined || url === "") return { short: undefined, whole: undefined };
  const text = String(url);
  const query = text.indexOf("?");
  if (query < 0) return { short: text, whole: undefined };
  return { short: text.slice(0, query), whole: unescaped(text) };
}

function unescaped(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll("+", " "));
  } catch {
    return url;
  }
}
