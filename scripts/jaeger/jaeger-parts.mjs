import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "../lib/run.mjs";

/** What stands in place of files of Jaeger's, at the same paths. */
const replacements = join(root, "scripts/jaeger/parts");
/** Packages that are replaced whole: they bring the clients of all databases with them. */
const replaced = ["cmd/jaeger/internal/extension/jaegerstorage", "internal/storage/v1/factory"];

/** Tells two states of the replacements apart: what was built of others is not what is wanted. */
export function partsDigest() {
  const hash = createHash("sha256").update(replaced.join("\0"));
  for (const name of readdirSync(replacements, { recursive: true, encoding: "utf8" }).toSorted()) {
    if (name.endsWith(".go"))
      hash.update(`\0${name}\0`).update(readFileSync(join(replacements, name)));
  }
  return hash.digest("hex").slice(0, 8);
}

/**
 * Copies the files below a folder. Those of Go's module cache are read-only, so their modes are left
 * behind.
 * @param {string} from
 * @param {string} to
 */
function copyFiles(from, to) {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith("_test.go")) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, source));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, readFileSync(source));
  }
}

/**
 * Makes the source of a Jaeger that takes OTLP, samples it, keeps it in memory and answers queries, and of
 * nothing else. What is left is as it was.
 * @param {string} module folder of Jaeger's module
 * @param {string} target a folder that is not there yet
 */
export function copyParts(module, target) {
  copyFiles(module, target);
  for (const folder of replaced) rmSync(join(target, folder), { recursive: true });
  copyFiles(replacements, target);
}
