/** @import { Plugin } from "vite" */
/** @typedef {{ fileName: string, imports?: string[], facadeModuleId?: string | null, isEntry?: boolean, viteMetadata?: { importedCss: Set<string> } }} Output */

/** What index.html holds in place of the names of files, which only a build knows. */
const placeholder = "var early = null;";

/** What is asked for ahead, by the module that brings it. */
const modules = {
  trace: "/src/app/TracePage.tsx",
  compare: "/src/app/ComparePage.tsx",
  search: "/src/app/SearchPage.tsx",
  dependencies: "/src/app/DependenciesPage.tsx",
  en: "/src/i18n/en/first.ts",
  ru: "/src/i18n/ru/first.ts",
  "en-more": "/src/i18n/en/more.ts",
  "ru-more": "/src/i18n/ru/more.ts",
};

/**
 * The files of a chunk, of all that it imports, and their styles; not those that the page asks for
 * in any case.
 * @param {Map<string, Output>} chunks
 * @param {Output} chunk
 * @param {Set<string>} known
 */
function filesOf(chunks, chunk, known) {
  const files = new Set();
  const waiting = [chunk];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (known.has(next.fileName) || files.has(next.fileName)) continue;
    files.add(next.fileName);
    for (const css of next.viteMetadata?.importedCss ?? []) if (!known.has(css)) files.add(css);
    for (const name of next.imports ?? []) {
      const inner = chunks.get(name);
      if (inner) waiting.push(inner);
    }
  }
  return [...files];
}

/**
 * Writes into the page which files it will need next, so that its first script can ask for them at
 * once, and start the engine's worker, in place of finding out step by step.
 * @returns {Plugin}
 */
export function earlyStart() {
  return {
    name: "early-start",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        /** @type {Output[]} */
        const outputs = Object.values(bundle ?? {});
        const chunks = new Map(outputs.map((output) => [output.fileName, output]));
        const entry = outputs.find((output) => output.isEntry);
        const worker = outputs.find(({ fileName }) => /engine\.worker-[^/]*\.js$/.test(fileName));
        if (!entry || !worker) throw new Error("The build has no entry or no engine worker");
        const known = new Set(filesOf(chunks, entry, new Set()));
        /** @type {Record<string, string[]>} */
        const early = { worker: [worker.fileName] };
        for (const [name, module] of Object.entries(modules)) {
          const chunk = outputs.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
          if (!chunk) throw new Error(`The build has no chunk of ${module}`);
          early[name] = filesOf(chunks, chunk, known);
        }
        if (!html.includes(placeholder)) throw new Error(`index.html has no "${placeholder}"`);
        return html.replace(placeholder, `var early = ${JSON.stringify(early)};`);
      },
    },
  };
}
