import { useEffect, useLayoutEffect, useState, type ReactNode } from "react";
import {
  loadFirstCatalogue,
  loadMoreCatalogue,
  preferredLocale,
  type Catalogue,
} from "@/i18n/catalogue";
import type { Locale } from "@/i18n/locale";
import { createFormats } from "@/i18n/formats";
import { hereAlready, LanguageProvider, type Language } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { preferencesStore, usePreferences } from "@/state/preferences-store";
import { downloadProblem } from "./download-problem";
import type { SiteConfig } from "./site-config";

/** What a site says in every language. */
export type SiteWords = Pick<SiteConfig, "locale" | "title">;

/** The language that was chosen, else the site's, else the first of the browser's spoken here. */
export function chosenLocale(site: SiteWords | undefined): Locale {
  const { locale } = preferencesStore.getState();
  return locale ?? site?.locale ?? preferredLocale(navigator.languages);
}

export interface LoadLanguageOptions {
  readonly site?: SiteWords | undefined;
  /** Has what only pages with traces say downloaded at once, and waits for it. */
  readonly whole?: boolean;
}

/** Downloads what the first page says in a language, and the rest when it is asked for. */
export async function loadLanguage(
  locale: Locale,
  { site, whole = false }: LoadLanguageOptions = {},
): Promise<Language> {
  const loadFirst = async () => {
    const messages = await loadFirstCatalogue(locale);
    const name = site?.title ?? messages.app.name;
    return { ...messages, app: { ...messages.app, name } };
  };
  const loadingFirst = trackActivity(loadFirst());
  let all: Promise<Catalogue> | undefined;
  let isWhole = false;
  const loadAll = async () => {
    const loadingMore = loadMoreCatalogue(locale).catch((error: unknown) => {
      throw downloadProblem(error);
    });
    const [ours, more] = await Promise.all([loadingFirst, loadingMore]);
    const messages = { ...ours, ...more };
    all = hereAlready(messages);
    isWhole = true;
    return messages;
  };
  // Also what has failed stays: only a reload helps, and each new promise would be waited for.
  const load = () => (all ??= trackActivity(loadAll()));
  if (whole) await load();
  const first = await loadingFirst;
  return { first, load, isWhole: () => isWhole, formats: createFormats(locale) };
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
  // In the same breath as the words: a screen reader chooses its voice by it.
  useLayoutEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  useEffect(() => {
    const wanted = chosen ?? chosenLocale(site);
    if (wanted === spoken) return undefined;
    let superseded = false;
    // What is on the screen stays there until all of it can be said in the other language.
    const whole = language.isWhole();
    loadLanguage(wanted, { site, whole }).then(
      (loaded) => !superseded && setLanguage(loaded),
      // Offline, perhaps: the page goes on in the language it has.
      (error: unknown) => reportError(error),
    );
    return () => {
      superseded = true;
    };
  }, [chosen, spoken, site, language]);
  return <LanguageProvider language={language}>{props.children}</LanguageProvider>;
}
