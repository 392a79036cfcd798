import { describe, expect, it } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import { createLocalBackend } from "./local";

const summary = (traceId: string, startUnixNano: bigint, durationNs: number): TraceSummary => ({
  traceId,
  rootService: "a",
  rootName: "b",
  startUnixNano,
  durationNs,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
});

const asked: unknown[][] = [];
const library = {
  searchLibrary: async (...args: unknown[]) => {
    asked.push(args);
    return { summaries: [], route: "local" as const, limitReached: false };
  },
  libraryServices: async (...args: unknown[]) => {
    asked.push(args);
    return ["a"];
  },
  libraryOperations: async (...args: unknown[]) => {
    asked.push(args);
    return [];
  },
};

describe("createLocalBackend", () => {
  const old = summary("0".repeat(31).concat("a"), 1_000_001n, 500);
  const recent = summary("0".repeat(31).concat("b"), 9_000_000n, 1_234);
  const backend = createLocalBackend("files", library, {
    libraryId: "lib",
    summaries: [old, recent],
  });

  it("tells the times that it covers, so that a search can cover them", () => {
    expect(backend.info).toEqual({
      kind: "files",
      version: "",
      searchesAllServices: true,
      timeRange: { startUnixMicro: 1000, endUnixMicro: 9002 },
    });
    const none = createLocalBackend("demo", library, { libraryId: "lib", summaries: [] });
    expect(none.info).not.toHaveProperty("timeRange");
  });

  it("hands questions on to the library", async () => {
    const query = { attributes: {}, startUnixMicro: 0, endUnixMicro: 1, limit: 1 };
    expect(await backend.services()).toEqual(["a"]);
    await backend.operations("a");
    await backend.search(query);
    expect(asked.map(([id]) => id)).toEqual(["lib", "lib", "lib"]);
    expect(backend.traceSource("x")).toEqual({ kind: "library", libraryId: "lib", traceId: "x" });
  });

  it("knows summaries by any spelling of an id, newest first, each once", async () => {
    expect(await backend.summariesById(["A", "0a", "b", "c"])).toEqual([recent, old]);
  });
});
