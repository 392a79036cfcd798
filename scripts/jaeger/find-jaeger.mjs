import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { run } from "../lib/run.mjs";
import { copyParts, partsDigest } from "./jaeger-parts.mjs";
import { releases, usualVersion } from "./releases.mjs";

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

/** Where a release is kept. @param {Release} release */
const folderOf = ({ version, by }) =>
  join(cacheFolder(), `jaeger-${version}${by === "parts" ? `-parts-${partsDigest()}` : ""}`);

/**
 * Builds a release with Go into the cache, once.
 * @param {Release} release
 * @param {Say} say
 * @returns {Promise<{ program: string } | { problem: string }>}
 */
async function install(release, say) {
  const folder = folderOf(release);
  const program = join(folder, programName);
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
      : await goBuildParts(release, unfinished, flags);
  const built = join(unfinished, programName);
  if (code !== 0 || !existsSync(built)) return { problem: lastWords(output) };
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

/**
 * Whole, with the clients of all its databases, Jaeger takes several times as long to compile.
 * @param {Release} release
 * @param {string} folder
 * @param {readonly string[]} flags
 */
async function goBuildParts({ module }, folder, flags) {
  const download = await go(["mod", "download", "-json", module]);
  const found = /"Dir": "([^"]+)"/.exec(download.output)?.[1];
  if (download.code !== 0 || found === undefined) return { ...download, code: download.code || 1 };
  const source = join(folder, "source");
  copyParts(found, source);
  const out = join(folder, programName);
  return go(["-C", source, "build", ...flags, "-o", out, "./cmd/jaeger"]);
}

const advice = `Set JAEGER_BIN to a Jaeger 2 program, put one on the PATH, or install Go 1.25 or newer.`;

/**
 * A Jaeger to test against: the program that JAEGER_BIN names, one on the PATH, or one that Go
 * installs into the cache (JAEGER_VERSION chooses which).
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
  const release = releases.find(({ version }) => version === (wanted ?? usualVersion));
  if (release === undefined) {
    const known = releases.map(({ version }) => version).join(", ");
    throw new Error(`JAEGER_VERSION=${wanted} is not known (there are: ${known}).`);
  }
  const isThere = canRun(join(folderOf(release), programName));
  if (!isThere && !findOnPath(process.platform === "win32" ? "go.exe" : "go")) {
    throw new Error(`There is no Jaeger, and no Go to install one with. ${advice}`);
  }
  const outcome = await install(release, say);
  const jaeger = "program" in outcome ? await asJaeger(outcome.program) : undefined;
  if (jaeger) return { ...jaeger, version: jaeger.version || release.version };
  const why = "problem" in outcome ? `cannot be installed:\n${outcome.problem}` : "does not run.";
  throw new Error(`Jaeger ${release.version} ${why}\n${advice}`);
}
