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

/** What a language needs to count: costly to make, so made once and when first needed. */
const counters = new Map<string, { rules: Intl.PluralRules; format: Intl.NumberFormat }>();

function counterOf(locale: string) {
  const known = counters.get(locale);
  if (known) return known;
  const made = { rules: new Intl.PluralRules(locale), format: new Intl.NumberFormat(locale) };
  counters.set(locale, made);
  return made;
}

/**
 * Chooses among plural forms by the rules of a language, and puts the number, written as the
 * language writes numbers, in place of `#`.
 */
export function pluraliser(locale: string): (n: number, forms: PluralForms) => string {
  return (n, forms) => {
    const { rules, format } = counterOf(locale);
    return (forms[rules.select(n)] ?? forms.other).replaceAll("#", format.format(n));
  };
}
