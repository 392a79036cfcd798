import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "./parse-query";
import { formatQuery, queryFields, queryOperators, type SpanQuery } from "./span-query";

const query = (text: string): SpanQuery | undefined => {
  const { query: parsed, problem } = parseQuery(text);
  expect(problem).toBeUndefined();
  return parsed;
};
const words = (...texts: string[]): SpanQuery => ({ type: "words", words: texts, withoutKeys: [] });
const compare = (key: string, operator: string, value: string): SpanQuery => ({
  type: "compare",
  field: "attribute",
  key,
  operator: operator as "=",
  value,
});

describe("reading a query", () => {
  it("takes words beside each other for one term", () => {
    expect(query('one  "two three" fo"u r" "open end')).toEqual(
      words("one", "two three", "fo", "u r", "open end"),
    );
    expect(query('  "" " " ')).toBeUndefined();
    expect(query("")).toBeUndefined();
    expect(query("time -http.url -")).toEqual({
      type: "words",
      words: ["time", "-"],
      withoutKeys: ["http.url"],
    });
  });

  it("compares attributes and fields", () => {
    expect(query("http.status_code>=500")).toEqual(compare("http.status_code", ">=", "500"));
    expect(query("a == b")).toEqual(compare("a", "=", "b"));
    expect(query('a=~"x y"')).toEqual(compare("a", "~", "x y"));
    expect(query("url=/a?b=c>d")).toEqual(compare("url", "=", "/a?b=c>d"));
    expect(query('key=""')).toEqual(compare("key", "=", ""));
    expect(query('"name"=x')).toEqual(compare("name", "=", "x"));
    expect(query("Duration>1.5ms")).toEqual({
      type: "compare",
      field: "duration",
      key: "",
      operator: ">",
      value: "1.5ms",
    });
    expect(query("and=1")).toEqual(compare("and", "=", "1"));
    expect(query("-a=1")).toEqual({ type: "not", of: compare("a", "=", "1") });
  });

  it("binds not, then and, then or; terms beside each other are joined by and", () => {
    const [a, b, c] = [words("a"), words("b"), words("c")];
    expect(query("a or b and not c")).toEqual({
      type: "or",
      of: [a, { type: "and", of: [b, { type: "not", of: c }] }],
    });
    expect(query("(a or b) c")).toEqual({ type: "and", of: [{ type: "or", of: [a, b] }, c] });
    expect(query("x=1 a b y=2")).toEqual({
      type: "and",
      of: [compare("x", "=", "1"), words("a", "b"), compare("y", "=", "2")],
    });
    expect(query("not a b")).toEqual({ type: "not", of: words("a", "b") });
    expect(query("a AND b Or c")).toEqual({ type: "or", of: [{ type: "and", of: [a, b] }, c] });
    expect(query('"and" "or"')).toEqual(words("and", "or"));
  });

  it("leaves parentheses in words and values alone where they are in pairs", () => {
    expect(query("main.(*Server).Handle")).toEqual(words("main.(*Server).Handle"));
    expect(query("(f() or g(x))")).toEqual({ type: "or", of: [words("f()"), words("g(x)")] });
    expect(query("url~^/(a|b)$")).toEqual(compare("url", "~", "^/(a|b)$"));
    expect(query("(url~^/(a|b)$)")).toEqual(compare("url", "~", "^/(a|b)$"));
  });

  it.each([
    ["a and", "term-missing", 5, 5, ""],
    ["a or or b", "term-missing", 5, 7, "or"],
    ["<b>", "term-missing", 0, 1, "<"],
    ["x > ", "value-missing", 2, 4, ">"],
    ["x=)", "value-missing", 1, 2, "="],
    ["a (b", "parenthesis-not-closed", 2, 3, ""],
    ["a) b", "parenthesis-not-open", 1, 2, ""],
    ["name~[", "bad-pattern", 5, 6, undefined],
    ["duration>100", "bad-duration", 9, 12, "100"],
    ["depth>deep", "bad-number", 6, 10, "deep"],
    ["kind=serve", "bad-kind", 5, 10, "serve"],
    ["status != fine", "bad-status", 10, 14, "fine"],
    ["x=1 and self~1", "bad-operator", 8, 12, "self"],
    ["status>ok", "bad-operator", 0, 6, "status"],
  ])("says where and why %s is no query", (text, code, from, to, detail) => {
    const { problem } = parseQuery(text);
    expect(problem).toMatchObject({ code, from, to });
    if (detail !== undefined) expect(problem?.detail).toBe(detail);
    else expect(problem?.detail).not.toBe("");
  });

  it("falls back to the words of what is no query", () => {
    expect(parseQuery('read "and write" and').query).toEqual(words("read", "and write", "and"));
    expect(parseQuery("a (b -c").query).toEqual({
      type: "words",
      words: ["a", "(b"],
      withoutKeys: ["c"],
    });
  });

  it("stops at nesting that nobody types", () => {
    const text = `${"(".repeat(100_000)}a${")".repeat(100_000)}`;
    expect(parseQuery(text).problem).toMatchObject({ code: "too-deep", from: 100, to: 101 });
    expect(parseQuery("not ".repeat(100_000)).problem?.code).toBe("too-deep");
  });

  it("never throws, and always has words for what has any", () => {
    const piece = fc.oneof(
      fc.constantFrom("(", ")", '"', "\\", "=", ">", "~", "!", "-", " ", "and", "not", "name"),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const { query: parsed, problem } = parseQuery(text);
        if (problem) {
          expect(problem.from).toBeLessThanOrEqual(problem.to);
          expect(problem.to).toBeLessThanOrEqual(text.length);
          return;
        }
        const again = parsed === undefined ? "" : formatQuery(parsed);
        expect(parseQuery(again)).toEqual({ query: parsed, problem: undefined });
      }),
      { numRuns: 500 },
    );
  });
});

const anyText = fc.oneof(
  fc.constantFrom("GET", "a b", '"', "\\", "and", "NOT", "x=y", "(", ")", "-a", "name", "=", "€"),
  fc.string({ unit: "binary" }),
);
const word = anyText.map((text) => text.trim()).filter((text) => text !== "");
const leaf: fc.Arbitrary<SpanQuery> = fc.oneof(
  fc
    .record({
      type: fc.constant("words" as const),
      words: fc.array(word, { maxLength: 3 }),
      withoutKeys: fc.array(anyText, { maxLength: 2 }),
    })
    .filter((one) => one.words.length + one.withoutKeys.length > 0),
  fc.record({
    type: fc.constant("compare" as const),
    field: fc.constant("attribute" as const),
    key: anyText,
    operator: fc.constantFrom(...queryOperators.filter((one) => one !== "~")),
    value: anyText,
  }),
  fc.record({
    type: fc.constant("compare" as const),
    field: fc.constantFrom(...queryFields.filter((one) => /service|name|event/.test(one))),
    key: fc.constant(""),
    operator: fc.constantFrom(...queryOperators.filter((one) => one !== "~")),
    value: anyText,
  }),
);
const queries = fc.letrec<{ node: SpanQuery }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.record({ type: fc.constant("not" as const), of: tie("node") }),
    fc.record({
      type: fc.constantFrom("and" as const, "or" as const),
      of: fc.array(tie("node"), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).node;

describe("the text of a query", () => {
  it("reads as the query again", () => {
    fc.assert(
      fc.property(queries, (one) => {
        expect(parseQuery(formatQuery(one))).toEqual({ query: one, problem: undefined });
      }),
      { numRuns: 1000 },
    );
  });

  it("has quotes only where they are needed", () => {
    expect(formatQuery(query('service="cart" (timeout or not "x y")')!)).toBe(
      'service=cart and (timeout or not "x y")',
    );
  });
});
