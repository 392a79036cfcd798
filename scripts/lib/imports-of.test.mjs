import { describe, expect, it } from "vitest";
import { importsOf } from "./imports-of.mjs";

/** @param {Record<string, readonly string[]>} modules what each imports, at once */
function build(modules) {
  return {
    getModuleIds: () => Object.keys(modules).values(),
    getModuleInfo: (/** @type {string} */ id) => ({ importedIds: modules[id] ?? [] }),
  };
}

describe("what a page imports", () => {
  it("is the page and what comes with it, by any way round", () => {
    const { plugin, includes } = importsOf("/Page.tsx");
    const modules = {
      "/app/Page.tsx": ["/lib/a.ts", "/lib/b.ts"],
      "/lib/a.ts": ["/lib/b.ts"],
      "/lib/b.ts": ["/lib/a.ts", "/lib/c.ts"],
      "/lib/c.ts": [],
      "/app/Later.tsx": ["/lib/d.ts", "/app/Page.tsx"],
    };
    expect(includes("/lib/a.ts")).toBe(false);
    Reflect.apply(/** @type {() => void} */ (plugin.buildEnd), build(modules), []);
    expect(Object.keys(modules).filter(includes)).toEqual([
      "/app/Page.tsx",
      "/lib/a.ts",
      "/lib/b.ts",
      "/lib/c.ts",
    ]);
  });

  it("is that of several together", () => {
    const { plugin, includes } = importsOf("/a.ts", "/b.ts");
    const modules = { "/a.ts": ["/c.ts"], "/b.ts": [], "/c.ts": [], "/d.ts": ["/a.ts"] };
    Reflect.apply(/** @type {() => void} */ (plugin.buildEnd), build(modules), []);
    expect(Object.keys(modules).filter(includes)).toEqual(["/a.ts", "/b.ts", "/c.ts"]);
  });

  it("has to be there", () => {
    const { plugin } = importsOf("/a.ts", "/Page.tsx");
    const end = () =>
      Reflect.apply(/** @type {() => void} */ (plugin.buildEnd), build({ "/a.ts": [] }), []);
    expect(end).toThrow("/Page.tsx");
  });
});
