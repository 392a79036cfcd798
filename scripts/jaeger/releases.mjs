/**
 * @typedef {object} Release
 * @property {string} version as the server states it
 * @property {string} module what Go's module proxy calls it
 * @property {"install" | "build"} by `go install` takes a module with no replacements in its
 *   go.mod; one that has them can only be built in its own folder
 */

const path = "github.com/jaegertracing/jaeger";

/** The releases that Go can install, in the order in which they are tried. @type {readonly Release[]} */
export const releases = [
  { version: "2.20.0", module: `${path}@798e4b0fcf22`, by: "install" },
  // Released as 1.76.0 and 2.13.0 in one: modules of version 2 have no versions of their own.
  { version: "2.13.0", module: `${path}@v1.76.0`, by: "build" },
];
