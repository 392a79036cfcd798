// `npm run test:jaeger`: the tests that want a real Jaeger. Closes with "N passed, N failed".
import { requireNode } from "../lib/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("../lib/install.mjs");
const { runSteps } = await import("../lib/steps.mjs");
const { testJaeger } = await import("./suite.mjs");

const say = (/** @type {string} */ line) => console.log(line);

let sum = { passed: 0, failed: 1 };
if (await ensureInstalled()) {
  const filters = process.argv.slice(2);
  const run = () => testJaeger({ say, filters });
  sum = await runSteps([{ name: "jaeger", title: "Tests with a real Jaeger", run }], say);
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
