import { expect, it } from "vitest";
import { csvText } from "./csv";

it.each([
  ["plain", "plain"],
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["=SUM(A1)", "'=SUM(A1)"],
  ["-1,5", `"'-1,5"`],
  ["", ""],
])("writes %j as %j", (text, field) => {
  expect(csvText(text)).toBe(field);
});
