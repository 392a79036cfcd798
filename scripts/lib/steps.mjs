/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string} [note] what was covered: shown after the counts
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {boolean} [extra] run only when asked for
 * @property {() => Promise<Outcome>} run
 */

/**
 * The steps that `--only a,b` names; else all, with those of the extra ones that `--with c` names.
 * @template {{ name: string, extra?: boolean }} T
 * @param {readonly T[]} steps
 * @param {readonly string[]} args
 * @returns {T[]}
 * @throws {Error} that names what is not understood
 */
export function chooseSteps(steps, args) {
  if (args.length === 0) return steps.filter((step) => !step.extra);
  const [, option, joined] = /^--(only|with)(?:=(.*))?$/.exec(args[0] ?? "") ?? [];
  const text = joined ?? args[1];
  const known = steps.map((step) => step.name).join(", ");
  if (!option || !text) {
    throw new Error(`Usage: npm test -- [--only a,b | --with c]   (of: ${known})`);
  }
  const wanted = text.split(",").filter((name) => name !== "");
  for (const name of wanted) {
    if (!steps.some((step) => step.name === name)) {
      throw new Error(`There is no step "${name}" (there are: ${known})`);
    }
  }
  return steps.filter((step) => wanted.includes(step.name) || (option === "with" && !step.extra));
}

/**
 * Runs steps one after the other; one that fails does not keep the rest from running. Shows a
 * heading and the counts of each.
 * @param {readonly Step[]} steps
 * @param {(line: string) => void} say
 * @returns {Promise<Outcome>} the sums
 */
export async function runSteps(steps, say) {
  const sum = { passed: 0, failed: 0 };
  for (const step of steps) {
    say(`\n== ${step.title}`);
    const began = performance.now();
    const outcome = await step.run().catch((error) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return /** @type {Outcome} */ ({ passed: 0, failed: 1 });
    });
    // A step that checked nothing has not passed.
    const empty = outcome.passed + outcome.failed === 0;
    const failed = outcome.failed + (empty ? 1 : 0);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(
      `   ${step.name}: ${outcome.passed} ok, ${failed} not ok` +
        `${outcome.note ? `; ${outcome.note}` : ""}${empty ? "; nothing was checked" : ""} (${seconds} s)`,
    );
    sum.passed += outcome.passed;
    sum.failed += failed;
  }
  return sum;
}
