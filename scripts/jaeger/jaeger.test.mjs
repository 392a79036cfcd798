import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { cacheFolder, findOnPath, readVersion } from "./find-jaeger.mjs";
import { jaegerConfig } from "./jaeger-config.mjs";
import { copyParts } from "./jaeger-parts.mjs";
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

  it("keeps what it builds outside the project", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: "/caches" })).toBe(join("/caches", "spanwise"));
    expect(cacheFolder({})).toMatch(/\.cache.spanwise$/);
  });
});

describe("the parts of Jaeger that the tests need", () => {
  it("take the place of what they are built without, and leave the rest as it was", () => {
    const [module, folder] = [newFolder(), newFolder()];
    const was = (/** @type {string} */ path) => {
      mkdirSync(join(module, path, ".."), { recursive: true });
      writeFileSync(join(module, path), "as it was", { mode: 0o444 });
    };
    was("go.mod");
    was("cmd/jaeger/internal/components.go");
    was("cmd/jaeger/internal/command.go");
    was("cmd/jaeger/internal/command_test.go");
    was("cmd/jaeger/internal/extension/jaegerstorage/config.go");
    was("internal/storage/v1/factory/config.go");
    chmodSync(join(module, "internal/storage/v1/factory"), 0o555);
    const target = join(folder, "source");
    copyParts(module, target);
    chmodSync(join(module, "internal/storage/v1/factory"), 0o755);
    const read = (/** @type {string} */ path) =>
      existsSync(join(target, path)) ? readFileSync(join(target, path), "utf8") : undefined;
    expect(read("go.mod")).toBe("as it was");
    expect(read("cmd/jaeger/internal/command.go")).toBe("as it was");
    expect(read("cmd/jaeger/internal/command_test.go")).toBeUndefined();
    expect(read("cmd/jaeger/internal/components.go")).toMatch(/^package internal$/m);
    expect(read("cmd/jaeger/internal/extension/jaegerstorage/config.go")).toBeUndefined();
    expect(read("internal/storage/v1/factory/config.go")).toBeUndefined();
    expect(read("internal/storage/v1/factory/factory.go")).toMatch(/^package storage$/m);
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
