import type { FirstCatalogue } from "@/i18n/catalogue";
import type { Formats } from "@/i18n/formats";
import { customLookback, type FieldProblem } from "@/state/search-params";
import { insertedText } from "@/widgets/visible-text";

const units = { s: "seconds", m: "minutes", h: "hours", d: "days", w: "weeks" } as const;

/** A lookback in words: "Last 2 days". */
export function lookbackWords(lookback: string, { search }: FirstCatalogue): string {
  if (lookback === customLookback) return search.lookback.custom;
  const unit = units[lookback.at(-1) as keyof typeof units] as (typeof units)["h"] | undefined;
  return unit ? search.lookback[unit](Number.parseInt(lookback, 10)) : lookback;
}

const shortKey = (key: string) => insertedText(key.length > 60 ? `${key.slice(0, 60)}…` : key);

/** What is wrong with a field and how to put it right, in words. */
export function problemWords(
  problem: FieldProblem,
  messages: FirstCatalogue,
  formats: Formats,
): string {
  const words = messages.search.problems;
  switch (problem.code) {
    case "service-needed":
      return words.serviceNeeded;
    case "not-a-duration":
      return words.notADuration;
    case "below-minimum":
      return words.belowMinimum;
    case "not-a-time":
      return words.notATime;
    case "not-after-from":
      return words.notAfterFrom;
    case "not-a-limit":
      return words.notALimit({ max: formats.number(problem.max) });
    case "attributes":
      break;
  }
  const { code, at } = problem.detail;
  const key = shortKey(problem.detail.key);
  const position = formats.number(at + 1);
  switch (code) {
    case "no-key":
      return words.noKey({ position });
    case "no-value":
      return words.noValue({ key });
    case "unclosed-quote":
      return words.unclosedQuote({ position });
    case "after-quote":
      return words.afterQuote({ key });
    case "duplicate":
      return words.duplicate({ key });
    case "bad-json":
      return words.badJson;
    case "not-text":
      return words.notText({ key });
  }
}
