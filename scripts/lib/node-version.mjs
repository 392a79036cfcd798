// Read by versions of Node that are too old for the rest, so: no syntax younger than Node 14.

/** The oldest Node that the tools in use run on; the same as "engines" in package.json. */
const oldestMajor = 20;
const oldestMinor = 19;

/**
 * Says what to do about a Node that is too old, or "" when it will do.
 * @param {string} version as `process.versions.node` has it
 */
export function nodeVersionProblem(version) {
  const parts = version.split(".").map(Number);
  const major = parts[0] || 0;
  const minor = parts[1] || 0;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return "";
  return (
    "Spanwise needs Node " +
    oldestMajor +
    "." +
    oldestMinor +
    " or newer, and this is Node " +
    version +
    ".\nInstall a current Node from https://nodejs.org (or with your version manager) and try again."
  );
}

/** Ends the process with words when Node is too old. */
export function requireNode() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem === "") return;
  console.error(problem);
  process.exit(1);
}
