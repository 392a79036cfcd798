import { describe, expect, it } from "vitest";
import type { BackendInfo } from "@/backend/backend";
import { rememberSearch } from "@/state/last-search";
import { parseSearchParams, resolveSearch } from "@/state/search-params";
import { toRawParams } from "@/state/raw-params";
import { firstSearch, returningSearch } from "./first-search";

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

describe("returningSearch", () => {
  it("is the last search of a source, and all that is there of files", () => {
    expect(returningSearch("jaeger", undefined)).toEqual({ source: undefined });
    rememberSearch("?service=a&lookback=1h&start=1&end=2&sort=-spans", "jaeger");
    rememberSearch("?source=files&start=1&end=2", "files");
    rememberSearch("?source=demo", "demo");
    expect(returningSearch("jaeger", undefined)).toEqual({
      service: "a",
      lookback: "1h",
      start: 1,
      end: 2,
      sort: "-spans",
      source: undefined,
    });
    expect(returningSearch("files", files)).toEqual(firstSearch("files", files));
    expect(returningSearch("demo", undefined)).toEqual(firstSearch("demo", undefined));
  });
});
