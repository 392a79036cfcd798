import type { en } from "./en";
import { locales, type Locale } from "./locale";
import type { Messages } from "./messages";

/** Everything that can be said on the screen, in one language. */
export type Catalogue = Messages<typeof en>;

/** Loads one language; only the language in use is downloaded. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  return locale === "ru" ? (await import("./ru")).ru : (await import("./en")).en;
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
