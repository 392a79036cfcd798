import { readFileSync } from "node:fs";
import { createContext, runInContext, runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basePathCandidates, findBasePath, pageNames } from "./base-path";

const html = readFileSync(new URL("../../index.html", import.meta.url), "utf8");

const known: readonly (readonly [pathname: string, base: string])[] = [
  ["/", "/"],
  ["/search", "/"],
  ["/search/", "/"],
  ["/trace/4bf92f3577b34da6a3ce929d0e0e4736", "/"],
  ["/trace/4bf92f35...4bf92f36", "/"],
  ["/trace/...4bf92f36", "/"],
  ["/trace/", "/"],
  ["/trace", "/"],
  ["/dependencies", "/"],
  ["/deep-dependencies", "/"],
  ["/monitor", "/"],
  ["/jaeger/ui/", "/jaeger/ui/"],
  ["/jaeger/ui/search", "/jaeger/ui/"],
  ["/jaeger/ui/trace/abc", "/jaeger/ui/"],
  ["/jaeger/ui/dependencies", "/jaeger/ui/"],
  ["/m/v2.20/trace/abc", "/m/v2.20/"],
  // A base path that is itself called like a page.
  ["/search/search", "/search/"],
  ["/tools/trace/search", "/tools/"],
  ["/tools/trace/trace/abc", "/tools/trace/"],
  ["/monitor/dependencies", "/monitor/"],
  // Not at the end of the path, so not the page.
  ["/search/tools/", "/search/tools/"],
  ["/research", "/"],
];

/** The bases that the inline script of index.html tries in turn, on a page at `pathname`. */
function basesOfInlineScript(pathname: string, written = "/"): readonly string[] {
  const script = /<script id="base-script">([\s\S]*?)<\/script>/.exec(html)?.[1];
  if (script === undefined) throw new Error("index.html has no base script");
  const tried: string[] = [];
  let href = written;
  let onError: ((event: unknown) => void) | undefined;
  let failed = false;
  const base = {
    getAttribute: () => href,
    setAttribute(_: string, value: string) {
      href = value;
      tried.push(value);
    },
  };
  const root = {
    hasChildNodes: () => false,
    appendChild() {
      failed = true;
    },
  };
  const page = {
    readyState: "complete",
    querySelector: () => base,
    querySelectorAll: () => [],
    addEventListener: () => undefined,
    getElementById: (id: string) =>
      id === "root" ? root : { content: { cloneNode: () => undefined } },
  };
  const view = {
    addEventListener(_: string, listener: (event: unknown) => void) {
      onError = listener;
    },
  };
  runInNewContext(script, { document: page, location: { pathname }, window: view });
  if (tried.length === 0) tried.push(href);
  for (let turn = 0; turn < 100 && !failed; turn += 1) {
    onError?.({ target: { tagName: "SCRIPT", hasAttribute: () => true } });
  }
  expect(failed).toBe(true);
  return tried;
}

describe("the base path", () => {
  it.each(known)("of %s is %s", (pathname, base) => {
    expect(findBasePath(pathname)).toBe(base);
  });

  it("of an unknown page may be its folder, itself, or any folder above", () => {
    expect(basePathCandidates("/jaeger/ui")).toEqual(["/jaeger/", "/jaeger/ui/", "/"]);
    expect(basePathCandidates("/a/b/c/")).toEqual(["/a/b/c/", "/a/b/", "/a/", "/"]);
    expect(basePathCandidates("/nowhere")).toEqual(["/", "/nowhere/"]);
  });

  it("is what stands before a page's name, for any prefix", () => {
    const segment = fc.stringMatching(/^[a-z0-9._-]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(segment, { maxLength: 4 }),
        fc.constantFrom(...pageNames),
        (dirs, name) => {
          const prefix = dirs.map((dir) => `/${dir}`).join("");
          // A folder called "trace" makes `trace/search` the page of a trace.
          fc.pre(dirs.at(-1) !== "trace");
          expect(findBasePath(`${prefix}/${name}`)).toBe(`${prefix}/`);
        },
      ),
    );
  });

  it("always begins and ends with a slash", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z/%.]{0,6}$/)), (parts) => {
        for (const candidate of basePathCandidates(`/${parts.join("/")}`)) {
          expect(candidate).toMatch(/^\/(.*\/)?$/);
        }
      }),
    );
  });
});

describe("the inline script of index.html", () => {
  it.each(known)("finds the same base for %s", (pathname, base) => {
    expect(basesOfInlineScript(pathname)[0]).toBe(base);
    expect(basesOfInlineScript(pathname)).toEqual(basePathCandidates(pathname));
  });

  it("agrees with the function on any path", () => {
    const part = fc.constantFrom("", "a", "ui", "search", "trace", "monitor", "%2F", "x...y");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const pathname = `/${parts.join("/")}`;
        expect(basesOfInlineScript(pathname)).toEqual(basePathCandidates(pathname));
      }),
    );
  });

  it("leaves alone a base that the server has written", () => {
    expect(basesOfInlineScript("/jaeger/ui/trace/abc", "/jaeger/")).toEqual(["/jaeger/"]);
  });

  it("stands before everything that is loaded by a relative address", () => {
    const script = html.indexOf('id="base-script"');
    expect(html.indexOf("<base ")).toBeLessThan(script);
    for (const relative of html.matchAll(/(?:src|href)="\.\//g)) {
      expect(relative.index).toBeGreaterThan(script);
    }
  });
});

describe("the markers that Jaeger replaces in index.html", () => {
  const markers = {
    config: /JAEGER_CONFIG *= *DEFAULT_CONFIG;/g,
    version: /JAEGER_VERSION *= *DEFAULT_VERSION;/g,
    storageCapabilities: /JAEGER_STORAGE_CAPABILITIES *= *DEFAULT_STORAGE_CAPABILITIES;/g,
    backendCapabilities: /JAEGER_BACKEND_CAPABILITIES *= *DEFAULT_BACKEND_CAPABILITIES;/g,
    base: /<base href="\/"/g,
    configScript: /^\s*\/\/\s*JAEGER_CONFIG_JS.*\n.*/gim,
  };

  it.each(Object.entries(markers))("has the marker for the %s once", (_, marker) => {
    expect(html.match(marker)).toHaveLength(1);
  });

  it("still runs when all of them are replaced", () => {
    const served = html
      .replace(markers.configScript, 'function UIConfig() { return { from: "script" }; }')
      .replace(markers.config, 'JAEGER_CONFIG = {"a":1};')
      .replace(markers.version, 'JAEGER_VERSION = {"gitVersion":"v2.20.0"};')
      .replace(
        markers.backendCapabilities,
        'JAEGER_BACKEND_CAPABILITIES = {"archiveStorage":true};',
      );
    const script = [...served.matchAll(/<script>([\s\S]*?)<\/script>/g)]
      .map((match) => match[1] ?? "")
      .find((text) => text.includes("JAEGER_VERSION"));
    const page = createContext({});
    runInContext(script ?? "", page);
    expect(runInContext("UIConfig()", page)).toEqual({ from: "script" });
    expect(page).toMatchObject({
      JAEGER_CONFIG: { a: 1 },
      JAEGER_VERSION: { gitVersion: "v2.20.0" },
      JAEGER_STORAGE_CAPABILITIES: null,
      JAEGER_BACKEND_CAPABILITIES: { archiveStorage: true },
    });
  });
});
