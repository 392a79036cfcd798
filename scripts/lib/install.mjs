import { readFileSync } from "node:fs";
import { root, runNpm } from "./run.mjs";

/**
 * @typedef {{ packages?: Record<string, { version?: string, optional?: boolean } | undefined> }} Lock
 */

/**
 * The packages that are to be installed or that have another version than the lock file says.
 * Versions are compared and not file times: a checkout touches the lock file without changing it.
 * @param {Lock} wanted package-lock.json
 * @param {Lock} installed node_modules/.package-lock.json
 * @returns {string[]} their folders
 */
export function stalePackages(wanted, installed) {
  const there = installed.packages ?? {};
  return Object.entries(wanted.packages ?? {}).flatMap(([folder, entry]) => {
    if (folder === "" || entry === undefined) return [];
    const found = there[folder];
    // Optional packages are mostly builds for other systems.
    if (found === undefined) return entry.optional ? [] : [folder];
    return found.version === entry.version ? [] : [folder];
  });
}

/** @param {string} path @returns {Lock | undefined} */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Installs packages when some are missing or outdated.
 * @returns {Promise<boolean>} whether everything is in place now
 */
export async function ensureInstalled() {
  const wanted = readLock(`${root}package-lock.json`);
  const installed = readLock(`${root}node_modules/.package-lock.json`);
  if (wanted && installed && stalePackages(wanted, installed).length === 0) return true;
  console.log("Installing packages …");
  const { code, output } = await runNpm(["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    capture: true,
    // Its warnings and its news of newer versions of itself say nothing of this project.
    env: { npm_config_update_notifier: "false" },
  });
  if (code === 0) return true;
  console.error(output);
  console.error("Packages could not be installed: see npm's words above.");
  return false;
}
