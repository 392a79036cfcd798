/**
 * Which folder of `src` may import which: the architecture, as data. `import-graph.test.ts` holds
 * the code to it, and the lint configuration to the patterns that `lintPattern` makes of it.
 */

/** What each layer may import besides itself. */
export const importTable = {
  lib: [],
  model: ["lib"],
  widgets: ["lib"],
  canvas: ["lib"],
  i18n: ["lib"],
  styles: [],
  ingest: ["model", "lib"],
  derive: ["model", "lib"],
  engine: ["ingest", "derive", "model", "lib"],
  backend: ["model", "lib"],
  state: ["model", "canvas", "lib"],
  queries: ["backend", "engine", "model", "lib", "state"],
  "trace-ui": ["widgets", "canvas", "model", "lib", "i18n", "state"],
  features: [
    "trace-ui",
    "queries",
    "state",
    "engine",
    "derive",
    "i18n",
    "canvas",
    "widgets",
    "model",
    "lib",
  ],
  app: [
    "features",
    "trace-ui",
    "queries",
    "state",
    "backend",
    "engine",
    "ingest",
    "derive",
    "i18n",
    "styles",
    "canvas",
    "widgets",
    "model",
    "lib",
  ],
  testing: ["model", "ingest", "derive", "engine", "canvas", "lib"],
} as const satisfies Record<string, readonly string[]>;

export type Layer = keyof typeof importTable;

export const layers = Object.keys(importTable) as readonly Layer[];

/** Layers that know the engine by its interface alone. */
const interfaceOnly: readonly Layer[] = ["queries", "features"];
const engineInterface = "engine/trace-engine";

/**
 * Edges that break the table and wait to be mended, as "from -> to". The list may only grow
 * shorter.
 */
export const debt: readonly string[] = [];

/** The layer of a module given by its path below `src`; modules at the top belong to `app`. */
function layerOf(module: string): Layer | undefined {
  const slash = module.indexOf("/");
  if (slash < 0) return "app";
  const folder = module.slice(0, slash);
  return layers.find((layer) => layer === folder);
}

/** The layers that a layer imports, that those import, and so on. */
export function standsOn(layer: Layer, found = new Set<Layer>()): ReadonlySet<Layer> {
  for (const next of importTable[layer]) {
    if (!found.has(next)) standsOn(next, found.add(next));
  }
  return found;
}

const isTest = (module: string): boolean => /\.test\.tsx?$/.test(module);
const isWorker = (module: string): boolean => /\.worker(\.ts)?$/.test(module);
const featureOf = (module: string): string => module.split("/")[1] ?? "";

/**
 * Says why one module may not import another, or "" when it may. Both are paths below `src`.
 * A test may import `testing` and all that its layer stands on, at first hand or not; the tests in
 * `testing` join layers that do not know each other, and may import anything.
 */
export function edgeProblem(from: string, to: string): string {
  const source = layerOf(from);
  const target = layerOf(to);
  if (source === undefined) return `${from} is in a folder that the table does not have`;
  if (target === undefined) return `${to} is in a folder that the table does not have`;
  if (source === "testing" && isTest(from)) return "";
  if (source === target) {
    return source === "features" && featureOf(from) !== featureOf(to)
      ? "features do not import each other"
      : "";
  }
  if (target === "testing") return isTest(from) ? "" : "only tests import testing";
  const allowed: readonly string[] = importTable[source];
  if (isTest(from) && standsOn(source).has(target)) return "";
  if (!allowed.includes(target)) return `${source} does not import ${target}`;
  if (isWorker(to)) return "a worker is started, not imported";
  if (target === "engine" && interfaceOnly.includes(source) && !to.startsWith(engineInterface)) {
    return `${source} knows the engine by its interface alone`;
  }
  return "";
}

/** A regular expression for the import paths that a layer's modules must not use. */
export function lintPattern(layer: Layer): string {
  const allowed: readonly string[] = importTable[layer];
  const forbidden = layers.filter(
    // A feature's own modules are imported with "./", so that "@/features" is another feature.
    (other) => (other !== layer || layer === "features") && !allowed.includes(other),
  );
  return `^(@/|(\\.\\./)+)(${forbidden.toSorted().join("|")})(/|$)`;
}
