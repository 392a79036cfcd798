import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { root } from "../lib/run.mjs";

/** @typedef {import("./otlp.mjs").TracesData} TracesData */
/** @typedef {{ name: string, documents: TracesData[] }} CorpusFile */

const folder = join(root, "../shared/traces");
const folders = ["otlp", "large"];

/** Whether the collection of real traces is beside the project. */
export const hasCorpus = () => existsSync(folder);

/** Files that no receiver takes, since a count in them is below zero. @type {ReadonlySet<string>} */
export const refusedFiles = new Set(["otlp/jaeger-ui-otlp2jaeger-negative-counts.json"]);

/** @param {unknown} value @returns {value is TracesData} */
const isTracesData = (value) =>
  typeof value === "object" &&
  value !== null &&
  "resourceSpans" in value &&
  Array.isArray(value.resourceSpans);

/** The documents of a text: one, or one a line. @param {string} text @returns {unknown[]} */
function parseDocuments(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => /** @type {unknown} */ (JSON.parse(line)));
  }
}

/**
 * The OTLP JSON files of the collection of real traces beside the project. Where the collection is
 * missing: none, and an error in CI.
 * @returns {readonly CorpusFile[]}
 */
export function corpusFiles() {
  if (!hasCorpus()) {
    if (process.env["CI"]) throw new Error(`The traces that CI tests with are missing: ${folder}`);
    return [];
  }
  return folders.flatMap((part) =>
    readdirSync(join(folder, part))
      .filter((name) => /(^|\.)otlp\.json\.gz$|^(?!raw-).*\.(json|ndjson)$/.test(name))
      .toSorted()
      .flatMap((name) => {
        const bytes = readFileSync(join(folder, part, name));
        const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
        const documents = parseDocuments(text).filter(isTracesData);
        return documents.length > 0 ? [{ name: `${part}/${name}`, documents }] : [];
      }),
  );
}
