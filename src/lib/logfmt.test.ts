import fc from "fast-check";
import { expect, test } from "vitest";
import { formatAttributeText, parseAttributeText } from "./logfmt";

test.each([
  ["", {}],
  ["  ", {}],
  ["k=v", { k: "v" }],
  ["http.route=/x  error=true", { "http.route": "/x", error: "true" }],
  ['k2="v 2"', { k2: "v 2" }],
  ['q="say \\"hi\\" \\\\ \\n"', { q: 'say "hi" \\ \n' }],
  ['re="\\d+"', { re: "\\d+" }],
  ["url=http://a/?b=c", { url: "http://a/?b=c" }],
  ['empty=""', { empty: "" }],
  ['"a key"=1', { "a key": "1" }],
  ["ключ=значение", { ключ: "значение" }],
  ['{"a":"b","n":200,"yes":true}', { a: "b", n: "200", yes: "true" }],
  [" {} ", {}],
])("%s", (text, expected) => {
  expect(parseAttributeText(text)).toEqual({ attributes: expected });
});

test.each([
  ["=v", "no-key", 0],
  ["a=b error", "no-value", 4],
  ["a= b=c", "no-value", 0],
  ['a="b', "unclosed-quote", 0],
  ['a="b"c', "after-quote", 0],
  ["a=1 a=2", "duplicate", 4],
  ["{a:1}", "bad-json", 0],
  ['{"a":{}}', "not-text", 0],
  ['{"a":null}', "not-text", 0],
  ['{"a":12345678901234567890}', "not-text", 0],
])("%s is refused as %s at %d", (text, code, at) => {
  expect(parseAttributeText(text)).toMatchObject({ problem: { code, at } });
});

test("a key that means something to JavaScript is a key like any other", () => {
  for (const text of ["__proto__=x constructor=y", '{"__proto__":"x","constructor":"y"}']) {
    const read = parseAttributeText(text);
    expect("attributes" in read && Object.entries(read.attributes)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
  }
});

test("what is written reads the same", () => {
  const unit = fc.constantFrom(
    ...'"\\={}:,',
    " ",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u202e",
    "n",
    "t",
    "7",
    "я",
    "😀",
  );
  const entries = fc.array(fc.tuple(fc.string({ unit, minLength: 1 }), fc.string({ unit })));
  fc.assert(
    fc.property(entries, (pairs) => {
      const attributes = Object.fromEntries(pairs);
      const read = parseAttributeText(formatAttributeText(attributes));
      expect("attributes" in read && Object.entries(read.attributes)).toEqual(
        Object.entries(attributes),
      );
      expect(parseAttributeText(JSON.stringify(attributes))).toEqual({ attributes });
    }),
  );
});
