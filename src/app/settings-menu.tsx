import type { Locale } from "@/i18n/locale";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import { setPreferences, usePreferences, type ThemeChoice } from "@/state/preferences-store";
import { ChoiceGroup } from "./MenuItems";
import { languages } from "./setting-words";

export function TimeZoneChoice() {
  const { settings } = useFirstMessages().app;
  const timeZone = usePreferences((preferences) => preferences.timeZone);
  return (
    <ChoiceGroup<"local" | "utc">
      label={settings.timeZone}
      value={timeZone}
      choices={[
        { value: "local", label: settings.localLong },
        { value: "utc", label: settings.utc },
      ]}
      onChoose={(value) => setPreferences({ timeZone: value })}
    />
  );
}

export function LanguageChoice() {
  const { settings } = useFirstMessages().app;
  const { locale } = useFormats();
  return (
    <ChoiceGroup<Locale>
      label={settings.language}
      value={locale}
      choices={languages}
      onChoose={(value) => setPreferences({ locale: value })}
    />
  );
}

export function ThemeChoices() {
  const { settings } = useFirstMessages().app;
  const theme = usePreferences((preferences) => preferences.theme);
  return (
    <ChoiceGroup<ThemeChoice>
      label={settings.theme}
      value={theme}
      choices={[
        { value: "system", label: settings.themes.system },
        { value: "light", label: settings.themes.light },
        { value: "dark", label: settings.themes.dark },
      ]}
      onChoose={(value) => setPreferences({ theme: value })}
    />
  );
}
