import { describe, expect, it } from "vitest";
import type { BackendInfo } from "@/backend/backend";
import { parseSearchParams, resolveSearch } from "@/state/search-params";
import { toRawParams } from "@/state/raw-params";
import { firstSearch } from "./first-search";

const files: BackendInfo = {
  kind: "files",
  version: "",
  searchesAllServices: true,
  timeRange: { startUnixMicro: 1_000, endUnixMicro: 2_000 },
};

describe("firstSearch", () => {
  it("asks a Jaeger for nothing", () => {
    expect(firstSearch("jaeger", undefined)).toEqual({ source: undefined });
  });

  it("asks for all of the files, whatever time they are from", () => {
    const params = parseSearchParams(toRawParams({ ...firstSearch("files", files) }));
    expect(params.source).toBe("files");
    expect(resolveSearch(params, Date.now(), files)).toMatchObject({
      query: { startUnixMicro: 1_000, endUnixMicro: 2_000, limit: 10_000 },
    });
    const empty: BackendInfo = { kind: "files", version: "", searchesAllServices: true };
    expect(firstSearch("files", empty)).toEqual({ source: "files" });
  });

  it("asks for the last hours of the demo", () => {
    const params = parseSearchParams(toRawParams({ ...firstSearch("demo", undefined) }));
    expect(params).toMatchObject({ source: "demo", lookback: "6h" });
  });
});
