// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { setPreferences } from "@/state/preferences-store";
import { readEmbedding, setEmbedding } from "@/state/embedding";
import { plainSite, setSiteSettings } from "@/state/site-settings";
import { followTheme, resolveTheme } from "./theme";

/** A system whose wish can be changed. */
function system(dark: boolean, forced = false) {
  const listeners: (() => void)[] = [];
  const query = {
    matches: dark,
    addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
  };
  const palette = { ...query, matches: forced };
  vi.stubGlobal("matchMedia", (media: string) => (media.includes("forced") ? palette : query));
  return (matches: boolean) => {
    query.matches = matches;
    for (const listener of listeners) listener();
  };
}

const shown = () => document.documentElement.dataset["theme"];

afterEach(() => vi.unstubAllGlobals());

describe("the theme", () => {
  it("is the system's unless one is chosen", () => {
    expect(resolveTheme("system", true)).toBe("dark");
    expect(resolveTheme("system", false)).toBe("light");
    expect(resolveTheme("light", true)).toBe("light");
    expect(resolveTheme("dark", false)).toBe("dark");
  });

  it("is that of the frame, or light where the site has no choice", () => {
    system(true);
    setPreferences({ theme: "dark" });
    setSiteSettings({ ...plainSite, themes: false });
    followTheme();
    expect(shown()).toBe("light");
    setSiteSettings(plainSite);
    setEmbedding(readEmbedding({ uiTheme: "light" }));
    followTheme();
    expect(shown()).toBe("light");
    setEmbedding(readEmbedding({}));
    followTheme();
    expect(shown()).toBe("dark");
  });

  it("follows the choice and the system", () => {
    const change = system(false);
    setPreferences({ theme: "system" });
    followTheme();
    expect(shown()).toBe("light");
    change(true);
    expect(shown()).toBe("dark");
    setPreferences({ theme: "light" });
    expect(shown()).toBe("light");
  });

  it("is the system's where that forces its colours", () => {
    setPreferences({ theme: "light" });
    system(true, true);
    followTheme();
    expect(shown()).toBe("dark");
    setEmbedding(readEmbedding({ uiTheme: "light" }));
    followTheme();
    expect(shown()).toBe("dark");
    setEmbedding(readEmbedding({}));
  });

  it("is set by index.html before the first paint, by the same rule", () => {
    // A path from the project: under jsdom, import.meta.url is not that of a file.
    const html = readFileSync("index.html", "utf8");
    const script = /<script id="theme-script">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
    expect(html.indexOf('id="theme-script"')).toBeLessThan(html.indexOf("<body>"));
    for (const dark of [true, false]) {
      system(dark);
      for (const theme of ["system", "light", "dark"] as const) {
        setPreferences({ theme });
        runInNewContext(script, { document, localStorage, matchMedia, location });
        expect(shown()).toBe(resolveTheme(theme, dark));
        for (const wanted of ["light", "dark"] as const) {
          const framed = { search: `?uiEmbed=v0&uiTheme=${wanted}` };
          runInNewContext(script, { document, localStorage, matchMedia, location: framed });
          expect(shown()).toBe(wanted);
        }
        system(dark, true);
        runInNewContext(script, { document, localStorage, matchMedia, location });
        expect(shown()).toBe(resolveTheme("system", dark));
        system(dark);
      }
      localStorage.setItem("spanwise.preferences.v1", "{broken");
      runInNewContext(script, { document, localStorage, matchMedia, location });
      expect(shown()).toBe(resolveTheme("system", dark));
    }
  });
});
