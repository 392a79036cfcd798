/** @import { Plugin } from "vite" */

/**
 * Knows what pages import, at once and not on demand: a test by which all of it can be put into one
 * file of the build.
 * @param {...string} pages the ends of their modules' paths
 * @returns {{ plugin: Plugin, includes: (id: string) => boolean }}
 */
export function importsOf(...pages) {
  /** @type {Set<string>} */
  const found = new Set();
  return {
    includes: (id) => found.has(id),
    plugin: {
      name: "imports-of-a-page",
      apply: "build",
      buildEnd(error) {
        if (error) return;
        const waiting = pages.map((page) => {
          const module = [...this.getModuleIds()].find((id) => id.endsWith(page));
          if (module === undefined) throw new Error(`The build has no module ${page}`);
          return module;
        });
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          if (found.has(id)) continue;
          found.add(id);
          waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
        }
      },
    },
  };
}
