import { parseDuration } from "@/lib/parse-duration";
import type { StringTable } from "@/model/string-table";
import type { Trace } from "@/model/trace";
import { kindNames, liftedField, statusNames } from "./lifted-keys";
import { anywhereTest, lazily, valueRowTest } from "./match-attributes";
import { nameTest } from "./name-test";
import { selfTimes } from "./self-time";
import type { CompareQuery } from "./span-query";
import { StringTest, type Effort } from "./string-test";
import { numberTest, readNumber, valueTest } from "./value-test";
import { foldCase, valueLeaves, valueText } from "./value-text";

/** Spans of which any value of a field, or of the attributes with a key, fulfils a comparison. */
export function comparisonTest(
  trace: Trace,
  query: CompareQuery,
  effort: Effort,
): (span: number) => boolean {
  const { spans, names, resourceService, events, strings } = trace;
  const { operator, value, field } = query;
  switch (field) {
    case "duration": {
      const test = numberTest(operator, parseDuration(value) ?? Number.NaN);
      return (span) => test(spans.durationNs[span]!);
    }
    case "self": {
      const test = numberTest(operator, parseDuration(value) ?? Number.NaN);
      const self = lazily(() => selfTimes(spans));
      return (span) => test(self()[span]!);
    }
    case "depth": {
      const test = numberTest(operator, readNumber(value) ?? Number.NaN);
      return (span) => test(spans.depth[span]!);
    }
    case "kind": {
      const passes = kindNames.map(valueTest(operator, value).text);
      return (span) => passes[spans.kind[span]!] === true;
    }
    case "status": {
      const passes = statusNames.map(valueTest(operator, value).text);
      return (span) => passes[spans.statusCode[span]!] === true;
    }
    case "service": {
      const test = nameTest(names, valueTest(operator, value).text);
      return (span) => test(resourceService[spans.resource[span]!]!);
    }
    case "name": {
      const test = nameTest(names, valueTest(operator, value).text);
      return (span) => test(spans.name[span]!);
    }
    case "event": {
      const test = stringTest(strings, query, effort);
      return (span) => {
        for (let at = spans.eventOffset[span]!; at < spans.eventOffset[span + 1]!; at += 1) {
          if (test.has(events.name[at]!)) return true;
        }
        return false;
      };
    }
    case "attribute":
      return attributeTest(trace, query, effort);
  }
}

/** A comparison of the strings of a table; equality does without cutting each out. */
function stringTest(
  strings: StringTable,
  { operator, value }: Pick<CompareQuery, "operator" | "value">,
  effort: Effort,
): StringTest {
  if (operator !== "=" && operator !== "!=") {
    return StringTest.each(strings, effort, valueTest(operator, value).text);
  }
  const wanted = foldCase(value);
  const wantsEqual = operator === "=";
  return StringTest.folded(strings, effort, (text, from, to) => {
    const isEqual = to - from === wanted.length && text.startsWith(wanted, from);
    return isEqual === wantsEqual;
  });
}

function attributeTest(
  trace: Trace,
  query: CompareQuery,
  effort: Effort,
): (span: number) => boolean {
  const { strings } = trace;
  const wanted = foldCase(query.key);
  const test = valueTest(query.operator, query.value);
  const key = stringTest(strings, { operator: "=", value: query.key }, effort);
  const string = stringTest(strings, query, effort);
  const truth = [test.text("false"), test.text("true")];
  const value = valueRowTest(trace, {
    string: (id) => string.has(id),
    number: test.number,
    bool: (bool) => truth[bool ? 1 : 0] === true,
    empty: test.text(""),
    nested: (nested) => test.text(valueText(nested)) || valueLeaves(nested).some(test.text),
  });
  const anywhere = anywhereTest(trace, (table, from, to) => {
    for (let row = from; row < to; row += 1) {
      if (key.has(table.key[row]!) && value(table, row)) return true;
    }
    return false;
  });
  const lifted = liftedField(wanted);
  if (lifted === undefined) return anywhere;
  return (span) => {
    const text = lifted(trace, span);
    return (text !== undefined && test.text(text)) || anywhere(span);
  };
}
