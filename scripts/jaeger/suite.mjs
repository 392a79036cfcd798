import { readFileSync, rmSync } from "node:fs";
import { root, runTool } from "../lib/run.mjs";

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
 * @param {{ browser: string, jaeger: import("./find-jaeger.mjs").Jaeger, filters: readonly string[] }} options
 *   filters: as Playwright's command line takes them; none is all
 * @returns {Promise<import("../lib/steps.mjs").Outcome>}
 */
export async function runSuite({ browser, jaeger, filters }) {
  rmSync(report, { force: true });
  const { code } = await runTool(
    "@playwright/test/cli.js",
    ["test", "--config", "e2e-jaeger", ...filters],
    {
      env: {
        CHROMIUM_PATH: browser,
        JAEGER_BIN: jaeger.program,
        SPANWISE_JAEGER_VERSION: jaeger.version,
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
