import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "../lib/run.mjs";
import { releases } from "./releases.mjs";

/** @typedef {import("./releases.mjs").Release} Release */
/** @typedef {(line: string) => void} Say */

/**
 * @typedef {object} Jaeger
 * @property {string} program path of the program
 * @property {string} version "2.20.0"; "" when the program does not say
 */

const programName = process.platform === "win32" ? "jaeger.exe" : "jaeger";

/** Compiling all of Jaeger on a small machine takes long. */
const buildLimitMs = 60 * 60_000;
/** How long a release that could not be had is not asked for again, where there is another. */
const restMs = 24 * 60 * 60_000;

/** @param {NodeJS.ProcessEnv} [env] where built programs are kept, outside the project */
export function cacheFolder(env = process.env) {
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "spanwise");
}

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first program of this name in the folders of PATH.
 * @param {string} name
 * @param {string} [folders]
 */
export function findOnPath(name, folders = process.env["PATH"] ?? "") {
  return folders
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(canRun);
}

/**
 * The version in what `jaeger version` prints; "" when there is none.
 * @param {string} output
 */
export function readVersion(output) {
  return /"gitVersion"\s*:\s*"v?(\d[\w.+-]*)"/.exec(output)?.[1] ?? "";
}

/** @param {string} program @returns {Promise<Jaeger | undefined>} undefined: it does not run */
async function asJaeger(program) {
  const { code, output } = await run(program, ["version"], { capture: true, timeoutMs: 30_000 });
  return code === 0 ? { program, version: readVersion(output) } : undefined;
}

/** The last lines of what a tool said, which is where it says what is wrong. @param {string} output */
const lastWords = (output) => output.trim().split("\n").slice(-4).join("\n");

/**
 * Where a release is kept, and what was said when it could not be had.
 * @param {Release} release
 * @param {string} [cache]
 */
function placesOf({ version }, cache = cacheFolder()) {
  const folder = join(cache, `jaeger-${version}`);
  return { folder, program: join(folder, programName), failure: join(folder, "failure.txt") };
}

/**
 * The releases worth a try, in order: one that could not be had a short while ago is left out where
 * another is there already.
 * @param {readonly Release[]} all
 * @param {number} nowMs
 * @param {string} [cache]
 */
export function worthATry(all, nowMs, cache = cacheFolder()) {
  if (!all.some((release) => canRun(placesOf(release, cache).program))) return all;
  return all.filter((release) => {
    const { program, failure } = placesOf(release, cache);
    const failedMs = statSync(failure, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return canRun(program) || nowMs - failedMs > restMs;
  });
}

/**
 * Builds a release with Go into the cache, once.
 * @param {Release} release
 * @param {Say} say
 * @returns {Promise<{ program: string } | { problem: string }>}
 */
async function install(release, say) {
  const { folder, program, failure } = placesOf(release);
  if (canRun(program)) return { program };
  mkdirSync(folder, { recursive: true });
  say(`Installing Jaeger ${release.version} with Go; the first time, this takes some minutes …`);
  const unfinished = join(folder, "unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  const stamp = `-X github.com/jaegertracing/jaeger/internal/version.latestVersion=v${release.version}`;
  const flags = ["-trimpath", "-buildvcs=false", `-ldflags=-s -w ${stamp}`];
  const { code, output } =
    release.by === "install"
      ? await goInstall(release, unfinished, flags)
      : await goBuild(release, unfinished, flags);
  const built = join(unfinished, programName);
  if (code !== 0 || !existsSync(built)) {
    writeFileSync(failure, output);
    return { problem: lastWords(output) };
  }
  // Moved when it is whole: a build that was broken off leaves nothing that looks finished.
  renameSync(built, program);
  rmSync(unfinished, { recursive: true, force: true });
  return { program };
}

/**
 * Runs Go behind everything else that the machine has to do.
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
function go(args, env = {}) {
  const options = { capture: true, env, timeoutMs: buildLimitMs };
  return findOnPath("nice")
    ? run("nice", ["-n", "19", "go", ...args], options)
    : run("go", args, options);
}

/** @param {Release} release @param {string} folder @param {readonly string[]} flags */
function goInstall({ module }, folder, flags) {
  const [path, version] = module.split("@");
  return go(["install", ...flags, `${path}/cmd/jaeger@${version}`], { GOBIN: folder });
}

/** @param {Release} release @param {string} folder @param {readonly string[]} flags */
async function goBuild({ module }, folder, flags) {
  const download = await go(["mod", "download", "-json", module]);
  const source = /"Dir": "([^"]+)"/.exec(download.output)?.[1];
  if (download.code !== 0 || source === undefined) return { ...download, code: download.code || 1 };
  const out = join(folder, programName);
  return go(["-C", source, "build", ...flags, "-o", out, "./cmd/jaeger"]);
}

const advice = `Set JAEGER_BIN to a Jaeger 2 program, put one on the PATH, or install Go 1.25 or newer.`;

/**
 * A Jaeger to test against: the program that JAEGER_BIN names, one on the PATH, or one that Go
 * installs into the cache (JAEGER_VERSION chooses which; else the newest that can be had).
 * @param {Say} say
 * @returns {Promise<Jaeger>}
 * @throws {Error} that says what to install
 */
export async function findJaeger(say) {
  const named = process.env["JAEGER_BIN"];
  const wanted = process.env["JAEGER_VERSION"];
  const there = named || (wanted ? undefined : findOnPath(programName));
  if (there) {
    const jaeger = await asJaeger(there);
    if (jaeger) return jaeger;
    throw new Error(`${there} does not run as a Jaeger 2 ("${there} version" failed).`);
  }
  const chosen = wanted ? releases.filter(({ version }) => version === wanted) : releases;
  if (chosen.length === 0) {
    const known = releases.map(({ version }) => version).join(", ");
    throw new Error(`JAEGER_VERSION=${wanted} is not known (there are: ${known}).`);
  }
  const isThere = chosen.some((release) => canRun(placesOf(release).program));
  if (!isThere && !findOnPath(process.platform === "win32" ? "go.exe" : "go")) {
    throw new Error(`There is no Jaeger, and no Go to install one with. ${advice}`);
  }
  for (const release of worthATry(chosen, Date.now())) {
    const outcome = await install(release, say);
    const jaeger = "program" in outcome ? await asJaeger(outcome.program) : undefined;
    if (jaeger) return { ...jaeger, version: jaeger.version || release.version };
    const why = "problem" in outcome ? `cannot be installed:\n${outcome.problem}` : "does not run.";
    say(`Jaeger ${release.version} ${why}`);
  }
  throw new Error(`There is no Jaeger. ${advice}`);
}
