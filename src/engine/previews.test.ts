import { afterEach, describe, expect, it } from "vitest";
import type { Fetch } from "@/lib/http";
import { letOthersRun } from "@/lib/let-others-run";
import { isAbort } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { createInProcessEngine, type HeldTrace } from "./in-process-engine";
import { createRpcClient } from "./rpc-client";
import { serveEngine } from "./rpc-server";
import type { LoadedTrace, TraceEngine } from "./trace-engine";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const source = {
  kind: "request" as const,
  traceId,
  attempts: [{ url: "https://jaeger.test/api/traces/a" }],
};
const total = 6_000;
const perChunk = 500;

/** Children first and their root last, as Jaeger v1 may write them; `processes` behind them all. */
function chunk(number: number): string {
  const spans = Array.from({ length: perChunk }, (_, at) => {
    const id = total - (number * perChunk + at);
    const parent = id === 1 ? [] : [{ refType: "CHILD_OF", traceID: traceId, spanID: "1" }];
    return JSON.stringify({
      traceID: traceId,
      spanID: id.toString(16),
      operationName: `op ${id}`,
      references: parent,
      startTime: 1_768_228_200_000_000 + id,
      duration: 10,
      processID: "p7",
      tags: [{ key: "n", type: "int64", value: id }],
    });
  });
  return (number === 0 ? `{"data":[{"traceID":"${traceId}","spans":[` : ",") + spans.join(",");
}
const end = `],"processes":{"p7":{"serviceName":"cart"}}}]}`;

/** A server whose last bytes are held back until they are let go. */
function heldBack() {
  let letGo: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const fetch: Fetch = async (_url, { signal }) => {
    let number = 0;
    const encoder = new TextEncoder();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) =>
        signal?.addEventListener("abort", () => controller.error(signal.reason)),
      async pull(controller) {
        if (number < total / perChunk) controller.enqueue(encoder.encode(chunk(number)));
        else {
          await gate;
          controller.enqueue(encoder.encode(end));
          controller.close();
        }
        number += 1;
      },
    });
    return new Response(stream);
  };
  return { fetch, letGo: () => letGo?.() };
}

async function loadDiagram(): Promise<HeldTrace> {
  const core = traceFromDiagram("cart GET |==|");
  return { handle: "t", core, format: "jaeger-v1", bytes: 1 };
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function throughPorts(fetch: Fetch, whenDrawn?: () => Promise<void>): TraceEngine {
  const { port1, port2 } = new MessageChannel();
  const stop = serveEngine(port1, createInProcessEngine({ fetch }));
  closers.push(() => {
    stop();
    port1.close();
    port2.close();
  });
  return createRpcClient(port2, whenDrawn).engine;
}

/** Loads until the first preview is there. */
async function loadToPreview(engine: TraceEngine, signal?: AbortSignal) {
  const previews: LoadedTrace[] = [];
  let seen: (() => void) | undefined;
  const first = new Promise<void>((resolve) => (seen = resolve));
  const whole = engine.load(source, {
    ...(signal && { signal }),
    onPreview(preview) {
      previews.push(preview);
      seen?.();
    },
  });
  await first;
  return { previews, whole };
}

describe.each([
  ["in this thread", (fetch: Fetch): TraceEngine => createInProcessEngine({ fetch })],
  ["through ports", (fetch: Fetch): TraceEngine => throughPorts(fetch)],
])("an engine %s", (_, create) => {
  it("shows what has arrived, with details, before the rest has", async () => {
    const server = heldBack();
    const engine = create(server.fetch);
    const { previews, whole } = await loadToPreview(engine);
    const [preview] = previews;
    if (!preview) throw new Error("there is one");
    const { core, handle } = preview;
    expect(core.spans.length).toBeGreaterThan(500);
    expect(core.spans.length).toBeLessThanOrEqual(total);
    expect(preview).toMatchObject({ format: "jaeger-v1" });
    // Nothing is said to be missing that is only on its way.
    expect(core.issueCounts).toEqual({});
    expect(core.summary.orphanCount).toBe(0);
    expect(spanService(core, spanIndex(0))).toBe("p7");
    const view = await engine.spanDetail(handle, spanIndex(0));
    expect(view).toMatchObject({ service: "p7", issues: [], name: spanName(core, spanIndex(0)) });
    expect(view.attributes).toHaveLength(1);

    server.letGo();
    const loaded = await whole;
    expect(loaded.core.spans.length).toBe(total);
    expect(loaded.core.issueCounts).toEqual({});
    expect(loaded.core.summary).toMatchObject({ rootName: "op 1", rootService: "cart" });
    expect(spanService(loaded.core, spanIndex(9))).toBe("cart");
    expect(new Set([...previews.map((one) => one.handle), loaded.handle]).size).toBe(
      previews.length + 1,
    );
    // The names that stood in are not part of it.
    expect(loaded.core.names).not.toContain("p7");
    await engine.release(handle);
    await expect(engine.spanDetail(handle, spanIndex(0))).rejects.toMatchObject({
      code: "engine-failed",
    });
    expect((await engine.spanDetail(loaded.handle, spanIndex(0))).name).toBe("op 1");
  });

  it("shows nothing more once it was given up", async () => {
    const server = heldBack();
    const controller = new AbortController();
    const { previews, whole } = await loadToPreview(create(server.fetch), controller.signal);
    const count = previews.length;
    const failed = whole.then(
      () => undefined,
      (error: unknown) => error,
    );
    controller.abort();
    expect(isAbort(await failed)).toBe(true);
    expect(previews).toHaveLength(count);
  });
});

it("an engine behind ports hears when a preview has been drawn, and not before", async () => {
  const engine = createInProcessEngine();
  const happened: string[] = [];
  const held = await loadDiagram();
  const { port1, port2 } = new MessageChannel();
  const stop = serveEngine(port1, {
    ...engine,
    async load(_, options) {
      await options?.onPreview?.(held);
      happened.push("reading goes on");
      return held;
    },
  });
  closers.push(() => {
    stop();
    port1.close();
    port2.close();
  });
  const whenDrawn = async () => {
    for (let turn = 0; turn < 20; turn += 1) await letOthersRun();
    happened.push("drawn");
  };
  await createRpcClient(port2, whenDrawn).engine.load(source, { onPreview: () => undefined });
  expect(happened).toEqual(["drawn", "reading goes on"]);
});

it("a preview that is never drawn does not keep the reading for ever", async () => {
  const server = heldBack();
  server.letGo();
  const engine = throughPorts(server.fetch, () => new Promise(() => undefined));
  const loaded = await engine.load(source, { onPreview: () => undefined });
  expect(loaded.core.spans.length).toBe(total);
});
