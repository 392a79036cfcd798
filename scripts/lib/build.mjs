import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, runTool } from "./run.mjs";

/** Everything that the build reads. */
const sources = [
  "src",
  "public",
  "index.html",
  "vite.config.ts",
  "tsconfig.json",
  "package-lock.json",
];

/**
 * The latest time at which anything in a file or folder changed, in ms; 0 when there is nothing.
 * Folders count too: that is where a deletion shows.
 * @param {string} path
 * @returns {number}
 */
function newestChange(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  let newest = stat.mtimeMs;
  if (stat.isDirectory()) {
    for (const name of readdirSync(path)) newest = Math.max(newest, newestChange(join(path, name)));
  }
  return newest;
}

/** @param {string} [project] folder of the project */
export function buildIsFresh(project = root) {
  const built = statSync(join(project, "dist/index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.every((source) => newestChange(join(project, source)) < built);
}

/** @param {{ capture?: boolean }} [options] */
export function build(options) {
  return runTool("vite/bin/vite.js", ["build", "--logLevel", "error"], options);
}

/** Builds when `dist` is missing or older than the sources. @returns {Promise<boolean>} */
export async function ensureBuilt() {
  if (buildIsFresh()) return true;
  console.log("Building …");
  const { code } = await build();
  if (code !== 0) console.error("The build failed: see above.");
  return code === 0;
}
