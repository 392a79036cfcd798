import type { Locale } from "./locale";

const separators = {
  en: { group: ",", decimal: "." },
  ru: { group: "\u00a0", decimal: "," },
} as const;

/** What `String` writes of a number that needs no exponent. */
const plainForm = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Writes a number as `Intl.NumberFormat` does, with at least so many decimals (and never fewer than
 * the number has); undefined for those that have more decimals than `most`, or need an exponent.
 * Here because the first use of `Intl` costs a page some twenty milliseconds before its first row.
 */
export function plainNumber(
  locale: Locale,
  value: number,
  least: number,
  most: number,
): string | undefined {
  // `String` drops the sign of minus zero, which Intl keeps.
  if (Object.is(value, -0)) return undefined;
  const parts = plainForm.exec(String(value));
  if (!parts) return undefined;
  const [, sign = "", whole = "", fraction = ""] = parts;
  if (fraction.length > most) return undefined;
  const { group, decimal } = separators[locale];
  let text = whole;
  for (let at = whole.length - 3; at > 0; at -= 3) {
    text = `${text.slice(0, at)}${group}${text.slice(at)}`;
  }
  const decimals = fraction.padEnd(least, "0");
  return decimals === "" ? sign + text : `${sign}${text}${decimal}${decimals}`;
}
