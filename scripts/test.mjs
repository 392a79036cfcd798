// `npm test`: everything that has to hold, from a fresh clone. Closes with "N passed, N failed".
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const { ensureInstalled } = await import("./lib/install.mjs");
const { chooseSteps, runSteps } = await import("./lib/steps.mjs");
const checks = await import("./lib/checks.mjs");
const { findJaeger } = await import("./jaeger/find-jaeger.mjs");

/** @type {readonly import("./lib/steps.mjs").Step[]} */
const steps = [
  { name: "types", title: "Types", run: checks.types },
  { name: "lint", title: "Lint", run: checks.lint },
  { name: "format", title: "Format", run: checks.format },
  { name: "dead-code", title: "Dead code", run: checks.deadCode },
  { name: "unit", title: "Unit and property tests", run: checks.unit },
  { name: "build", title: "Production build", run: checks.buildStep },
  { name: "size", title: "Size of the pages", run: checks.size },
  { name: "e2e", title: "End-to-end tests", run: checks.endToEnd },
  // Wants nginx, so it is run when asked for, and by continuous integration.
  { name: "deploy", title: "Served by nginx", extra: true, run: checks.deploy },
  // Wants a Jaeger, which is built where there is none.
  { name: "jaeger", title: "With a real Jaeger", extra: true, run: () => checks.jaeger(jaeger) },
];

/** @type {import("./lib/steps.mjs").Step[]} */
let chosen;
try {
  chosen = chooseSteps(steps, process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}

/** Begun at once: where it has to be built, that goes on beside the other steps. */
const jaeger = chosen.some(({ name }) => name === "jaeger")
  ? findJaeger((line) => console.log(line))
  : Promise.reject(new Error("No Jaeger was asked for"));
// Whoever waits for it is told.
jaeger.catch(() => undefined);

let sum = { passed: 0, failed: 1 };
if (await ensureInstalled()) sum = await runSteps(chosen, (line) => console.log(line));
console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
