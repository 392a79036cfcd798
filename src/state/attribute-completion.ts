/** An attribute that is known, with values that it has been seen to have. */
export interface Completable {
  readonly key: string;
  readonly values: readonly string[];
}

/** Text of the form's field that can be taken in place of what stands there. */
export interface Completion {
  readonly text: string;
}

const plain = /^[^\s="{]+$/;
const quoted = (value: string): string =>
  /^[^\s"]+$/.test(value)
    ? value
    : `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;

/**
 * How the last word of a field of `key=value` pairs may go on: with the rest of a key, or of a
 * value of its key. Nothing for JSON, and within quotes.
 */
export function completeAttributes(
  text: string,
  known: readonly Completable[],
): readonly Completion[] {
  if (text.trimStart().startsWith("{")) return [];
  const last = /(?:^|\s)([^\s"]*)$/.exec(text)?.[1];
  if (last === undefined) return [];
  const before = text.slice(0, text.length - last.length);
  // An odd number of quotes: the last word is inside of one.
  if ((before.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1) return [];
  const equals = last.indexOf("=");
  if (equals < 0) {
    const taken = new Set(before.split(/\s+/).map((pair) => pair.split("=")[0]));
    return known
      .filter(({ key }) => plain.test(key) && key.startsWith(last) && !taken.has(key))
      .map(({ key }) => ({ text: `${before}${key}=` }));
  }
  const key = last.slice(0, equals);
  const typed = last.slice(equals + 1);
  const values = known.find((one) => one.key === key)?.values ?? [];
  return values
    .filter((value) => value.startsWith(typed))
    .map((value) => ({ text: `${before}${key}=${quoted(value)}` }));
}

/** Keys that every source understands as fields of a span, and their values. */
export const fieldAttributes: readonly Completable[] = [
  { key: "error", values: ["true", "false"] },
  { key: "span.kind", values: ["server", "client", "producer", "consumer", "internal"] },
  { key: "span.status", values: ["error", "ok", "unset"] },
];

/** Learned attributes and the fields, each key once; the fields come first. */
export function withFields(learned: readonly Completable[]): readonly Completable[] {
  const fields = new Set(fieldAttributes.map(({ key }) => key));
  return [...fieldAttributes, ...learned.filter(({ key }) => !fields.has(key))];
}
