import { embedding } from "@/state/embedding";
import { siteSettings } from "@/state/site-settings";
import { preferencesStore, type ThemeChoice } from "@/state/preferences-store";

/** The theme that a choice comes to, on a system that is light or dark. */
export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): "light" | "dark" {
  if (choice === "system") return systemIsDark ? "dark" : "light";
  return choice;
}

/**
 * Keeps the page in the theme that is chosen; index.html has set it before the first paint. Where the
 * system forces colours, the theme is the one that is for them: what is drawn has to be seen on them.
 */
export function followTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const palette = matchMedia("(forced-colors: active)");
  const apply = () => {
    const chosen =
      embedding().theme ?? (siteSettings().themes ? preferencesStore.getState().theme : "light");
    const theme = resolveTheme(palette.matches ? "system" : chosen, system.matches);
    document.documentElement.dataset["theme"] = theme;
    const background = getComputedStyle(document.documentElement).getPropertyValue("--bg").trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", background);
  };
  apply();
  system.addEventListener("change", apply);
  palette.addEventListener("change", apply);
  preferencesStore.subscribe((now, before) => {
    if (now.theme !== before.theme) apply();
  });
}
