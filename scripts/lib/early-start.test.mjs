import { describe, expect, test } from "vitest";
import { earlyStart } from "./early-start.mjs";

/**
 * @param {string} fileName
 * @param {string[]} imports
 * @param {string} module
 * @param {string[]} css
 */
const chunk = (fileName, imports = [], module = "", css = []) => ({
  fileName,
  imports,
  facadeModuleId: module,
  isEntry: fileName === "static/index.js",
  viteMetadata: { importedCss: new Set(css) },
});

const outputs = [
  chunk("static/index.js", ["static/shared.js"], "/p/src/main.tsx", ["static/index.css"]),
  chunk("static/shared.js"),
  chunk("static/trace.js", ["static/shared.js", "static/d3.js"], "/p/src/app/TracePage.tsx", [
    "static/trace.css",
  ]),
  chunk("static/d3.js", ["static/trace.js"]),
  chunk("static/compare.js", ["static/d3.js"], "/p/src/app/ComparePage.tsx"),
  chunk("static/search.js", [], "/p/src/app/SearchPage.tsx"),
  chunk("static/graph.js", [], "/p/src/app/DependenciesPage.tsx", ["static/graph.css"]),
  chunk("static/en.js", [], "/p/src/i18n/en/first.ts"),
  chunk("static/ru.js", [], "/p/src/i18n/ru/first.ts"),
  chunk("static/en-more.js", [], "/p/src/i18n/en/more.ts"),
  chunk("static/ru-more.js", [], "/p/src/i18n/ru/more.ts"),
  { fileName: "static/engine.worker-1a.js" },
];

/** @param {{ fileName: string }[]} list */
function build(list) {
  const bundle = Object.fromEntries(list.map((output) => [output.fileName, output]));
  const { handler } = /** @type {any} */ (earlyStart().transformIndexHtml);
  return handler("<script>var early = null;</script>", { bundle });
}

describe("the files that the page asks for ahead", () => {
  test("are those of each page that the entry does not bring, each once", () => {
    const [, json] = /var early = (.*);</.exec(build(outputs)) ?? [];
    expect(JSON.parse(json ?? "")).toEqual({
      worker: ["static/engine.worker-1a.js"],
      trace: ["static/trace.js", "static/trace.css", "static/d3.js"],
      // What a chunk imports may import the other page's in turn, where they share a file.
      compare: ["static/compare.js", "static/d3.js", "static/trace.js", "static/trace.css"],
      search: ["static/search.js"],
      dependencies: ["static/graph.js", "static/graph.css"],
      en: ["static/en.js"],
      ru: ["static/ru.js"],
      "en-more": ["static/en-more.js"],
      "ru-more": ["static/ru-more.js"],
    });
  });

  test("a build that lacks one of them fails", () => {
    for (const missing of ["static/trace.js", "static/ru.js", "static/engine.worker-1a.js"]) {
      expect(() => build(outputs.filter(({ fileName }) => fileName !== missing))).toThrow(
        "The build has no",
      );
    }
  });
});
