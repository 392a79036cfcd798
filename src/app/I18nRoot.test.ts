import { describe, expect, it } from "vitest";
import { loadCatalogue } from "@/i18n/catalogue";
import { loadLanguage } from "./I18nRoot";

describe("a language", () => {
  it("has what the first page says, and the rest when it is asked for", async () => {
    const language = await loadLanguage("ru");
    const catalogue = await loadCatalogue("ru");
    expect(language.first.search).toBe(catalogue.search);
    expect(language.isWhole()).toBe(false);
    const loading = language.load();
    expect(language.load()).toBe(loading);
    expect(await loading).toEqual(catalogue);
    expect(language.isWhole()).toBe(true);
    expect(await language.load()).toBe(await loading);
    expect(language.load()).toBe(language.load());
  });

  it("is here as a whole where that is asked for, under the site's name", async () => {
    const language = await loadLanguage("en", {
      whole: true,
      site: { locale: undefined, title: "Traces of Example" },
    });
    expect(language.first.app.name).toBe("Traces of Example");
    expect(language.isWhole()).toBe(true);
    const { app, trace } = await language.load();
    expect(app.name).toBe("Traces of Example");
    expect(trace).toBe((await loadCatalogue("en")).trace);
  });
});
