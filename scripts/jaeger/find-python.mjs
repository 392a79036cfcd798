import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "../lib/run.mjs";
import { cacheFolder, findOnPath } from "./find-jaeger.mjs";

/** What the service in Python is made of: a web framework, and what instruments it by itself. */
const packages = [
  "flask==3.1.2",
  "opentelemetry-distro==0.59b0",
  "opentelemetry-exporter-otlp-proto-http==1.38.0",
  "opentelemetry-instrumentation-flask==0.59b0",
];

/**
 * The program that starts a Python program under automatic instrumentation, in an environment of its
 * own that is made once, in the cache. Undefined where there is no Python that can make it: said in
 * plain words, and in CI an error.
 * @param {(line: string) => void} say
 * @returns {Promise<string | undefined>}
 */
export async function findInstrument(say) {
  const environment = join(cacheFolder(), `python-${packages[1]?.split("==")[1]}`);
  const instrument = join(environment, "bin", "opentelemetry-instrument");
  if (existsSync(instrument)) return instrument;
  const problem = findOnPath("python3")
    ? await install(environment)
    : "There is no python3 on the PATH.";
  if (problem === undefined) return instrument;
  rmSync(environment, { recursive: true, force: true });
  const words = `The service in Python is left out. ${problem}`;
  if (process.env["CI"]) throw new Error(words);
  say(words);
  return undefined;
}

/** @param {string} environment @returns {Promise<string | undefined>} what went wrong */
async function install(environment) {
  const options = { capture: true, timeoutMs: 10 * 60_000 };
  const made = await run("python3", ["-m", "venv", environment], options);
  if (made.code !== 0) return `It cannot make an environment:\n${made.output.trim()}`;
  const pip = join(environment, "bin", "pip");
  const quiet = ["install", "--quiet", "--disable-pip-version-check"];
  const installed = await run(pip, [...quiet, ...packages], options);
  const last = installed.output.trim().split("\n").slice(-4).join("\n");
  return installed.code === 0 ? undefined : `Its packages cannot be installed:\n${last}`;
}
