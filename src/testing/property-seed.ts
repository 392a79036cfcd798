import { readFileSync } from "node:fs";
import { expect } from "vitest";

/**
 * Runs before each test file. Whether a commit passes depends on the commit alone, so properties try
 * the same cases each time; `PROPERTY_SEED=random` tries new ones, and another number those of that
 * seed. What fails says its seed.
 */
const wanted = process.env["PROPERTY_SEED"] ?? "1";
const { testPath } = expect.getState();

// Most files have no properties, and need not wait for what they would be written with.
if (wanted !== "random" && testPath && readFileSync(testPath, "utf8").includes('"fast-check"')) {
  const fc = await import("fast-check");
  fc.configureGlobal({ seed: Number(wanted) });
}
