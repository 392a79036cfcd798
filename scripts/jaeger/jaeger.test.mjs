import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { cacheFolder, findOnPath, readVersion, worthATry } from "./find-jaeger.mjs";
import { jaegerConfig } from "./jaeger-config.mjs";
import { otlpParts } from "./otlp.mjs";

/** @type {string[]} */
const folders = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "spanwise-test-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("finding a Jaeger", () => {
  it("takes the first program on the PATH that can be run", () => {
    const [plain, first, second] = [newFolder(), newFolder(), newFolder()];
    for (const folder of [plain, first, second]) writeFileSync(join(folder, "jaeger"), "");
    for (const folder of [first, second]) chmodSync(join(folder, "jaeger"), 0o755);
    const path = ["", plain, first, second].join(delimiter);
    expect(findOnPath("jaeger", path)).toBe(join(first, "jaeger"));
    expect(findOnPath("jaeger", plain)).toBeUndefined();
  });

  it("reads the version as the program prints it", () => {
    const printed = '{"gitCommit":"798e4b0","gitVersion":"v2.20.0","buildDate":"2026-07-19"}\n';
    expect(readVersion(printed)).toBe("2.20.0");
    expect(readVersion('{"gitCommit":"","gitVersion":"","buildDate":""}')).toBe("");
    expect(readVersion("command not found")).toBe("");
  });

  it("asks again for a release that could not be had only after a day, or where there is no other", () => {
    const cache = newFolder();
    /** @type {import("./releases.mjs").Release[]} */
    const releases = ["2.20.0", "2.13.0"].map((version) => ({ version, module: "", by: "build" }));
    const versions = (/** @type {number} */ nowMs) =>
      worthATry(releases, nowMs, cache).map(({ version }) => version);
    for (const { version } of releases) mkdirSync(join(cache, `jaeger-${version}`));
    const failure = join(cache, "jaeger-2.20.0", "failure.txt");
    writeFileSync(failure, "403 Forbidden");
    utimesSync(failure, 1_000_000, 1_000_000);
    expect(versions(1_000_001_000)).toEqual(["2.20.0", "2.13.0"]);
    const program = join(cache, "jaeger-2.13.0", "jaeger");
    writeFileSync(program, "");
    chmodSync(program, 0o755);
    expect(versions(1_000_001_000)).toEqual(["2.13.0"]);
    expect(versions(1_000_001_000 + 24 * 3_600_000)).toEqual(["2.20.0", "2.13.0"]);
  });

  it("keeps what it builds outside the project", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: "/caches" })).toBe(join("/caches", "spanwise"));
    expect(cacheFolder({})).toMatch(/\.cache.spanwise$/);
  });
});

describe("the configuration", () => {
  const addresses = {
    query: "127.0.0.1:1",
    queryGrpc: "127.0.0.1:2",
    otlp: "127.0.0.1:3",
    otlpGrpc: "127.0.0.1:4",
  };

  it("listens on the loopback address alone", () => {
    const text = jaegerConfig({ ...addresses, basePath: "", assetsPath: undefined });
    const endpoints = [...text.matchAll(/"endpoint": "([^"]+)"/g)].map(([, endpoint]) => endpoint);
    expect(new Set(endpoints)).toEqual(new Set(Object.values(addresses)));
    expect(text).not.toMatch(/base_path|assets_path/);
  });

  it("serves a page of its own below a base path", () => {
    const text = jaegerConfig({ ...addresses, basePath: "/a/b", assetsPath: "/dist" });
    expect(JSON.parse(text).extensions.jaeger_query).toMatchObject({
      base_path: "/a/b",
      ui: { assets_path: "/dist" },
    });
  });
});

describe("OTLP in parts", () => {
  const resources = fc.array(
    fc.record({
      resource: fc.record({ id: fc.nat(9) }),
      scopeSpans: fc.array(
        fc.record({
          scope: fc.record({ name: fc.string({ maxLength: 4 }) }),
          spans: fc.array(fc.record({ name: fc.string({ maxLength: 9 }), id: fc.uuid() })),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 5 },
  );

  /** Each span beside its resource and scope. @param {any[]} some */
  const spansOf = (some) =>
    some.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap((/** @type {any} */ { scope, spans }) =>
        spans.map((/** @type {any} */ span) => JSON.stringify([resource, scope, span])),
      ),
    );

  it("keeps every span once, in its place, in parts within the limit", () => {
    fc.assert(
      fc.property(resources, fc.integer({ min: 200, max: 2000 }), (resourceSpans, limit) => {
        const parts = [...otlpParts({ resourceSpans }, limit)];
        const again = parts.flatMap((part) => JSON.parse(part).resourceSpans);
        expect(spansOf(again)).toEqual(spansOf(resourceSpans));
        for (const part of parts) {
          expect(part.length <= limit || spansOf(JSON.parse(part).resourceSpans).length <= 1).toBe(
            true,
          );
        }
      }),
    );
  });
});
