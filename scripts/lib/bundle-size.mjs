import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The most JavaScript that the first page may load, in bytes, gzipped. */
export const firstPageLimit = 180_000;

/**
 * The most JavaScript that a page may load before it shows something, in bytes, gzipped; and the
 * parts of the page that are loaded by `import()` at once: beginnings of the manifest's keys.
 */
export const pageLimits = [
  {
    name: "first page",
    lazy: ["src/app/SearchPage", "src/i18n/ru/first"],
    limit: firstPageLimit,
  },
  {
    name: "timeline",
    lazy: ["src/app/TracePage", "src/i18n/ru/"],
    limit: 246_000,
  },
];

/**
 * @typedef {object} Chunk
 * @property {string} file
 * @property {boolean} [isEntry]
 * @property {readonly string[]} [imports]
 * @property {readonly string[]} [dynamicImports]
 */

/**
 * The scripts that a page loads, as the build's manifest has them: the entry, the parts that are
 * loaded at once, and whatever these import.
 * @param {Readonly<Record<string, Chunk>>} manifest
 * @param {readonly string[]} lazy parts of the page that are loaded by `import()`: beginnings of
 *   the manifest's keys
 * @returns {string[]} files
 * @throws {Error} when the manifest has no entry
 */
export function pageFiles(manifest, lazy) {
  const roots = Object.keys(manifest).filter(
    (key) => manifest[key]?.isEntry || lazy.some((start) => key.startsWith(start)),
  );
  if (!roots.some((key) => manifest[key]?.isEntry)) throw new Error("The manifest has no entry");
  const seen = new Set(/** @type {string[]} */ ([]));
  const queue = [...roots];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    queue.push(...(manifest[key]?.imports ?? []));
  }
  const files = [...seen].map((key) => manifest[key]?.file ?? "");
  return [...new Set(files)].filter((file) => file.endsWith(".js")).toSorted();
}

/** @param {string} folder of the build @param {string} file */
export function gzippedSize(folder, file) {
  return gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
}

/** Kilobytes of 1000, one decimal. @param {number} bytes */
export const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
