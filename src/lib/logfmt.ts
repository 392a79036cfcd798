/** Text that is no list of attributes: what is wrong with it, and at which character (from 0). */
export interface AttributeTextProblem {
  readonly code:
    | "no-key"
    | "no-value"
    | "unclosed-quote"
    | "after-quote"
    | "duplicate"
    | "bad-json"
    | "not-text";
  readonly at: number;
  /** The key it is about, where there is one. */
  readonly key: string;
}

export type AttributeText =
  | { readonly attributes: Readonly<Record<string, string>> }
  | { readonly problem: AttributeTextProblem };

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);
const plainKey = /[^\s="]+/y;
const plainValue = /[^\s"]\S*/y;
const space = /\s*/y;

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** Reads a quoted string that begins at `at`; undefined where it does not end. */
function quotedAt(text: string, at: number): { value: string; end: number } | undefined {
  let value = "";
  for (let i = at + 1; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === '"') return { value, end: i + 1 };
    const escaped = char === "\\" ? escapes.get(text.charAt(i + 1)) : undefined;
    if (escaped === undefined) {
      // A backslash before anything else is itself: values may be regular expressions.
      value += char;
    } else {
      value += escaped;
      i += 1;
    }
  }
  return undefined;
}

function parseJson(text: string): AttributeText {
  const refuse = (code: AttributeTextProblem["code"], key = ""): AttributeText => ({
    problem: { code, at: 0, key },
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse("bad-json");
  }
  const entries: [string, string][] = [];
  for (const [key, value] of Object.entries(parsed as Record<string, unknown>)) {
    if (key === "") return refuse("no-key");
    const readable =
      typeof value === "string" ||
      typeof value === "boolean" ||
      // A larger whole number has lost digits by now: it has to be quoted.
      (typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
    if (!readable) return refuse("not-text", key);
    entries.push([key, String(value)]);
  }
  return { attributes: Object.fromEntries(entries) };
}

/**
 * Reads attributes to search for: logfmt (`k=v k2="v 2"`, in quotes `\"`, `\\`, `\n`, `\r` and `\t`
 * are escapes; keys may be quoted too) or a JSON object whose values are text, numbers or booleans.
 * Keys are plain own properties of the answer, `__proto__` included.
 */
export function parseAttributeText(text: string): AttributeText {
  if (text.trimStart().startsWith("{")) return parseJson(text);
  const found = new Map<string, string>();
  let at = matchAt(space, text, 0).length;
  while (at < text.length) {
    const start = at;
    const refuse = (code: AttributeTextProblem["code"], key: string): AttributeText => ({
      problem: { code, at: start, key },
    });
    const quotedKey = text.charAt(at) === '"' ? quotedAt(text, at) : undefined;
    if (text.charAt(at) === '"' && !quotedKey) return refuse("unclosed-quote", "");
    const key = quotedKey?.value ?? matchAt(plainKey, text, at);
    at = quotedKey?.end ?? at + key.length;
    if (key === "") return refuse("no-key", "");
    if (text.charAt(at) !== "=") return refuse("no-value", key);
    at += 1;
    let value: string;
    if (text.charAt(at) === '"') {
      const quoted = quotedAt(text, at);
      if (!quoted) return refuse("unclosed-quote", key);
      ({ value, end: at } = quoted);
      if (at < text.length && !/\s/.test(text.charAt(at))) return refuse("after-quote", key);
    } else {
      value = matchAt(plainValue, text, at);
      if (value === "") return refuse("no-value", key);
      at += value.length;
    }
    if (found.has(key)) return refuse("duplicate", key);
    found.set(key, value);
    at += matchAt(space, text, at).length;
  }
  return { attributes: Object.fromEntries(found) };
}

const quote = (text: string): string =>
  `"${text.replaceAll(/[\\"\n\r\t]/g, (char) => {
    const letter = [...escapes].find(([, meant]) => meant === char)?.[0];
    return `\\${letter ?? char}`;
  })}"`;

/** Writes attributes as logfmt, quoting only where it is needed. */
export function formatAttributeText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => {
      const name = /^[^\s="{][^\s="]*$/.test(key) ? key : quote(key);
      return `${name}=${/^[^\s"]+$/.test(value) ? value : quote(value)}`;
    })
    .join(" ");
}
