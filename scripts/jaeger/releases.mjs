/**
 * @typedef {object} Release
 * @property {string} version as the server states it
 * @property {string} module what Go's module proxy calls it
 * @property {"install" | "parts"} by the whole of it by `go install`, which takes no module with
 *   replacements in its go.mod; or the parts that the tests need, built in a copy of the module
 */

const path = "github.com/jaegertracing/jaeger";

/** The releases that Go can install. @type {readonly Release[]} */
export const releases = [
  { version: "2.20.0", module: `${path}@798e4b0fcf22`, by: "install" },
  // Released as 1.76.0 and 2.13.0 in one: modules of version 2 have no versions of their own.
  { version: "2.13.0", module: `${path}@v1.76.0`, by: "parts" },
];

/** The one that is taken where none is asked for: always the same, and had in a few minutes. */
export const usualVersion = "2.13.0";
