import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildIsFresh } from "./build.mjs";
import { pageFiles } from "./bundle-size.mjs";
import { browserPlaces } from "./find-browser.mjs";
import { stalePackages } from "./install.mjs";
import { nodeVersionProblem } from "./node-version.mjs";
import { listenProblem, parsePort } from "./serve.mjs";
import { median } from "./statistics.mjs";
import { chooseSteps, runSteps } from "./steps.mjs";

describe("Node's version", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("%s will do", (version) => {
    expect(nodeVersionProblem(version)).toBe("");
  });
  it.each(["20.18.3", "18.20.0", "0.10.48"])("%s is too old", (version) => {
    expect(nodeVersionProblem(version)).toContain(
      `needs Node 20.19 or newer, and this is Node ${version}`,
    );
  });
});

describe("installed packages", () => {
  const wanted = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/b": { version: "2.0.0", optional: true },
    },
  };
  it("are in place", () => {
    const extra = {
      "node_modules/a": { version: "1.0.0" },
      "node_modules/z": { version: "1.0.0" },
    };
    expect(stalePackages(wanted, { packages: extra })).toEqual([]);
  });
  it("are missing or of another version", () => {
    expect(stalePackages(wanted, {})).toEqual(["node_modules/a"]);
    expect(
      stalePackages(wanted, {
        packages: {
          "node_modules/a": { version: "0.9.0" },
          "node_modules/b": { version: "1.0.0" },
        },
      }),
    ).toEqual(["node_modules/a", "node_modules/b"]);
  });
});

describe("a build", () => {
  it("is fresh until a source changes or is deleted", () => {
    const project = mkdtempSync(join(tmpdir(), "spanwise-build-"));
    const at = (/** @type {string} */ path, /** @type {number} */ seconds) =>
      utimesSync(join(project, path), seconds, seconds);
    mkdirSync(join(project, "src/lib"), { recursive: true });
    writeFileSync(join(project, "src/lib/a.ts"), "");
    for (const path of ["src/lib/a.ts", "src/lib", "src"]) at(path, 1000);
    expect(buildIsFresh(project)).toBe(false);
    mkdirSync(join(project, "dist"));
    writeFileSync(join(project, "dist/index.html"), "");
    at("dist/index.html", 2000);
    expect(buildIsFresh(project)).toBe(true);
    at("src/lib/a.ts", 3000);
    expect(buildIsFresh(project)).toBe(false);
    at("src/lib/a.ts", 1000);
    rmSync(join(project, "src/lib/a.ts"));
    expect(buildIsFresh(project)).toBe(false);
    rmSync(project, { recursive: true });
  });
});

describe("what a page loads", () => {
  it("is the entry, the lazy parts it needs at once, and what they import", () => {
    const manifest = {
      "index.html": { file: "static/main.js", isEntry: true, imports: ["_shared.js"] },
      "_shared.js": { file: "static/shared.js" },
      "src/app/SearchPage.tsx": { file: "static/search.js", imports: ["_shared.js", "_form.js"] },
      "_form.js": { file: "static/form.js", imports: ["index.html"] },
      "src/app/TracePage.tsx": { file: "static/trace.js", imports: ["_canvas.js"] },
      "_canvas.js": { file: "static/canvas.js" },
      "src/i18n/en/index.ts": { file: "static/en.js" },
      "src/i18n/ru/index.ts": { file: "static/ru.js" },
      "style.css": { file: "static/style.css" },
    };
    expect(pageFiles(manifest, ["src/app/SearchPage", "src/i18n/en/"])).toEqual([
      "static/en.js",
      "static/form.js",
      "static/main.js",
      "static/search.js",
      "static/shared.js",
    ]);
    expect(() => pageFiles({}, [])).toThrow("no entry");
  });
});

describe("browsers", () => {
  it("are looked for on the path, then in usual places, then with Playwright", () => {
    const env = { PATH: ["/a", "/b"].join(delimiter) };
    const places = browserPlaces({ env, platform: "linux", playwright: "/pw/chrome" });
    const shell = [join("/a", "chromium-headless-shell"), join("/b", "chromium-headless-shell")];
    const chromium = [join("/a", "chromium"), join("/b", "chromium")];
    expect(places.slice(0, 4)).toEqual([...shell, ...chromium]);
    expect(browserPlaces({ env, platform: "linux", asUsed: true }).slice(0, 2)).toEqual(chromium);
    expect(places).toContain("/opt/google/chrome/chrome");
    expect(places.at(-1)).toBe("/pw/chrome");
  });
  it("are not looked for when one is named", () => {
    const env = { CHROMIUM_PATH: "/my/chrome", PATH: "/a" };
    expect(browserPlaces({ env, platform: "linux" })).toEqual(["/my/chrome"]);
  });
});

describe("steps", () => {
  const step = (/** @type {string} */ name, /** @type {() => Promise<any>} */ run) => ({
    name,
    title: name,
    run,
  });
  it("add up, and one that fails, throws or checks nothing does not stop the rest", async () => {
    /** @type {string[]} */
    const lines = [];
    const sum = await runSteps(
      [
        step("good", async () => ({ passed: 3, failed: 0, note: "2 files" })),
        step("bad", async () => ({ passed: 1, failed: 2 })),
        step("broken", () => Promise.reject(new Error("no such tool"))),
        step("empty", async () => ({ passed: 0, failed: 0 })),
        step("last", async () => ({ passed: 1, failed: 0 })),
      ],
      (line) => lines.push(line),
    );
    expect(sum).toEqual({ passed: 5, failed: 4 });
    expect(lines.join("\n")).toMatch(/good: 3 ok, 0 not ok; 2 files/);
    expect(lines.join("\n")).toMatch(/no such tool/);
    expect(lines.join("\n")).toMatch(/empty: 0 ok, 1 not ok; nothing was checked/);
  });
  it("can be chosen", () => {
    const steps = [{ name: "a" }, { name: "b" }, { name: "c" }];
    expect(chooseSteps(steps, [])).toEqual(steps);
    expect(chooseSteps(steps, ["--only", "c,a"])).toEqual([{ name: "a" }, { name: "c" }]);
    expect(chooseSteps(steps, ["--only=b"])).toEqual([{ name: "b" }]);
    expect(() => chooseSteps(steps, ["--only", "x"])).toThrow('no step "x" (there are: a, b, c)');
    expect(() => chooseSteps(steps, ["--all"])).toThrow("Usage");
    expect(() => chooseSteps(steps, ["--only"])).toThrow("Usage");
    const more = [...steps, { name: "d", extra: true }, { name: "e", extra: true }];
    expect(chooseSteps(more, [])).toEqual(steps);
    expect(chooseSteps(more, ["--with", "e"])).toEqual([...steps, { name: "e", extra: true }]);
    expect(chooseSteps(more, ["--only", "d"])).toEqual([{ name: "d", extra: true }]);
    expect(() => chooseSteps(more, ["--with", "x"])).toThrow('no step "x"');
  });
});

describe("where to listen", () => {
  it("reads the port", () => {
    expect(parsePort(undefined, 1)).toBe(1);
    expect(parsePort("8080", 1)).toBe(8080);
    expect(() => parsePort("http", 1)).toThrow("PORT has to be a number");
    expect(() => parsePort("70000", 1)).toThrow("PORT has to be a number");
  });
  it("says what to do when it cannot be had", () => {
    const busy = Object.assign(new Error("x"), { code: "EADDRINUSE" });
    expect(listenProblem(busy, 16_687, "localhost")).toContain("PORT=16688 npm start");
    const other = Object.assign(new Error("x"), { code: "EADDRNOTAVAIL" });
    expect(listenProblem(other, 1, "1.2.3.4")).toContain("HOST=1.2.3.4 is not an address");
  });
});

describe("figures", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])("the median of %j is %d", (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});
