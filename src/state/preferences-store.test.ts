import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parsePreferences } from "./preferences-store";

const defaults = parsePreferences(null);

function storage(initial: string | null) {
  let text = initial;
  return {
    getItem: () => text,
    setItem: (_: string, value: string) => {
      text = value;
    },
    get text() {
      return text;
    },
  };
}

/** The module as it is on a page with this storage. */
async function load(localStorage: unknown) {
  vi.resetModules();
  vi.stubGlobal("localStorage", localStorage);
  return import("./preferences-store");
}

afterEach(() => vi.unstubAllGlobals());

describe("parsePreferences", () => {
  it("takes what can be used, and the default for the rest", () => {
    const stored = JSON.stringify({
      theme: "dark",
      locale: "xx",
      timeZone: "utc",
      nameColumnShare: 7,
      detailPanelPx: 500,
      timeLimitMs: "long",
      lastService: 5,
      unknown: true,
    });
    expect(parsePreferences(stored)).toEqual({
      ...defaults,
      theme: "dark",
      timeZone: "utc",
      detailPanelPx: 500,
    });
  });

  it("keeps what it wrote", () => {
    const set = {
      ...defaults,
      theme: "light" as const,
      locale: "ru" as const,
      timeLimitMs: 60_000,
    };
    expect(parsePreferences(JSON.stringify(set))).toEqual(set);
  });

  it("never fails, whatever is stored", () => {
    const names = fc.constantFrom(...Object.keys(defaults));
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (stored) => {
        const { timeLimitMs, nameColumnShare, lastService } = parsePreferences(
          JSON.stringify(stored),
        );
        expect(timeLimitMs).toBeGreaterThanOrEqual(1000);
        expect(nameColumnShare).toBeLessThan(1);
        expect(typeof lastService).toBe("string");
      }),
    );
    for (const text of ["", "{", "null", "[]", "7", '"x"', '{"__proto__":{"theme":"dark"}}']) {
      expect(parsePreferences(text)).toEqual(defaults);
    }
  });
});

describe("the store", () => {
  it("starts from what is stored and stores every change", async () => {
    const local = storage(JSON.stringify({ theme: "dark" }));
    const { preferencesStore, setPreferences } = await load(local);
    expect(preferencesStore.getState().theme).toBe("dark");
    setPreferences({ timeLimitMs: 60_000 });
    expect(parsePreferences(local.text)).toEqual({
      ...defaults,
      theme: "dark",
      timeLimitMs: 60_000,
    });
  });

  it("works where storage is forbidden", async () => {
    const forbidden = () => {
      throw new DOMException("no", "SecurityError");
    };
    const { preferencesStore, setPreferences } = await load({
      getItem: forbidden,
      setItem: forbidden,
    });
    setPreferences({ theme: "light" });
    expect(preferencesStore.getState().theme).toBe("light");
  });
});
