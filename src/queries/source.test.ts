import { afterEach, describe, expect, it, vi } from "vitest";
import { createInProcessEngine } from "@/engine/in-process-engine";
import type { Fetch } from "@/lib/http";
import { isAbort } from "@/lib/problem";
import { setPreferences } from "@/state/preferences-store";
import { connectJaeger, openDemo, openFiles } from "./source";

const baseUrl = "https://jaeger.test/ui/";
const hanging: Fetch = (_, { signal }) =>
  new Promise((__, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });

const trace = (traceId: string) =>
  JSON.stringify({
    traceID: traceId,
    spans: [span(traceId)],
    processes: { p1: { serviceName: "a" } },
  });
const span = (traceID: string) => ({
  traceID,
  spanID: "01",
  operationName: "b",
  references: [],
  startTime: 1_768_228_200_000_000,
  duration: 5,
  processID: "p1",
});

afterEach(() => {
  vi.useRealTimers();
  setPreferences({ timeLimitMs: 30_000 });
});

describe("connectJaeger", () => {
  it("makes a source of the server that it finds, keyed by its address", async () => {
    const engine = createInProcessEngine();
    const fetch: Fetch = async (url) =>
      url.includes("trace-summaries") ? Response.json({}) : new Response("", { status: 404 });
    const { source } = await connectJaeger({ baseUrl, engine, fetch });
    expect(source).toMatchObject({ key: `jaeger ${baseUrl}`, engine });
    expect(source.backend.info.kind).toBe("jaeger-v3");
  });

  it("gives up on a server that keeps silent, and when told to", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    setPreferences({ timeLimitMs: 5000 });
    const engine = createInProcessEngine();
    const silent = connectJaeger({ baseUrl, engine, fetch: hanging }).catch((e: unknown) => e);
    await vi.advanceTimersByTimeAsync(5001);
    expect(await silent).toMatchObject({ code: "timeout", params: { limitMs: 5000 } });
    const controller = new AbortController();
    const { signal } = controller;
    const given = connectJaeger({ baseUrl, engine, fetch: hanging, signal }).catch(
      (e: unknown) => e,
    );
    controller.abort();
    expect(isAbort(await given)).toBe(true);
  });
});

describe("openFiles", () => {
  it("makes one source of several files, and frees it when closed", async () => {
    const engine = createInProcessEngine();
    const opened = await openFiles(engine, [
      new File([trace("a1")], "one.json"),
      { name: "two.json", blob: new Blob([trace("a2")]) },
      new File(["nothing"], "three.json"),
    ]);
    const { source, info } = opened;
    expect(info.files.map(({ name, traceCount }) => [name, traceCount])).toEqual([
      ["one.json", 1],
      ["two.json", 1],
      ["three.json", 0],
    ]);
    expect(source.backend.info.kind).toBe("files");
    expect(await source.backend.services()).toEqual(["a"]);
    const other = await openFiles(engine, []);
    expect(other.source.key).not.toBe(source.key);
    opened.close();
    await expect(source.backend.services()).rejects.toMatchObject({ code: "engine-failed" });
  });
});

describe("openDemo", () => {
  it("opens demo data that ends about now and can be searched", { timeout: 60_000 }, async () => {
    const { source, info } = await openDemo(createInProcessEngine());
    expect(info.files).toMatchObject([{ name: "demo.ndjson", format: "otlp-json" }]);
    expect(info.files[0]).not.toHaveProperty("problem");
    const { timeRange } = source.backend.info;
    expect(timeRange?.endUnixMicro).toBeGreaterThan((Date.now() - 3_600_000) * 1000);
    const services = await source.backend.services();
    expect(services).toContain("api-gateway");
    const answer = await source.backend.search({
      service: "api-gateway",
      attributes: { error: "true" },
      startUnixMicro: timeRange?.startUnixMicro ?? 0,
      endUnixMicro: timeRange?.endUnixMicro ?? 0,
      limit: 5,
    });
    expect(answer.summaries).toHaveLength(5);
    expect(answer.limitReached).toBe(true);
  });
});
