import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { debt, edgeProblem, layers, lintPattern, standsOn, type Layer } from "./import-table";

const project = join(dirname(fileURLToPath(import.meta.url)), "../..");
const src = join(project, "src");

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    name.replaceAll("\\", "/"),
  );
const modules = filesBelow(src).filter((name) => /\.tsx?$/.test(name));
const textOf = (module: string): string => readFileSync(join(src, module), "utf8");

/** Everything that a module names as an import: static, re-exported, dynamic, of types, a worker. */
function specifiers(name: string, text: string): string[] {
  const { module, errors } = parseSync(name, text);
  if (errors.length > 0) throw new Error(`${name} cannot be parsed: ${errors[0]?.message}`);
  const found = module.staticImports.map((one) => one.moduleRequest.value);
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) found.push(moduleRequest.value);
  }
  // The parser gives the place of a dynamic import, and nothing of `import("x").T` and of workers.
  const others =
    /\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?["']([^"']+)["']|new URL\(\s*["']([^"']+)["']\s*,\s*import\.meta\.url/g;
  for (const match of text.matchAll(others)) found.push(match[1] ?? match[2] ?? "");
  return found;
}

/** The file that a specifier means, as a path below `src`; undefined for packages. */
function resolve(from: string, specifier: string): string | undefined {
  const path = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? posix.join(posix.dirname(from), specifier)
      : undefined;
  if (path === undefined) return undefined;
  const plain = path.replace(/\?.*$/, "");
  const candidates = [plain, `${plain}.ts`, `${plain}.tsx`, `${plain}/index.ts`];
  return candidates.find((file) => /\.\w+$/.test(file) && existsSync(join(src, file))) ?? plain;
}

const edges = modules.flatMap((from) =>
  specifiers(from, textOf(from)).flatMap((specifier) => {
    const to = resolve(from, specifier);
    return to === undefined || to.startsWith("..") ? [] : [{ from, to }];
  }),
);

describe("imports follow the table", () => {
  it("sees every module", () => {
    // Counted a second time by other means: a walk that misses modules finds no fault in them.
    const known = import.meta.glob("/src/**/*.{ts,tsx}");
    expect(modules.length).toBeGreaterThanOrEqual(Object.keys(known).length);
    expect(modules.length).toBeGreaterThan(0);
  });

  it("sees the imports of a module in all their forms", () => {
    const text = `import type { A } from "@/model/a"; import "./b"; export * from "../c";
      export { d } from "@/lib/d"; const e = () => IMPORT("@/app/e"); type F = IMPORT("./f").F;
      new Worker(new IMPORT_URL("./g.worker.ts", import.meta.url), { type: "module" });`;
    // Written so that this very module does not seem to import them.
    const real = text.replaceAll("IMPORT_URL", "URL").replaceAll("IMPORT", "import");
    const found = specifiers("x.ts", real);
    expect(found.toSorted()).toEqual(
      ["@/app/e", "@/lib/d", "@/model/a", "../c", "./b", "./f", "./g.worker.ts"].toSorted(),
    );
  });

  it("misses no import line", () => {
    const lines = modules.flatMap((module) => [
      ...textOf(module).matchAll(/^(?:import|export)\b[^;"'`]*?\bfrom "(@\/|\.)/gm),
    ]);
    expect(edges.length).toBeGreaterThanOrEqual(lines.length);
  });

  it("has no edge outside the table", () => {
    const problems = edges.flatMap(({ from, to }) => {
      const problem = edgeProblem(from, to);
      return problem === "" ? [] : [{ edge: `${from} -> ${to}`, problem }];
    });
    expect(problems.filter(({ edge }) => !debt.includes(edge))).toEqual([]);
    expect(debt.filter((edge) => !problems.some((one) => one.edge === edge))).toEqual([]);
    expect(debt.length).toBe(0);
  });

  it("points at files that exist", () => {
    expect(edges.filter(({ to }) => !existsSync(join(src, to)))).toEqual([]);
  });

  it.each([
    ["lib/a.ts", "model/b.ts", "lib does not import model"],
    ["model/a.ts", "lib/b.ts", ""],
    ["ingest/a.ts", "derive/b.ts", "ingest does not import derive"],
    ["backend/a.ts", "engine/trace-engine.ts", "backend does not import engine"],
    ["queries/a.ts", "engine/worker-engine.ts", "queries knows the engine by its interface alone"],
    ["queries/a.ts", "engine/trace-engine.ts", ""],
    ["queries/a.test.ts", "engine/in-process-engine.ts", ""],
    ["features/x/a.ts", "features/y/b.ts", "features do not import each other"],
    ["features/x/a.ts", "features/x/b.ts", ""],
    ["features/x/a.ts", "backend/b.ts", "features does not import backend"],
    ["features/x/a.test.ts", "backend/b.ts", ""],
    ["derive/a.test.ts", "ingest/b.ts", "derive does not import ingest"],
    ["app/a.ts", "engine/engine.worker.ts", "a worker is started, not imported"],
    ["app/a.ts", "testing/b.ts", "only tests import testing"],
    ["model/a.test.ts", "testing/b.ts", ""],
    ["main.tsx", "app/a.ts", ""],
    ["stray/a.ts", "lib/b.ts", "stray/a.ts is in a folder that the table does not have"],
  ])("%s -> %s: %s", (from, to, problem) => {
    expect(edgeProblem(from, to)).toBe(problem);
  });

  it("has no circle in itself", () => {
    expect(layers.filter((layer) => standsOn(layer).has(layer))).toEqual([]);
  });

  it("is what the linter enforces", () => {
    interface Override {
      readonly files: readonly string[];
      readonly rules: Readonly<Record<string, unknown>>;
    }
    const text = readFileSync(join(project, ".oxlintrc.json"), "utf8").replaceAll(
      /^\s*\/\/.*$/gm,
      "",
    );
    const { overrides } = JSON.parse(text) as { readonly overrides: readonly Override[] };
    const patternFor = (layer: Layer): unknown => {
      const one = overrides.find(
        ({ files, rules }) => files.includes(`src/${layer}/**`) && "no-restricted-imports" in rules,
      );
      return (
        one?.rules["no-restricted-imports"] as [string, { patterns: { regex: string }[] }]
      )?.[1].patterns[0]?.regex;
    };
    const checked = layers.filter((layer) => layer !== "testing" && layer !== "styles");
    expect(checked.map((layer) => [layer, patternFor(layer)])).toEqual(
      checked.map((layer) => [layer, lintPattern(layer)]),
    );
  });
});

describe("habits", () => {
  it("asks for frames in one module", () => {
    const asking = modules.filter(
      (module) => !module.includes(".test.") && /\brequestAnimationFrame\b/.test(textOf(module)),
    );
    expect(asking).toEqual(["canvas/frame-scheduler.ts"]);
  });

  it("waits for events in the browser's tests, never for time", () => {
    const folder = join(project, "e2e");
    const specs = filesBelow(folder).filter((name) => /\.(ts|mjs)$/.test(name));
    expect(specs.length).toBeGreaterThan(0);
    const sleeping = specs.filter((name) =>
      /waitForTimeout|networkidle/.test(readFileSync(join(folder, name), "utf8")),
    );
    expect(sleeping).toEqual([]);
  });

  it("explains every folder in a short README", () => {
    const below = (folder: string) =>
      readdirSync(join(src, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => posix.join("src", folder, entry.name));
    const folders = [...below("."), ...below("features"), "scripts", "e2e"];
    const lengths = folders.map((folder) => {
      const readme = join(project, folder, "README.md");
      return [folder, existsSync(readme) ? readFileSync(readme, "utf8").split("\n").length : 0];
    });
    expect(lengths.filter(([, lines]) => Number(lines) === 0 || Number(lines) > 31)).toEqual([]);
  });
});
