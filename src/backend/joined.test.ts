import { describe, expect, it } from "vitest";
import { Problem } from "@/lib/problem";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import type { Backend } from "./backend";
import { createJoinedBackend } from "./joined";

const summary = (id: string, start: number): TraceSummary => ({
  traceId: id.repeat(32),
  rootService: "api",
  rootName: "GET /",
  startUnixNano: BigInt(start),
  durationNs: 1,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
});
const query: SearchQuery = { attributes: {}, startUnixMicro: 0, endUnixMicro: 9, limit: 2 };
const answer = (summaries: readonly TraceSummary[], limitReached = false): SearchAnswer => ({
  summaries,
  route: "local",
  limitReached,
});

function side(name: string, calls: Partial<Backend>): Backend {
  const refuse = () => Promise.reject(new Problem("server-error", { side: name }));
  return {
    info: { kind: "jaeger-v3", version: name, searchesAllServices: true },
    services: refuse,
    operations: refuse,
    search: refuse,
    summariesById: refuse,
    traceSource: (traceId) => ({ kind: "library", libraryId: name, traceId }),
    ...calls,
  };
}
const join = (server: Partial<Backend>, files: Partial<Backend>) =>
  createJoinedBackend(side("server", server), side("files", files), (id) => id.startsWith("f"));

describe("a server and files together", () => {
  it("are one list, newest first, in which each trace is once and says where it is of", async () => {
    const both = join(
      {
        search: async () => ({
          ...answer([summary("5", 5), summary("f", 3)], true),
          route: "v3-summaries",
        }),
      },
      { search: async () => answer([summary("f", 3), summary("e", 1)]) },
    );
    const { summaries, ...rest } = await both.search(query);
    expect(summaries.map(({ traceId, isOfFile }) => [traceId[0], isOfFile])).toEqual([
      ["5", undefined],
      ["f", true],
      ["e", true],
    ]);
    expect(rest).toEqual({ route: "v3-summaries", limitReached: true });
  });

  it("answer with one side when the other fails, and say which", async () => {
    const withoutServer = join({}, { search: async () => answer([summary("f", 3)]) });
    expect(await withoutServer.search(query)).toMatchObject({
      summaries: [{ isOfFile: true }],
      failed: [{ side: "server", problem: { code: "server-error", params: { side: "server" } } }],
    });
    const withoutFiles = join({ search: async () => answer([summary("5", 3)]) }, {});
    expect(await withoutFiles.search(query)).toMatchObject({
      summaries: [{ traceId: "5".repeat(32) }],
      failed: [{ side: "files" }],
    });
    await expect(join({}, {}).search(query)).rejects.toMatchObject({ params: { side: "server" } });
  });

  it("are asked again without the files, which do not change", async () => {
    const both = join(
      { search: async () => answer([summary("5", 5), summary("f", 3)]) },
      { search: () => Promise.reject(new Error("The files were read again")) },
    );
    const fresh = await both.search(query, { isRefresh: true });
    expect(fresh).toEqual(answer([summary("5", 5)]));
    const silent = join({}, { search: async () => answer([]) });
    await expect(silent.search(query, { isRefresh: true })).rejects.toMatchObject({
      params: { side: "server" },
    });
  });

  it("are given up together", async () => {
    const abort = new AbortController();
    const both = join(
      {
        search: (_, options) =>
          new Promise((_resolve, reject) => {
            options?.signal?.addEventListener("abort", () => reject(abort.signal.reason));
          }),
      },
      { search: async () => answer([]) },
    );
    const search = both.search(query, { signal: abort.signal });
    abort.abort();
    await expect(search).rejects.toMatchObject({ name: "AbortError" });
  });

  it("know the names of both", async () => {
    const both = join(
      { services: async () => ["b"], operations: async () => [{ name: "y", kind: "" }] },
      {
        services: async () => ["a", "b"],
        operations: async () => [
          { name: "y", kind: "" },
          { name: "x", kind: "server" },
        ],
      },
    );
    expect(await both.services()).toEqual(["a", "b"]);
    expect((await both.operations("a")).map(({ name }) => name)).toEqual(["x", "y"]);
    expect(await join({}, { services: async () => ["a"] }).services()).toEqual(["a"]);
  });

  it("ask the server only for what the files do not have", async () => {
    const asked: unknown[] = [];
    const both = join(
      {
        async summariesById(ids) {
          asked.push(ids);
          return [summary("5", 5)];
        },
      },
      { summariesById: async () => [summary("f", 3)] },
    );
    const found = await both.summariesById(["f".repeat(32), "5".repeat(32)]);
    expect(found.map(({ traceId }) => traceId[0])).toEqual(["5", "f"]);
    expect(asked).toEqual([["5".repeat(32)]]);
    expect(both.traceSource("f1")).toMatchObject({ libraryId: "files" });
    expect(both.traceSource("51")).toMatchObject({ libraryId: "server" });
  });
});
