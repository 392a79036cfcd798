import { allowedSchemes, safeLink } from "./safe-link";

/*
 * The `linkPatterns` of Jaeger UI's configuration: links from the values of a trace to elsewhere.
 *
 *     { "type": "attributes", "key": "user.id",
 *       "url": "https://crm.example/users/#{user.id}?at=#{span.startTime | add -1000}",
 *       "text": "Look up #{user.id}" }
 */

/** What a value belongs to, by each of the names that a configuration may give it. */
const typeNames = {
  span: ["tags", "attributes"],
  resource: ["process", "resource"],
  event: ["logs", "events"],
  trace: ["traces"],
} as const;
export type LinkSubject = keyof typeof typeNames;

type Test = (text: string) => boolean;
type Step = (text: string) => string | undefined;
/** Text as it stands, or a parameter with what is done to it. */
type Part = string | { readonly name: string; readonly steps: readonly Step[] };

export interface LinkPattern {
  readonly type: Test;
  readonly key: Test;
  readonly value: Test;
  readonly url: readonly Part[];
  readonly text: readonly Part[];
}

export interface LinkPatterns {
  readonly patterns: readonly LinkPattern[];
  /** Schemes that links may have, with their colon. */
  readonly schemes: ReadonlySet<string>;
  /** What is wrong with the patterns that were left out, for who wrote them. */
  readonly problems: readonly string[];
}

export interface PatternLink {
  readonly url: string;
  readonly text: string;
}

/** Longer values are no ids: no link is made of them. */
const longestValue = 2000;
const mostPatterns = 200;

/** A function of a configuration may throw; a regular expression may remember where it was. */
function guarded(test: (text: string) => unknown): Test {
  return (text) => {
    try {
      return Boolean(test(text));
    } catch {
      return false;
    }
  };
}

function readTest(entry: unknown): Test {
  if (entry === undefined || entry === null) return () => true;
  if (typeof entry === "boolean") return () => entry;
  if (typeof entry === "string") return (text) => text === entry;
  if (Array.isArray(entry)) return (text) => entry.includes(text);
  if (entry instanceof RegExp) {
    return guarded((text) => {
      entry.lastIndex = 0;
      return entry.test(text);
    });
  }
  if (typeof entry === "function") return guarded(entry as (text: string) => unknown);
  if (typeof entry === "object") {
    return (text) => Object.hasOwn(entry, text) && Boolean(Reflect.get(entry, text));
  }
  throw new Error("a test has to be a text, a list, a regular expression or a function");
}

function epochMicrosToDateIso(text: string): string | undefined {
  const date = new Date(Number(text) / 1000);
  return text.trim() === "" || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function addTo(text: string, amount: string): string | undefined {
  // Exact also where a number is none: times in nanoseconds have 19 digits.
  if (/^-?\d+$/.test(text) && /^-?\d+$/.test(amount)) return String(BigInt(text) + BigInt(amount));
  const sum = Number(text) + Number(amount);
  return text.trim() === "" || !Number.isFinite(sum) ? undefined : String(sum);
}

const longestPadding = 256;

function readStep(call: string): Step {
  const [name = "", first = "", second = ""] = call.trim().split(/\s+/);
  switch (name) {
    case "epoch_micros_to_date_iso":
      return epochMicrosToDateIso;
    case "pad_start": {
      const length = Number(first);
      if (!Number.isInteger(length) || length < 0 || length > longestPadding || second === "") {
        throw new Error(`pad_start needs a length and a character: ${call.trim()}`);
      }
      return (text) => text.padStart(length, second);
    }
    case "add":
      if (!Number.isFinite(Number(first)) || first === "") {
        throw new Error(`add needs a number: ${call.trim()}`);
      }
      return (text) => addTo(text, first);
    default:
      throw new Error(`there is no function ${name}`);
  }
}

function readTemplate(template: unknown): readonly Part[] {
  if (typeof template !== "string") throw new Error("url and text have to be texts");
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(/#\{([^{}]*)\}/g)) {
    if (match.index > end) parts.push(template.slice(end, match.index));
    const [name = "", ...calls] = (match[1] ?? "").split("|");
    parts.push({ name: name.trim(), steps: calls.map(readStep) });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push(template.slice(end));
  return parts;
}

function readPattern(entry: unknown): LinkPattern {
  if (typeof entry !== "object" || entry === null) throw new Error("it is no object");
  const { type, key, value, url, text } = entry as Record<string, unknown>;
  return {
    type: readTest(type),
    key: readTest(key),
    value: readTest(value),
    url: readTemplate(url),
    text: readTemplate(text),
  };
}

/** Reads the patterns of a configuration. Those that cannot be read are left out and told of. */
export function readLinkPatterns(entries: unknown, schemes?: unknown): LinkPatterns {
  const patterns: LinkPattern[] = [];
  const problems: string[] = [];
  const list = Array.isArray(entries) ? (entries as readonly unknown[]) : [];
  list.slice(0, mostPatterns).forEach((entry, i) => {
    try {
      patterns.push(readPattern(entry));
    } catch (error) {
      problems.push(`linkPatterns[${i}]: ${error instanceof Error ? error.message : "unusable"}`);
    }
  });
  return { patterns, schemes: allowedSchemes(schemes), problems };
}

/** The parameters that the patterns ask for, each once. */
export function parametersOf(patterns: readonly LinkPattern[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { url, text } of patterns) {
    for (const part of [...url, ...text]) if (typeof part !== "string") names.add(part.name);
  }
  return names;
}

/** A parameter in an address must neither leave its place in it nor mean another place. */
function encoded(text: string): string | undefined {
  if (text === "." || text === "..") return undefined;
  try {
    return encodeURIComponent(text);
  } catch {
    return undefined; // Half a surrogate pair.
  }
}

function fill(
  parts: readonly Part[],
  parameter: (name: string) => string | undefined,
  encode: (text: string) => string | undefined,
): string | undefined {
  let filled = "";
  for (const part of parts) {
    let text: string | undefined = typeof part === "string" ? part : parameter(part.name);
    if (typeof part !== "string") {
      for (const step of part.steps) text = text === undefined ? undefined : step(text);
      if (text !== undefined) text = text.length > longestValue ? undefined : encode(text);
    }
    if (text === undefined) return undefined;
    filled += text;
  }
  return filled;
}

export interface LinkQuestion {
  readonly subject: LinkSubject;
  readonly key: string;
  readonly value: string;
  /** The text of a parameter; undefined where there is none, and then no link. */
  readonly parameter: (name: string) => string | undefined;
  /** Of the page: what addresses without a scheme are relative to. */
  readonly baseUrl: string;
}

/** The links of a value: those whose parameters are all there and whose address is safe. */
export function linksFor(
  { patterns, schemes }: LinkPatterns,
  { subject, key, value, parameter, baseUrl }: LinkQuestion,
): readonly PatternLink[] {
  if (value.length > longestValue) return [];
  const links: PatternLink[] = [];
  for (const pattern of patterns) {
    if (!typeNames[subject].some(pattern.type)) continue;
    if (subject !== "trace" && !(pattern.key(key) && pattern.value(value))) continue;
    const address = fill(pattern.url, parameter, encoded);
    const url = address === undefined ? undefined : safeLink(address, schemes, baseUrl);
    const text = fill(pattern.text, parameter, (one) => one);
    if (url !== undefined && text !== undefined) links.push({ url, text });
  }
  return links;
}
