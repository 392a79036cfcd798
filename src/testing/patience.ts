import { readFileSync } from "node:fs";
import { expect } from "vitest";

/**
 * Runs before each test file. On a busy machine a page takes its time, and no test depends on how
 * long: what is waited for may come late, and only what never comes is to fail.
 */
const { testPath } = expect.getState();

// Most files render nothing, and need not wait for what they would do it with.
if (testPath && readFileSync(testPath, "utf8").includes('"@testing-library/react"')) {
  const { configure } = await import("@testing-library/react");
  configure({ asyncUtilTimeout: 20_000 });
}
