import { afterEach, describe, expect, it } from "vitest";
import type { Fetch } from "@/lib/http";
import { isAbort } from "@/lib/problem";
import type { LoadProgress, NamedBlob } from "@/model/trace-source";
import { createInProcessEngine } from "./in-process-engine";
import { createRpcClient } from "./rpc-client";
import { serveEngine } from "./rpc-server";
import type { TraceEngine } from "./trace-engine";

const idA = "0af7651916cd43dd8448eb211c80319c";
const idB = "000000000000000000000000000000bb";

const span = (traceId: string, at = 0) => ({
  traceId,
  spanId: (at + 1).toString(16).padStart(16, "0"),
  name: "GET /",
  startTimeUnixNano: `17682282000000${String(at).padStart(5, "0")}`,
  endTimeUnixNano: "1768228200002000000",
});
const otlp = (...spans: readonly object[]): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
const blob = (name: string, text: string): NamedBlob => ({ name, blob: new Blob([text]) });

/** As a server wrote it: with white space that no reader keeps. */
const answer = ` ${otlp(span(idA))}\n`;
let asked: string[] = [];

/** The body in two pieces; where the path says so, the second never comes or the stream breaks. */
const fetch: Fetch = (url) => {
  const { pathname } = new URL(url);
  asked.push(pathname);
  if (pathname === "/gone")
    return Promise.resolve(new Response("404 page not found", { status: 404 }));
  const isAgain = asked.filter((path) => path === pathname).length > 1;
  const bytes = new TextEncoder().encode(answer);
  let pieces = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pieces += 1;
      if (pieces === 1) controller.enqueue(bytes.slice(0, 20));
      else if (isAgain && pathname === "/hangs") return new Promise(() => undefined);
      else if (isAgain && pathname === "/breaks") controller.error(new TypeError("network"));
      else {
        controller.enqueue(bytes.slice(20));
        controller.close();
      }
      return undefined;
    },
  });
  return Promise.resolve(new Response(body, { headers: { "content-length": `${bytes.length}` } }));
};
const request = (...paths: string[]) => ({
  kind: "request" as const,
  traceId: idA,
  attempts: paths.map((path) => ({ url: `https://jaeger.test${path}` })),
});
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const closers: (() => void)[] = [];
afterEach(() => {
  asked = [];
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

describe.each([
  ["in this thread", () => createInProcessEngine({ fetch })],
  ["through ports", throughPorts],
])("an engine %s", (_, create) => {
  it("gives the answer as it came, from the place that answered", async () => {
    const engine = create();
    const { handle } = await engine.load(request("/gone", "/a"));
    expect(await engine.previewExport(handle, "source")).toEqual({
      format: "source",
      sourceFormat: "otlp-json",
      losses: [],
      asksAgain: true,
    });
    asked = [];
    const seen: LoadProgress[] = [];
    const onProgress = (progress: LoadProgress) => void seen.push(progress);
    const bytes = await engine.exportTrace(handle, "source", { onProgress });
    expect(await bytes.text()).toBe(answer);
    expect(asked).toEqual(["/a"]);
    expect(seen.at(0)?.phase).toBe("waiting");
    expect(seen.some((one) => one.phase === "reading" && one.totalBytes === answer.length)).toBe(
      true,
    );
  });

  it("says so when the answer breaks off, and lets go of it when it is given up", async () => {
    const engine = create();
    const broken = await engine.load(request("/breaks"));
    expect(await failure(engine.exportTrace(broken.handle, "source"))).toMatchObject({
      code: "cut-off",
      params: { bytes: 20 },
    });
    const hanging = await engine.load(request("/hangs"));
    const controller = new AbortController();
    const onProgress = ({ bytes }: LoadProgress) => {
      if (bytes > 0) controller.abort();
    };
    const { signal } = controller;
    const error = await failure(
      engine.exportTrace(hanging.handle, "source", { signal, onProgress }),
    );
    expect(isAbort(error)).toBe(true);
  });

  it("gives a file as it was opened, where it holds this trace alone", async () => {
    const engine = create();
    const text = `${otlp(span(idA))}   `;
    const files = [
      blob("one.json", text),
      blob("two.json", otlp(span(idB), span("cc"))),
      blob("three.json", otlp(span(idB, 1))),
    ];
    const { libraryId } = await engine.openLibrary(files);
    const load = (traceId: string) => engine.load({ kind: "library", libraryId, traceId });
    const alone = await load(idA);
    expect(await engine.previewExport(alone.handle, "source")).toMatchObject({
      fileName: "one.json",
    });
    expect(await (await engine.exportTrace(alone.handle, "source")).text()).toBe(text);
    const twice = await load(idB);
    expect((await engine.previewExport(twice.handle, "source")).unavailable).toBe("several-files");
    const beside = await load("cc");
    expect((await engine.previewExport(beside.handle, "source")).unavailable).toBe("other-traces");
    expect(await failure(engine.exportTrace(beside.handle, "source"))).toMatchObject({
      code: "internal",
    });
  });

  it("writes a trace, which opens again, and says beforehand what is lost", async () => {
    const engine = create();
    const spans = Array.from({ length: 5000 }, (__, at) => span(idA, at));
    const { libraryId } = await engine.openLibrary([blob("many.json", otlp(...spans))]);
    const { handle } = await engine.load({ kind: "library", libraryId, traceId: idA });
    expect(await engine.previewExport(handle, "otlp-json")).toMatchObject({ losses: [] });
    const { losses } = await engine.previewExport(handle, "jaeger-v1");
    expect(losses).toEqual([{ kind: "span-nanoseconds", count: 5000 - 5 }]);
    for (const format of ["otlp-json", "jaeger-v1"] as const) {
      const seen: number[] = [];
      const onProgress = (progress: LoadProgress) => void seen.push(progress.spans);
      const written = await engine.exportTrace(handle, format, { onProgress });
      expect(written.type).toBe("application/json");
      expect(seen.at(0)).toBeLessThan(5000);
      const again = await engine.openLibrary([{ name: "again", blob: written }]);
      expect(again.summaries).toMatchObject([{ traceId: idA, spanCount: 5000 }]);
      expect(again.files[0]?.format).toBe(format);
    }
    const signal = AbortSignal.abort();
    expect(isAbort(await failure(engine.exportTrace(handle, "otlp-json", { signal })))).toBe(true);
  });

  it("knows nothing of a trace that was released", async () => {
    const engine = create();
    const { handle } = await engine.load(request("/a"));
    await engine.release(handle);
    for (const call of [engine.previewExport, engine.exportTrace]) {
      expect(await failure(call(handle, "otlp-json"))).toMatchObject({ code: "engine-failed" });
    }
  });
});
