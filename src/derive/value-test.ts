import type { QueryOperator } from "./span-query";
import { foldCase } from "./value-text";

/** A comparison with one value, made once, for many values. */
export interface ValueTest {
  text(value: string): boolean;
  /** As `text` of the number in decimal, without making it. */
  number(value: number): boolean;
}

/**
 * Longer texts are looked at as far as this by regular expressions: a careless one takes the
 * square of what it is given, or worse, and cannot be stopped.
 */
const patternReach = 16_384;

const nine = 0x39;
const numeral = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const integer = /^[+-]?\d+$/;

/** The number that a text is; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  // Most texts are none, and their first character tells.
  if (text.length > 400 || text.charCodeAt(0) > nine) return undefined;
  return numeral.test(text) ? Number(text) : undefined;
}

/** A regular expression of JavaScript, case aside; or what is wrong with it. */
export function compilePattern(source: string): RegExp | { readonly fault: string } {
  try {
    return new RegExp(source, "iu");
  } catch (error) {
    try {
      // Without Unicode's strictness: `\-` and the like, which others allow.
      return new RegExp(source, "i");
    } catch {
      return { fault: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Negative, 0 or positive; integers of any size exactly. */
function compareNumbers(a: string, b: string): number {
  const x = Number(a);
  const y = Number(b);
  const isRounded = !Number.isSafeInteger(x) || !Number.isSafeInteger(y);
  if (isRounded && integer.test(a) && integer.test(b)) {
    const difference = BigInt(a.replace("+", "")) - BigInt(b.replace("+", ""));
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return x < y ? -1 : x > y ? 1 : 0;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether an order of two values, as `compareNumbers` gives it, is what an operator wants. */
function fulfils(operator: Exclude<QueryOperator, "~">, order: number): boolean {
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
  }
}

/**
 * Compares values with one given as text. Texts are equal or not as texts, case aside. For the
 * order, numbers and texts that are numbers count as such where the wanted value is one (others are
 * neither less nor greater); else texts are ordered by their characters.
 */
export function valueTest(operator: QueryOperator, wanted: string): ValueTest {
  if (operator === "~") {
    const pattern = compilePattern(wanted);
    if (!(pattern instanceof RegExp)) return { text: () => false, number: () => false };
    const text = (value: string): boolean => pattern.test(value.slice(0, patternReach));
    return { text, number: (value) => text(String(value)) };
  }
  const wantedNumber = readNumber(wanted);
  const folded = foldCase(wanted);
  const byText = wantedNumber === undefined || operator === "=" || operator === "!=";
  const text = (value: string): boolean => {
    if (byText) return fulfils(operator, compareTexts(foldCase(value), folded));
    return readNumber(value) !== undefined && fulfils(operator, compareNumbers(value, wanted));
  };
  // Beyond what doubles hold exactly, the digits decide.
  const isExact = wantedNumber !== undefined && Math.abs(wantedNumber) < 2 ** 53;
  return {
    text,
    number(value) {
      if (!isExact || !Number.isFinite(value)) return text(String(value));
      return fulfils(operator, value - wantedNumber);
    },
  };
}

/** The comparison of a number that needs no text, such as a duration. */
export function numberTest(operator: QueryOperator, wanted: number): (value: number) => boolean {
  return operator === "~" ? () => false : (value) => fulfils(operator, value - wanted);
}
