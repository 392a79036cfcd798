import { afterEach, describe, expect, it } from "vitest";
import type { Fetch } from "@/lib/http";
import { isAbort, Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import type { LoadProgress, NamedBlob } from "@/model/trace-source";
import { createInProcessEngine } from "./in-process-engine";
import { createRpcClient } from "./rpc-client";
import { serveEngine } from "./rpc-server";
import type { TraceEngine } from "./trace-engine";

const idA = "0af7651916cd43dd8448eb211c80319c";
const idB = "000000000000000000000000000000bb";
const minute = 1_768_228_200;

/** One OTLP document with a root and a child of it, which starts a microsecond later. */
const otlp = (traceId: string, service = "api", seconds = minute) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
      scopeSpans: [
        {
          scope: { name: "lib" },
          spans: [
            {
              traceId,
              spanId: "00000000000000a1",
              name: "GET /",
              kind: 2,
              startTimeUnixNano: `${seconds}000000000`,
              endTimeUnixNano: `${seconds}002000000`,
              attributes: [{ key: "big", value: { intValue: "9007199254740993" } }],
              status: { code: 2, message: "no" },
            },
            {
              traceId,
              spanId: "00000000000000a2",
              parentSpanId: "00000000000000a1",
              name: "read",
              startTimeUnixNano: `${seconds}000001000`,
              endTimeUnixNano: `${seconds}001000000`,
            },
          ],
        },
      ],
    },
  ],
});

const blob = (name: string, ...documents: unknown[]): NamedBlob => ({
  name,
  blob: new Blob([documents.map((one) => JSON.stringify(one)).join("\n")]),
});

/** Answers by path; a path that is not here hangs until it is given up. */
const pages: Readonly<Record<string, () => Response>> = {
  "/v3/a": () => Response.json({ result: otlp(idA) }),
  "/v3/both": () =>
    Response.json({
      result: { resourceSpans: [...otlp(idB).resourceSpans, ...otlp(idA).resourceSpans] },
    }),
  "/v3/none": () => Response.json({ error: { httpCode: 404, message: "gone" } }, { status: 404 }),
  "/v3/unknown": () => new Response("404 page not found", { status: 404 }),
  "/v3/page": () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } }),
  "/v3/untyped-page": () => new Response("<!doctype html>"),
  "/v3/cut": () => new Response(JSON.stringify(otlp(idA)).slice(0, -150)),
  "/v3/empty": () => new Response(""),
  "/v1/empty": () => Response.json({ data: [], total: 0, limit: 0, offset: 0, errors: null }),
};
const fetch: Fetch = (url, { signal }) => {
  const { pathname } = new URL(url);
  const page = Object.hasOwn(pages, pathname) ? pages[pathname] : undefined;
  if (page) return Promise.resolve(page());
  return new Promise((_, reject) => {
    const giveUp = () => reject(signal?.reason);
    if (signal?.aborted) giveUp();
    signal?.addEventListener("abort", giveUp);
  });
};

const request = (traceId: string, ...paths: string[]) => ({
  kind: "request" as const,
  traceId,
  attempts: paths.map((path) => ({ url: `https://jaeger.test${path}` })),
});

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function throughPorts(): TraceEngine {
  const { port1, port2 } = new MessageChannel();
  const stop = serveEngine(port1, createInProcessEngine({ fetch }));
  closers.push(() => {
    stop();
    port1.close();
    port2.close();
  });
  return createRpcClient(port2).engine;
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe.each([
  ["in this thread", () => createInProcessEngine({ fetch })],
  ["through ports", throughPorts],
])("an engine %s", (_, create) => {
  it("loads a trace, gives its spans, and frees it", async () => {
    const engine = create();
    const { core, handle, format, bytes, partial } = await engine.load(request(idA, "/v3/a"));
    expect({ format, partial }).toEqual({ format: "otlp-json", partial: undefined });
    expect(bytes).toBe(JSON.stringify({ result: otlp(idA) }).length);
    expect(core.traceId).toBe(idA);
    expect(core.spans.length).toBe(2);
    expect([...core.spans.startNs]).toEqual([0, 1000]);
    expect(core.spans.parent[1]).toBe(0);
    expect(core.summary).toMatchObject({ spanCount: 2, errorCount: 1, rootName: "GET /" });
    const view = await engine.spanDetail(handle, spanIndex(0));
    expect(view).toMatchObject({
      name: "GET /",
      service: "api",
      status: { code: 2, message: "no" },
      attributes: [{ key: "big", value: { type: "int", value: 9_007_199_254_740_993n } }],
    });
    await engine.release(handle);
    expect(await failure(engine.spanDetail(handle, spanIndex(0)))).toMatchObject({
      code: "engine-failed",
    });
  });

  it("finds the spans of other traces of the same source that link to a span", async () => {
    const engine = create();
    const linking = otlp(idB, "worker", minute + 1);
    const [span] = linking.resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
    Object.assign(span ?? {}, { links: [{ traceId: idA, spanId: "00000000000000a2" }] });
    const a = await engine.load(request(idA, "/v3/a"));
    const files = await engine.openLibrary([blob("both.json", otlp(idA), linking)]);
    const inFiles = (traceId: string) =>
      engine.load({ kind: "library", libraryId: files.libraryId, traceId });
    const found = {
      spans: [
        {
          traceId: idB,
          spanId: "00000000000000a1",
          service: "worker",
          name: "GET /",
          durationNs: 2_000_000,
          isError: true,
        },
      ],
      total: 1,
    };
    const none = { spans: [], total: 0 };
    const { handle } = await inFiles(idA);
    expect(await engine.linksFromOthers(handle, spanIndex(1))).toEqual(found);
    expect(await engine.linksFromOthers(handle, spanIndex(0))).toEqual(none);
    const later = await engine.correctTimes(handle);
    expect(await engine.linksFromOthers(later.handle, spanIndex(1))).toEqual(found);
    // What a file says is not what the server has, and the server has not been asked for it.
    expect(await engine.linksFromOthers(a.handle, spanIndex(1))).toEqual(none);
  });

  it("picks the trace that was asked for, by any spelling of its id", async () => {
    const engine = create();
    const both = await engine.load(request(idA.toUpperCase(), "/v3/both"));
    expect(both.core.traceId).toBe(idA);
    expect((await engine.load(request("bb", "/v3/both"))).core.traceId).toBe(idB);
    const missing = await failure(engine.load(request("cc", "/v3/both")));
    expect(missing).toBeInstanceOf(Problem);
    expect(missing).toMatchObject({ code: "not-found", params: { traceId: "cc" } });
  });

  it("goes on to the next place only where a server does not know the path", async () => {
    const engine = create();
    for (const path of ["/v3/unknown", "/v3/page", "/v3/untyped-page"]) {
      expect((await engine.load(request(idA, path, "/v3/a"))).core.traceId).toBe(idA);
    }
    expect(await failure(engine.load(request(idA, "/v3/none", "/v3/a")))).toMatchObject({
      code: "not-found",
      params: { serverMessage: "gone", traceId: idA, url: "https://jaeger.test/v3/none" },
    });
    // What says most of what stands there is told: a page, from whichever of the places.
    for (const paths of [
      ["/v3/unknown", "/v3/page"],
      ["/v3/page", "/v3/unknown"],
    ]) {
      expect(await failure(engine.load(request(idA, ...paths)))).toMatchObject({
        code: "html-instead-of-json",
        params: { url: "https://jaeger.test/v3/page" },
      });
    }
    expect(await failure(engine.load(request("..")))).toMatchObject({ code: "not-found" });
  });

  it("shows what arrived of a trace that was cut off, and says so", async () => {
    const { core, partial } = await create().load(request(idA, "/v3/cut"));
    expect(core.spans.length).toBe(1);
    expect(partial).toMatchObject({ code: "cut-off", params: { spans: 1 } });
  });

  it("tells progress in order and stops when given up", async () => {
    const engine = create();
    const phases: LoadProgress["phase"][] = [];
    const onProgress = ({ phase }: LoadProgress) => phases.push(phase);
    await engine.load(request(idA, "/v3/a"), { onProgress });
    expect([...new Set(phases)]).toEqual(["waiting", "reading", "building"]);

    const controller = new AbortController();
    const hanging = failure(engine.load(request(idA, "/hangs"), { signal: controller.signal }));
    controller.abort();
    expect(isAbort(await hanging)).toBe(true);
    const late = new AbortController();
    const limited = failure(engine.load(request(idA, "/hangs"), { signal: late.signal }));
    late.abort(new Problem("timeout", { limitMs: 7 }));
    expect(await limited).toMatchObject({ code: "timeout", params: { limitMs: 7 } });
    const before = engine.load(request(idA, "/v3/a"), { signal: AbortSignal.abort() });
    expect(isAbort(await failure(before))).toBe(true);
  });

  it("summarises answers, of which an empty one is no failure and half a one is", async () => {
    const engine = create();
    const { attempts } = request("", "/v3/both", "/v1/empty", "/v3/empty", "/v3/cut", "/v3/none");
    const answers = await Promise.allSettled(attempts.map((one) => engine.summarise(one)));
    const [both, ...others] = answers;
    const found = both?.status === "fulfilled" ? both.value : [];
    expect(found.map(({ traceId }) => traceId).sort()).toEqual([idB, idA]);
    expect(others).toMatchObject([
      { status: "fulfilled", value: [] },
      { status: "fulfilled", value: [] },
      { status: "rejected", reason: { code: "cut-off" } },
      { status: "rejected", reason: { code: "not-found" } },
    ]);
  });

  it("says of a file that can be read and has no spans that it has none", async () => {
    const info = await create().openLibrary([
      blob("none.json", { resourceSpans: [] }),
      blob("no-traces.json", { data: [], total: 0, errors: null }),
      blob("no-list.json", {}),
    ]);
    for (const { name, traceCount, problem } of info.files) {
      expect(traceCount).toBe(0);
      expect(problem).toEqual({ code: "empty", params: { file: name } });
    }
  });

  it("opens files together, joins traces, and reports what cannot be read", async () => {
    const engine = create();
    const [first] = otlp(idA).resourceSpans;
    const later = otlp(idA, "worker");
    for (const span of later.resourceSpans[0]?.scopeSpans[0]?.spans ?? []) {
      span.spanId = span.spanId.replace("a", "c");
      span.parentSpanId = "00000000000000a1";
    }
    const info = await engine.openLibrary([
      blob("one.json", { resourceSpans: [first] }),
      blob("two.json", later, otlp(idB, "api", minute + 60)),
      { name: "broken.json", blob: new Blob(["{]"]) },
      { name: "empty.json", blob: new Blob([]) },
    ]);
    expect(info.files).toMatchObject([
      { name: "one.json", format: "otlp-json", traceCount: 1, spanCount: 2 },
      { name: "two.json", format: "otlp-json", traceCount: 2, spanCount: 4 },
      { name: "broken.json", traceCount: 0, spanCount: 0, problem: { code: "invalid-json" } },
      { name: "empty.json", problem: { code: "empty", params: { file: "empty.json" } } },
    ]);
    expect(info.files[0]).not.toHaveProperty("problem");
    // The trace that both files have spans of counts whole for each of them.
    expect(info.files.map(({ serviceCount }) => serviceCount)).toEqual([
      2,
      2,
      undefined,
      undefined,
    ]);
    expect(info.files.map(({ traceId }) => traceId)).toEqual([
      idA,
      undefined,
      undefined,
      undefined,
    ]);
    const [one, two] = info.files;
    expect(one?.timeRange?.startUnixNano).toBe(two?.timeRange?.startUnixNano);
    expect(two?.timeRange?.endUnixNano).toBeGreaterThan(one?.timeRange?.endUnixNano ?? 0n);
    expect(info.summaries.map(({ traceId, spanCount }) => [traceId, spanCount])).toEqual([
      [idB, 2],
      [idA, 4],
    ]);
    const { libraryId } = info;
    expect(await engine.libraryServices(libraryId)).toEqual(["api", "worker"]);
    expect(await engine.libraryOperations(libraryId, "worker")).toEqual([
      { name: "GET /", kind: "server" },
      { name: "read", kind: "" },
    ]);
    const loaded = await engine.load({ kind: "library", libraryId, traceId: idA.toUpperCase() });
    expect(loaded.core.spans.length).toBe(4);
    const query = { attributes: {}, startUnixMicro: 0, endUnixMicro: 2e15, limit: 1 };
    const answer = await engine.searchLibrary(libraryId, query);
    expect(answer).toMatchObject({ route: "local", limitReached: true });
    expect(answer.summaries).toEqual([info.summaries[0]]);
    await engine.closeLibrary(libraryId);
    expect(await failure(engine.searchLibrary(libraryId, query))).toMatchObject({
      code: "engine-failed",
    });
    // What is being looked at stays.
    expect((await engine.spanDetail(loaded.handle, spanIndex(0))).name).toBe("GET /");
  });

  it("says of a trace alone in its file what the file lacks", async () => {
    const engine = create();
    const cut = new Blob([JSON.stringify(otlp(idA)).slice(0, -150)]);
    const { libraryId, files } = await engine.openLibrary([
      { name: "cut.json", blob: cut },
      blob("whole.json", otlp(idB)),
    ]);
    expect(files[0]).toMatchObject({ traceCount: 1, problem: { code: "cut-off" } });
    const [broken, whole] = await Promise.all(
      [idA, idB].map((traceId) => engine.load({ kind: "library", libraryId, traceId })),
    );
    expect(broken?.partial).toMatchObject({ code: "cut-off", params: { file: "cut.json" } });
    expect(whole).not.toHaveProperty("partial");
  });

  it("tells how far the files are as a whole, and can be stopped", async () => {
    const engine = create();
    const files = [blob("a.json", otlp(idA)), blob("b.json", otlp(idB))];
    const totalBytes = files.reduce((sum, file) => sum + file.blob.size, 0);
    const seen: LoadProgress[] = [];
    await engine.openLibrary(files, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ phase: "building", bytes: totalBytes, totalBytes, spans: 4 });
    const bytes = seen.map((one) => one.bytes);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    const stopped = engine.openLibrary(files, { signal: AbortSignal.abort() });
    expect(isAbort(await failure(stopped))).toBe(true);
  });
});
