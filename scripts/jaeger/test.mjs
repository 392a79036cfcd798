// `npm run test:jaeger`: the tests that want a real Jaeger. Closes with "N passed, N failed".
import { requireNode } from "../lib/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("../lib/install.mjs");
const { runSteps } = await import("../lib/steps.mjs");
const { ensureBuilt } = await import("../lib/build.mjs");
const { ensureBrowser, noBrowserAdvice } = await import("../lib/find-browser.mjs");
const { findJaeger } = await import("./find-jaeger.mjs");
const { hasCorpus } = await import("./corpus.mjs");
const { runSuite } = await import("./suite.mjs");

const say = (/** @type {string} */ line) => console.log(line);

/** Everything that the tests need, or an error that says what is missing. */
async function prepare() {
  if (!(await ensureBuilt())) throw new Error("There is no build to test.");
  const browser = await ensureBrowser();
  if (!browser) throw new Error(noBrowserAdvice);
  const jaeger = await findJaeger(say);
  say(`Jaeger ${jaeger.version || "(it does not say which)"}: ${jaeger.program}`);
  if (!hasCorpus()) say("The collection of real traces is not on this machine: left out.");
  return { browser, jaeger };
}

let sum = { passed: 0, failed: 1 };
if (await ensureInstalled()) {
  const filters = process.argv.slice(2);
  const run = async () => runSuite({ ...(await prepare()), filters });
  sum = await runSteps([{ name: "jaeger", title: "Tests with a real Jaeger", run }], say);
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
