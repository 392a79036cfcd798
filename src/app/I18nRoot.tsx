import { useEffect, useState, type ReactNode } from "react";
import { loadCatalogue, preferredLocale, type Catalogue } from "@/i18n/catalogue";
import type { Locale } from "@/i18n/locale";
import { createFormats, type Formats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { preferencesStore, usePreferences } from "@/state/preferences-store";
import type { SiteConfig } from "./site-config";

export interface Language {
  readonly messages: Catalogue;
  readonly formats: Formats;
}

/** What a site says in every language. */
export type SiteWords = Pick<SiteConfig, "locale" | "title">;

/** The language that was chosen, else the site's, else the first of the browser's spoken here. */
export function chosenLocale(site: SiteWords | undefined): Locale {
  const { locale } = preferencesStore.getState();
  return locale ?? site?.locale ?? preferredLocale(navigator.languages);
}

/** Downloads a language. */
export async function loadLanguage(locale: Locale, site?: SiteWords): Promise<Language> {
  const messages = await trackActivity(loadCatalogue(locale));
  const name = site?.title ?? messages.app.name;
  return {
    messages: { ...messages, app: { ...messages.app, name } },
    formats: createFormats(locale),
  };
}

export interface I18nRootProps {
  readonly initial: Language;
  readonly site?: SiteWords | undefined;
  readonly children: ReactNode;
}

/** Speaks one language, and another as soon as that is chosen and has been downloaded. */
export function I18nRoot(props: I18nRootProps) {
  const { site } = props;
  const [language, setLanguage] = useState(props.initial);
  const chosen = usePreferences((preferences) => preferences.locale);
  const spoken = language.formats.locale;
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  useEffect(() => {
    const wanted = chosen ?? chosenLocale(site);
    if (wanted === spoken) return undefined;
    let superseded = false;
    loadLanguage(wanted, site).then(
      (loaded) => !superseded && setLanguage(loaded),
      // Offline, perhaps: the page goes on in the language it has.
      (error: unknown) => reportError(error),
    );
    return () => {
      superseded = true;
    };
  }, [chosen, spoken, site]);
  return <I18nProvider {...language}>{props.children}</I18nProvider>;
}
