import type { Locale } from "@/i18n/locale";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import { usePreferences } from "@/state/preferences-store";

export interface LanguageName {
  readonly value: Locale;
  /** Its own name, whatever language the page is in. */
  readonly label: string;
  readonly short: string;
  readonly lang: string;
}

export const languages: readonly LanguageName[] = [
  { value: "en", label: "English", short: "EN", lang: "en" },
  { value: "ru", label: "Русский", short: "RU", lang: "ru" },
];

/** What is set now, in words. */
export function useSettingWords() {
  const { settings } = useFirstMessages().app;
  const { locale } = useFormats();
  const timeZone = usePreferences((preferences) => preferences.timeZone);
  const theme = usePreferences((preferences) => preferences.theme);
  const language = languages.find((one) => one.value === locale);
  return {
    timeZone: timeZone === "utc" ? settings.utc : settings.local,
    language: language?.label ?? locale,
    languageShort: language?.short ?? locale,
    theme: settings.themes[theme],
  };
}
