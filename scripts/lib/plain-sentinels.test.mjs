import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { withPlainSentinels } from "./plain-sentinels.mjs";

const folder = dirname(createRequire(import.meta.url).resolve("react-dom/package.json"));
const code = readFileSync(join(folder, "cjs/react-dom-client.production.js"), "utf8");

test("what React DOM throws to itself is made without a stack", () => {
  const changed = withPlainSentinels(code);
  expect(changed.match(/ = Object\.create\(Error\.prototype/g)).toHaveLength(5);
  // None is left that is made as the program is evaluated: those in functions are indented.
  expect(changed).not.toMatch(/^(?:var | {2})\w+ = Error\(/m);
});

test("it is an error all the same, with its message", () => {
  const source = withPlainSentinels("var OneException = Error(formatProdErrorMessage(460));");
  const context = { formatProdErrorMessage: (/** @type {number} */ number) => `number ${number}` };
  const sentinel = runInNewContext(
    `${source} OneException instanceof Error && OneException`,
    context,
  );
  expect(sentinel.message).toBe("number 460");
  expect(sentinel.stack).toBeUndefined();
});
