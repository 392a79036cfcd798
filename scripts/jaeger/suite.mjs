import { readFileSync, rmSync } from "node:fs";
import { ensureBuilt } from "../lib/build.mjs";
import { ensureBrowser, noBrowserAdvice } from "../lib/find-browser.mjs";
import { root, runTool } from "../lib/run.mjs";
import { hasCorpus } from "./corpus.mjs";
import { findJaeger } from "./find-jaeger.mjs";
import { findInstrument } from "./find-python.mjs";

const report = `${root}node_modules/.cache/spanwise/jaeger.json`;

/** @returns {{ expected: number, unexpected: number, flaky: number, skipped: number } | undefined} */
function readStats() {
  try {
    return JSON.parse(readFileSync(report, "utf8")).stats;
  } catch {
    return undefined;
  }
}

/**
 * Runs the tests of `e2e-jaeger`.
 * @param {{ browser: string, jaeger: import("./find-jaeger.mjs").Jaeger, instrument: string | undefined, filters: readonly string[] }} options
 *   instrument: starts Python programs; undefined: there is no Python
 *   filters: as Playwright's command line takes them; none is all
 * @returns {Promise<import("../lib/steps.mjs").Outcome>}
 */
async function runSuite({ browser, jaeger, instrument, filters }) {
  rmSync(report, { force: true });
  const { code } = await runTool(
    "@playwright/test/cli.js",
    ["test", "--config", "e2e-jaeger", ...filters],
    {
      env: {
        CHROMIUM_PATH: browser,
        JAEGER_BIN: jaeger.program,
        SPANWISE_JAEGER_VERSION: jaeger.version,
        SPANWISE_PYTHON_INSTRUMENT: instrument ?? "",
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    },
  );
  const stats = readStats();
  if (!stats) return { passed: 0, failed: 1, note: "no report" };
  // One that passes only when tried again has failed.
  const failed = stats.unexpected + stats.flaky;
  const note = stats.skipped > 0 ? `, ${stats.skipped} left out` : "";
  return {
    passed: stats.expected,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    note: `Jaeger ${jaeger.version}${note}`,
  };
}

/**
 * Gets together what the tests of `e2e-jaeger` need, and runs them.
 * @param {object} options
 * @param {(line: string) => void} options.say
 * @param {readonly string[]} [options.filters] as `runSuite` takes them
 * @param {Promise<import("./find-jaeger.mjs").Jaeger>} [options.jaeger] one that is being installed
 *   already
 * @returns {Promise<import("../lib/steps.mjs").Outcome>}
 * @throws {Error} that says what is missing
 */
export async function testJaeger({ say, filters = [], jaeger: coming }) {
  if (!(await ensureBuilt())) throw new Error("There is no build to test.");
  const browser = await ensureBrowser();
  if (!browser) throw new Error(noBrowserAdvice);
  const jaeger = await (coming ?? findJaeger(say));
  say(`Jaeger ${jaeger.version || "(it does not say which)"}: ${jaeger.program}`);
  if (!hasCorpus()) say("The collection of real traces is not on this machine: left out.");
  const instrument = await findInstrument(say);
  return runSuite({ browser, jaeger, instrument, filters });
}
