import type { first } from "./en/first";
import type { more } from "./en/more";
import { locales, type Locale } from "./locale";
import type { Messages } from "./messages";

/** What the pages without a trace say, in one language. */
export type FirstCatalogue = Messages<typeof first>;
/** What is said only where traces are shown. */
export type MoreCatalogue = Messages<typeof more>;
/** Everything that can be said on the screen, in one language. */
export type Catalogue = FirstCatalogue & MoreCatalogue;

/** Downloads what the first page says; only the language in use is downloaded. */
export async function loadFirstCatalogue(locale: Locale): Promise<FirstCatalogue> {
  return locale === "ru" ? (await import("./ru/first")).first : (await import("./en/first")).first;
}

/** Downloads the rest. */
export async function loadMoreCatalogue(locale: Locale): Promise<MoreCatalogue> {
  return locale === "ru" ? (await import("./ru/more")).more : (await import("./en/more")).more;
}

/** Downloads one language whole. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  const [first, more] = await Promise.all([loadFirstCatalogue(locale), loadMoreCatalogue(locale)]);
  return { ...first, ...more };
}

/** The first of the browser's languages that is spoken here, else English. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const base = language.toLowerCase().split("-")[0];
    const known = locales.find((locale) => locale === base);
    if (known) return known;
  }
  return "en";
}
