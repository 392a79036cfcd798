/** @import { Plugin } from "vite" */

/**
 * Knows what a page imports, at once and not on demand: a test by which all of it can be put into
 * one file of the build.
 * @param {string} page the end of its module's path
 * @returns {{ plugin: Plugin, includes: (id: string) => boolean }}
 */
export function importsOf(page) {
  /** @type {Set<string>} */
  const found = new Set();
  return {
    includes: (id) => found.has(id),
    plugin: {
      name: "imports-of-a-page",
      apply: "build",
      buildEnd(error) {
        if (error) return;
        const waiting = [...this.getModuleIds()].filter((id) => id.endsWith(page));
        if (waiting.length === 0) throw new Error(`The build has no module ${page}`);
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          if (found.has(id)) continue;
          found.add(id);
          waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
        }
      },
    },
  };
}
