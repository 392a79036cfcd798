import type { Locale } from "./locale";

const separators = {
  en: { group: ",", decimal: "." },
  ru: { group: "\u00a0", decimal: "," },
} as const;

/** What `String` writes of a number that needs no exponent. */
const plainForm = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Rounded to so many decimals: by the digits that are written, halves away from 0, as Intl does. */
function rounded(whole: string, fraction: string, most: number) {
  if (fraction.length <= most) return { whole, fraction };
  const up = fraction.charAt(most) >= "5" ? 1n : 0n;
  const all = String(BigInt(whole + fraction.slice(0, most)) + up).padStart(most + 1, "0");
  const point = all.length - most;
  return { whole: all.slice(0, point), fraction: all.slice(point).replace(/0+$/, "") };
}

/**
 * Writes a number as `Intl.NumberFormat` does, with at least so many decimals, and rounded to no
 * more than `most`; undefined for those that need an exponent.
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
  const [, sign = "", ...digits] = parts;
  const { whole, fraction } = rounded(digits[0] ?? "", digits[1] ?? "", most);
  const { group, decimal } = separators[locale];
  let text = whole;
  for (let at = whole.length - 3; at > 0; at -= 3) {
    text = `${text.slice(0, at)}${group}${text.slice(at)}`;
  }
  const decimals = fraction.padEnd(least, "0");
  return decimals === "" ? sign + text : `${sign}${text}${decimal}${decimals}`;
}
