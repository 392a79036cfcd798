import type { Locale } from "./locale";
import { plainNumber } from "./plain-number";

/**
 * The shape that a translation of `Source` has to have: the same keys, strings for strings, and
 * functions of the same parameters for functions. A missing or an extra message does not compile.
 */
export type Messages<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends (...args: infer Args) => string
    ? (...args: Args) => string
    : Source[Key] extends string
      ? string
      : Messages<Source[Key]>;
};

/** The plural forms of a language; `other` is what English uses for all but one. */
export interface PluralForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const english = (n: number): keyof PluralForms => (n === 1 ? "one" : "other");

function russian(n: number): keyof PluralForms {
  const [ten, hundred] = [n % 10, n % 100];
  if (ten === 1 && hundred !== 11) return "one";
  return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? "few" : "many";
}

/**
 * CLDR's rules for counts: whole numbers from 0. Written out because a page counts something in its
 * first line, and the first use of `Intl.PluralRules` would delay that by some twenty milliseconds.
 */
const rulesOfCounts: Readonly<Record<Locale, (n: number) => keyof PluralForms>> = {
  en: english,
  ru: russian,
};

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/**
 * Chooses among plural forms by the rules of a language, and puts the number, written as the
 * language writes numbers, in place of `#`.
 */
export function pluraliser(locale: Locale): (n: number, forms: PluralForms) => string {
  const ofCount = rulesOfCounts[locale];
  return (n, forms) => {
    const form = isCount(n) ? ofCount(n) : new Intl.PluralRules(locale).select(n);
    const number = plainNumber(locale, n, 0, 3) ?? new Intl.NumberFormat(locale).format(n);
    return (forms[form] ?? forms.other).replaceAll("#", number);
  };
}
