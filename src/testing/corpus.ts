import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** Real traces and cases with expected results, beside the project where they are available. */
const corpusFolder = resolve(process.cwd(), "../shared/traces");

/** The paths of all files of the corpus; none where it is missing. */
export function corpusFiles(): string[] {
  if (!existsSync(corpusFolder)) return [];
  return readdirSync(corpusFolder, { encoding: "utf8", recursive: true }).sort();
}

/** Reads a file of the corpus, by its path in it. */
export function readCorpus(path: string): Buffer {
  return readFileSync(join(corpusFolder, path));
}

/** The cases of a file of the corpus; the tests that use them say what shape they have. */
export function readCases<T>(name: string): T {
  return JSON.parse(readCorpus(`cases/${name}`).toString("utf8")) as T;
}

/**
 * A group of tests over the corpus. Where the folder is missing the group says that it is left
 * out; in CI it fails, so that nobody takes silence for success.
 */
export function describeCorpus(name: string, body: () => void): void {
  const isThere = existsSync(corpusFolder);
  describe(`${name}`, () => (isThere ? body() : leaveOut()));
}

function leaveOut(): void {
  test("is left out: the corpus is not on this machine", () => {
    expect(process.env["CI"], "the corpus has to be there in CI").not.toBe("true");
  });
}
