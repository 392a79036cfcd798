import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { gzippedSize, kB, pageFiles, pageLimits } from "./bundle-size.mjs";
import { ensureBrowser, noBrowserAdvice } from "./find-browser.mjs";
import { root, runTool } from "./run.mjs";

/** @typedef {import("./steps.mjs").Outcome} Outcome */

const cache = `${root}node_modules/.cache/spanwise`;

/** @param {boolean} ok @param {string} [note] @returns {Outcome} */
const one = (ok, note) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, ...(note ? { note } : {}) });

/**
 * The project's own scripts below a folder, tests included.
 * @param {string} folder
 * @param {RegExp} [which]
 * @returns {string[]} paths from the project's folder
 */
function sourceFiles(folder, which = /\.(ts|tsx|mjs)$/) {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => which.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
}

const folders = ["src", "e2e", "e2e-jaeger", "scripts"].filter((folder) =>
  existsSync(root + folder),
);
const allSources = () => folders.flatMap((folder) => sourceFiles(folder));

/** Types of everything, and proof that everything was read. */
export async function types() {
  const { code, output } = await runTool("typescript/bin/tsc", ["-p", ".", "--listFiles"], {
    capture: true,
  });
  const lines = output.split("\n");
  const isFile = (/** @type {string} */ line) => /^(\/|[A-Za-z]:[\\/])/.test(line);
  const read = new Set(lines.filter(isFile).map((line) => line.trim().replaceAll("\\", "/")));
  const missed = allSources().filter(
    (file) => ![...read].some((path) => path.endsWith(`/${file}`)),
  );
  const errors = lines.filter((line) => line !== "" && !isFile(line));
  if (errors.length > 0) console.log(errors.join("\n"));
  if (missed.length > 0) console.log(`Not read by the type checker: ${missed.join(", ")}`);
  return one(code === 0 && missed.length === 0, `${allSources().length} files`);
}

/** Lint rules, those that need types among them. */
export async function lint() {
  const { code, output } = await runTool(
    "oxlint/bin/oxlint",
    [
      "--type-aware",
      "--deny-warnings",
      "--report-unused-disable-directives",
      ...folders,
      "vite.config.ts",
    ],
    { capture: true },
  );
  const files = Number(/on (\d+) files? with \d+ rules/.exec(output)?.[1] ?? 0);
  const enough = files >= allSources().length;
  if (code !== 0 || !enough) console.log(output);
  if (!enough) console.log(`Only ${files} of ${allSources().length} files were linted.`);
  return one(code === 0 && enough, `${files} files`);
}

export async function format() {
  const { code, output } = await runTool("oxfmt/bin/oxfmt", ["--check", "."], { capture: true });
  const files = Number(/on (\d+) files?/.exec(output)?.[1] ?? 0);
  const enough = files >= allSources().length;
  if (code !== 0 || !enough) console.log(output);
  return one(code === 0 && enough, `${files} files`);
}

/** Exports, files and packages that nothing uses. */
export async function deadCode() {
  const { code, output } = await runTool("knip/bin/knip.js", ["--no-progress", "--debug"], {
    capture: true,
    env: { NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  // The count of files that it went through is only in its debugging output.
  const analysed = new Set(
    allSources().filter((file) => output.includes(`/${file}`) || output.includes(`'${file}'`)),
  );
  if (code !== 0) {
    const { output: plain } = await runTool("knip/bin/knip.js", ["--no-progress"], {
      capture: true,
    });
    console.log(plain);
  }
  const ok = code === 0 && analysed.size > 0;
  return one(ok, `${analysed.size} files`);
}

/** @param {string} path @returns {unknown} undefined when there is no such file or it is broken */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Counts of a tool that ended badly without saying which test did. @param {Outcome} outcome @param {number} code @returns {Outcome} */
const withExitCode = (outcome, code) =>
  code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;

export async function unit() {
  const report = `${cache}/unit.json`;
  rmSync(report, { force: true });
  const { code } = await runTool("vitest/vitest.mjs", [
    "run",
    "--reporter=dot",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const counts =
    /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, testResults: { status: string, assertionResults: unknown[] }[] } | undefined} */ (
      readJson(report)
    );
  if (!counts) return one(false, "no report");
  // A file that fails while it loads has no failed test in it, and counts as one.
  const broken = counts.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  return withExitCode(
    {
      passed: counts.numPassedTests,
      failed: counts.numFailedTests + broken,
      note:
        `${counts.testResults.length} files` +
        (counts.numPendingTests > 0 ? `, ${counts.numPendingTests} tests left out` : ""),
    },
    code,
  );
}

export async function buildStep() {
  return one((await build()).code === 0);
}

/** The weight of what is loaded before something can be seen, from the build that is there. */
export async function size() {
  const dist = `${root}dist`;
  const manifest = /** @type {Record<string, import("./bundle-size.mjs").Chunk> | undefined} */ (
    readJson(`${dist}/.vite/manifest.json`)
  );
  if (!manifest) {
    console.log("There is no build to weigh.");
    return one(false);
  }
  const weights = pageLimits.map(({ name, lazy, limit }) => {
    const files = pageFiles(manifest, lazy);
    const total = files.reduce((sum, file) => sum + gzippedSize(dist, file), 0);
    console.log(`   ${kB(total).padStart(9)}  ${name}, gzipped; at most ${kB(limit)}`);
    for (const file of files) console.log(`   ${kB(gzippedSize(dist, file)).padStart(9)}  ${file}`);
    return { name, files, total, isRight: total > 0 && total <= limit };
  });
  const early = new Set(weights.flatMap(({ files }) => files));
  const rest = readdirSync(`${dist}/static`)
    .map((name) => `static/${name}`)
    .filter((file) => file.endsWith(".js") && !early.has(file));
  for (const file of rest) {
    console.log(`   ${kB(gzippedSize(dist, file)).padStart(9)}  ${file} (loaded later)`);
  }
  return {
    passed: weights.filter(({ isRight }) => isRight).length,
    failed: weights.filter(({ isRight }) => !isRight).length,
    note: weights.map(({ name, total }) => `${name} ${kB(total)}`).join(", "),
  };
}

/** The tests in a browser, against the build that is there. */
export async function endToEnd() {
  const browser = await ensureBrowser();
  if (!browser) {
    console.log(noBrowserAdvice);
    return one(false, "no browser");
  }
  const report = `${cache}/e2e.json`;
  rmSync(report, { force: true });
  const { code } = await runTool("@playwright/test/cli.js", ["test", "--config", "e2e"], {
    env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const result =
    /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } } | undefined} */ (
      readJson(report)
    );
  if (!result) return one(false, "no report");
  const { expected, unexpected, flaky, skipped } = result.stats;
  const note = skipped > 0 ? `${skipped} left out` : "";
  // One that passes only when tried again has failed.
  return withExitCode(
    { passed: expected, failed: unexpected + flaky, ...(note ? { note } : {}) },
    code,
  );
}

/** The configuration in `deploy`, with a real nginx. */
export async function deploy() {
  return (await import("../deploy/suite.mjs")).testDeploy();
}

/**
 * The product over a real Jaeger.
 * @param {Promise<import("../jaeger/find-jaeger.mjs").Jaeger>} jaeger
 */
export async function jaeger(jaeger) {
  const { testJaeger } = await import("../jaeger/suite.mjs");
  return testJaeger({ say: (line) => console.log(line), jaeger });
}
