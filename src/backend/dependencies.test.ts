import { describe, expect, it } from "vitest";
import type { SearchQuery } from "@/model/search-query";
import type { BackendKind } from "./backend";
import { createJaegerBackend } from "./jaeger-backend";
import { createLocalBackend } from "./local";

const query: SearchQuery = {
  service: "a",
  attributes: {},
  startUnixMicro: 1_768_228_200_000_000,
  endUnixMicro: 1_768_231_800_000_000,
  limit: 20,
};

function jaeger(kind: BackendKind, answer: unknown = {}) {
  const asked: URL[] = [];
  const backend = createJaegerBackend({
    baseUrl: "https://example.test/ui/",
    info: { kind, version: "", searchesAllServices: true },
    reader: { summarise: async () => [] },
    fetch: async (url) => {
      asked.push(new URL(url));
      return new Response(JSON.stringify(answer));
    },
  });
  return { backend, asked };
}

describe("the whole traces of a search", () => {
  const pathOf = (kind: BackendKind, changes: Partial<SearchQuery> = {}): string | undefined => {
    const source = jaeger(kind).backend.tracesSource?.({ ...query, ...changes });
    return source?.kind === "request" ? new URL(source.request.url).pathname : undefined;
  };

  it("come from v3 wherever it heeds the whole search, else from v1", () => {
    const attributes = { "http.route": "/x" };
    expect(pathOf("jaeger-v3")).toBe("/ui/api/v3/traces");
    expect(pathOf("jaeger-v3", { attributes })).toBe("/ui/api/v3/traces");
    expect(pathOf("jaeger-v3-without-summaries")).toBe("/ui/api/v3/traces");
    expect(pathOf("jaeger-v3-without-summaries", { attributes })).toBe("/ui/api/traces");
    expect(pathOf("jaeger-v1")).toBe("/ui/api/traces");
  });

  it("need a search of a server, and none of what is held here", () => {
    expect(jaeger("jaeger-v3").backend.tracesSource?.(undefined)).toBeUndefined();
    const library = {
      searchLibrary: () => Promise.reject(new Error()),
      libraryServices: async () => [],
      libraryOperations: async () => [],
    };
    const local = createLocalBackend("files", library, { libraryId: "l", summaries: [] });
    expect(local.tracesSource?.(undefined)).toEqual({ kind: "library", libraryId: "l" });
    expect(local.tracesSource?.(query)).toEqual({ kind: "library", libraryId: "l", query });
    expect(local.dependencies).toBeUndefined();
  });
});

describe("a server's own dependencies", () => {
  it("are asked for by end and length of time, in milliseconds", async () => {
    const data = [{ parent: "a", child: "__proto__", callCount: 3 }];
    const { backend, asked } = jaeger("jaeger-v3", { data, errors: null });
    const window = { endMs: 1_768_228_200_000.4, lookbackMs: 3_600_000 };
    expect(await backend.dependencies?.(window)).toEqual(data);
    expect(asked.map(({ pathname, search }) => pathname + search)).toEqual([
      "/ui/api/dependencies?endTs=1768228200000&lookback=3600000",
    ]);
  });

  it("may be none, and are not trusted", async () => {
    const window = { endMs: 1, lookbackMs: 1 };
    expect(await jaeger("jaeger-v1", { data: null }).backend.dependencies?.(window)).toEqual([]);
    const bad = jaeger("jaeger-v1", { data: [{ parent: 5 }] }).backend.dependencies?.(window);
    await expect(bad).rejects.toMatchObject({ code: "bad-document" });
    const errors = [{ code: 500, msg: "no storage" }];
    const failed = jaeger("jaeger-v1", { data: null, errors }).backend.dependencies?.(window);
    await expect(failed).rejects.toMatchObject({ code: "server-error" });
  });
});
