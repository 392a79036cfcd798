import type { AttributeTable } from "@/model/attribute-table";
import { readSpanKey } from "@/model/span-key";
import { StatusCode } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { anywhereTest, valueRowTest, type ColumnTests } from "./match-attributes";
import { nameTest, rowTest } from "./name-test";
import type { WordsQuery } from "./span-query";
import { StringTest, type Effort } from "./string-test";
import { foldCase, valueText } from "./value-text";

/** What numbers in decimal can have in them, folded. */
const numberLike = /^(?:[-+.0-9e]+|[nainfty-]+)$/;
/** An error span has this attribute wherever formats write its status as one. */
const errorText = "error=true";

/**
 * Spans in which any of the words is found, case aside: in the names of the service, the span, its
 * events and its scope, in the status message, in the key, value or `key=value` of an attribute;
 * or whose id is one of the words as a whole.
 */
export function wordsTest(
  trace: Trace,
  query: WordsQuery,
  effort: Effort,
): (span: number) => boolean {
  const words = query.words.map(foldCase);
  if (words.length === 0) return () => false;
  const { spans, names, strings, resourceService, events, scopes } = trace;
  const has = (text: string): boolean => words.some((word) => text.includes(word));
  const name = nameTest(names, (text) => has(foldCase(text)));
  const string = StringTest.includes(strings, effort, words);
  const attribute = attributeTest(trace, { words, withoutKeys: query.withoutKeys }, string, effort);
  const scope = rowTest(
    scopes.length,
    (row) => string.has(scopes.name[row]!) || string.has(scopes.version[row]!),
  );
  const id = idTest(trace, words);
  const isErrorWord =
    !query.withoutKeys.includes("error") && words.some((word) => errorText.includes(word));
  return (span) => {
    if (name(spans.name[span]!) || name(resourceService[spans.resource[span]!]!)) return true;
    if (isErrorWord && spans.statusCode[span] === StatusCode.Error) return true;
    if (id?.(span) || scope(spans.scope[span]!)) return true;
    const message = spans.statusMessage[span]!;
    if (message !== 0 && string.has(message)) return true;
    for (let event = spans.eventOffset[span]!; event < spans.eventOffset[span + 1]!; event += 1) {
      if (string.has(events.name[event]!)) return true;
    }
    return attribute(span);
  };
}

function attributeTest(
  trace: Trace,
  { words, withoutKeys }: Pick<WordsQuery, "words" | "withoutKeys">,
  string: StringTest,
  effort: Effort,
): (span: number) => boolean {
  const { strings } = trace;
  const numeric = words.filter((word) => numberLike.test(word));
  const value = valueRowTest(trace, {
    string: (id) => string.has(id),
    number: (number) => {
      if (numeric.length === 0) return false;
      // Only these have capitals: Infinity and NaN.
      const text = Number.isFinite(number) ? String(number) : foldCase(String(number));
      return numeric.some((word) => text.includes(word));
    },
    ...textTests((text) => words.some((word) => text.includes(word))),
  });
  const pairs = words.flatMap((word) => pairTests(trace, word, effort));
  const left = withoutKeys.map(foldCase);
  const isLeftOut =
    left.length === 0
      ? undefined
      : StringTest.each(strings, effort, (key) => left.includes(foldCase(key)));
  return anywhereTest(trace, (table, from, to) => {
    for (let row = from; row < to; row += 1) {
      const key = table.key[row]!;
      if (isLeftOut?.has(key)) continue;
      if (string.has(key) || value(table, row)) return true;
      for (const pair of pairs) if (pair(table, row)) return true;
    }
    return false;
  });
}

/** Tests of what is decoded anyway, by one of its text. */
function textTests(test: (folded: string) => boolean): Omit<ColumnTests, "string" | "number"> {
  const truth = [test("false"), test("true")];
  return {
    bool: (value) => truth[value ? 1 : 0] === true,
    empty: test(""),
    nested: (value) => test(foldCase(valueText(value))),
  };
}

/**
 * A word can reach from the key over the "=" into the value: its part before is then the end of the
 * key, its part after the beginning of the value. A test for each "=" that may be the one.
 */
function pairTests(
  trace: Trace,
  word: string,
  effort: Effort,
): ((table: AttributeTable, row: number) => boolean)[] {
  const { strings } = trace;
  const tests: ((table: AttributeTable, row: number) => boolean)[] = [];
  for (let at = word.indexOf("="); at >= 0; at = word.indexOf("=", at + 1)) {
    const before = word.slice(0, at);
    const after = word.slice(at + 1);
    const key = StringTest.folded(strings, effort, (text, from, to) => {
      const begin = to - before.length;
      return begin >= from && text.startsWith(before, begin);
    });
    const string = StringTest.folded(
      strings,
      effort,
      (text, from, to) => from + after.length <= to && text.startsWith(after, from),
    );
    const begins = (folded: string): boolean => folded.startsWith(after);
    const value = valueRowTest(trace, {
      string: (id) => string.has(id),
      number: (number) => begins(foldCase(String(number))),
      ...textTests(begins),
    });
    tests.push((table, row) => key.has(table.key[row]!) && value(table, row));
  }
  return tests;
}

/** Spans whose id is one of the words; undefined where no word can be one. */
function idTest(trace: Trace, words: readonly string[]): ((span: number) => boolean) | undefined {
  const { spans, oddSpanIds } = trace;
  const keys = words
    .map((word) => readSpanKey(word, { hi: 0, lo: 0, odd: undefined }))
    .filter(({ hi, lo, odd }) => odd === undefined && (hi !== 0 || lo !== 0));
  if (keys.length === 0 && oddSpanIds.size === 0) return undefined;
  return (span) =>
    keys.some(({ hi, lo }) => spans.spanIdLo[span] === lo && spans.spanIdHi[span] === hi) ||
    (oddSpanIds.size > 0 && words.includes(foldCase(oddSpanIds.get(span) ?? "")));
}
