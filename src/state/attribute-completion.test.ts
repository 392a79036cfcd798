import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAttributeText } from "@/lib/logfmt";
import { completeAttributes, withFields } from "./attribute-completion";

const known = withFields([
  { key: "http.route", values: ["/cart", "/cart/items", 'say "hi" \\ now'] },
  { key: "http.status_code", values: ["200"] },
  { key: "error", values: ["maybe"] },
  { key: "with space", values: ["x"] },
]);
const texts = (text: string) => completeAttributes(text, known).map((one) => one.text);

test("a key goes on to its equals sign, a value to its end", () => {
  expect(texts("http.r")).toEqual(["http.route="]);
  expect(texts("error=true http.s")).toEqual(["error=true http.status_code="]);
  expect(texts("http.route=/cart/")).toEqual(["http.route=/cart/items"]);
  expect(texts("error=")).toEqual(["error=true", "error=false"]);
  expect(texts("error=true err")).toEqual([]);
});

test("nothing is offered inside quotes, in JSON, or for what is not known", () => {
  expect(texts('http.route="/ca')).toEqual([]);
  expect(texts('a="b http.r')).toEqual([]);
  expect(texts('{"http.r')).toEqual([]);
  expect(texts("unknown=")).toEqual([]);
});

test("whatever is completed to a value can be read", () => {
  const value = fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => one.trim() === one);
  fc.assert(
    fc.property(value, (one) => {
      const [completed] = completeAttributes("k=", [{ key: "k", values: [one] }]);
      const read = parseAttributeText(completed?.text ?? "");
      if (!/[\r\t]/.test(one)) expect(read).toEqual({ attributes: { k: one } });
    }),
  );
});
