import { expect, test } from "vitest";
import { createFormats } from "@/i18n/formats";
import { loadCatalogue } from "@/i18n/catalogue";
import { parseAttributeText } from "@/lib/logfmt";
import { lookbacks, type FieldProblem } from "@/state/search-params";
import { lookbackWords, problemWords } from "./search-words";

const attributeTexts = ["=v", "a", 'a="b', 'a="b"c', "a=1 a=2", "{a}", '{"a":null}'];
const attributeProblems = attributeTexts.map((text): FieldProblem => {
  const read = parseAttributeText(text);
  if (!("problem" in read)) throw new Error(`${text} was read`);
  return { field: "attributes", code: "attributes", detail: read.problem };
});
const problems: readonly FieldProblem[] = [
  { field: "service", code: "service-needed" },
  { field: "minDuration", code: "not-a-duration" },
  { field: "maxDuration", code: "below-minimum" },
  { field: "from", code: "not-a-time" },
  { field: "to", code: "not-after-from" },
  { field: "limit", code: "not-a-limit", max: 10_000 },
  ...attributeProblems,
];

test.each(["en", "ru"] as const)("every problem has words of its own in %s", async (locale) => {
  const messages = await loadCatalogue(locale);
  const words = problems.map((one) => problemWords(one, messages, createFormats(locale)));
  expect(new Set(words).size).toBe(problems.length);
  for (const sentence of words) expect(sentence).toMatch(/\.$/);
});

test("a key of any length or script is quoted in bounds", async () => {
  const problem: FieldProblem = {
    field: "attributes",
    code: "attributes",
    detail: { code: "no-value", at: 0, key: `\u202e${"x".repeat(100_000)}` },
  };
  const words = problemWords(problem, await loadCatalogue("en"), createFormats("en"));
  expect(words.length).toBeLessThan(300);
  expect(words).not.toContain("\u202e");
});

test("lookbacks are words", async () => {
  const en = await loadCatalogue("en");
  expect(lookbackWords("1h", en)).toBe("Last hour");
  expect(lookbackWords("15m", en)).toBe("Last 15 minutes");
  expect(lookbackWords("custom", en)).toBe("Custom range");
  const ru = await loadCatalogue("ru");
  expect(lookbackWords("3h", ru)).toBe("Последние 3 часа");
  const texts = lookbacks.map((one) => lookbackWords(one, ru));
  expect(new Set(texts).size).toBe(lookbacks.length);
});
