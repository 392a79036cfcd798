import { useEffect, useState, type ReactNode } from "react";
import { loadCatalogue, preferredLocale, type Catalogue } from "@/i18n/catalogue";
import type { Locale } from "@/i18n/locale";
import { createFormats, type Formats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { preferencesStore, usePreferences } from "@/state/preferences-store";

export interface Language {
  readonly messages: Catalogue;
  readonly formats: Formats;
}

/** The language that was chosen, else the first of the browser's that is spoken here. */
export function chosenLocale(): Locale {
  return preferencesStore.getState().locale ?? preferredLocale(navigator.languages);
}

/** Downloads a language. */
export async function loadLanguage(locale: Locale): Promise<Language> {
  return { messages: await trackActivity(loadCatalogue(locale)), formats: createFormats(locale) };
}

/** Speaks one language, and another as soon as that is chosen and has been downloaded. */
export function I18nRoot(props: { readonly initial: Language; readonly children: ReactNode }) {
  const [language, setLanguage] = useState(props.initial);
  const chosen = usePreferences((preferences) => preferences.locale);
  const spoken = language.formats.locale;
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  useEffect(() => {
    const wanted = chosen ?? chosenLocale();
    if (wanted === spoken) return undefined;
    let superseded = false;
    loadLanguage(wanted).then(
      (loaded) => !superseded && setLanguage(loaded),
      // Offline, perhaps: the page goes on in the language it has.
      (error: unknown) => reportError(error),
    );
    return () => {
      superseded = true;
    };
  }, [chosen, spoken]);
  return <I18nProvider {...language}>{props.children}</I18nProvider>;
}
