import type { Catalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import type { ProblemFacts } from "@/i18n/problem-facts";
import type { Problem, ProblemCode, ProblemParams } from "@/lib/problem";
import { insertedText } from "@/widgets/visible-text";

/** The most that a press of "Wait longer" can raise the time limit to, in milliseconds. */
export const longestTimeLimitMs = 3_600_000;

/** Which words a problem is put into: those of a server, or those of a file where it is about one. */
export function problemWords(problem: Problem): ProblemCode | "unreadableFile" | "cutOffFile" {
  if (problem.params["file"] !== undefined) {
    if (problem.code === "unreachable") return "unreadableFile";
    if (problem.code === "cut-off") return "cutOffFile";
  }
  return problem.code;
}

const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

/** The parameters of a problem, written out for its sentences. */
export function problemFacts(params: ProblemParams, formats: Formats): ProblemFacts {
  const text = (name: string): string | undefined => {
    const value = params[name];
    return value === undefined || value === "" ? undefined : insertedText(shortened(String(value)));
  };
  const number = (name: string): number | undefined => {
    const value = params[name];
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
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
    expected: text("expected"),
    found: text("found"),
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
  const where = params["where"];
  const offset = params["byteOffset"];
  if (typeof offset !== "number") return where === undefined ? undefined : String(where);
  const at = formats.number(offset);
  return where === undefined || where === ""
    ? words.byteOffset(at)
    : words.placeAndOffset(String(where), at);
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
