import { afterEach, describe, expect, it } from "vitest";
import { Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import { createInProcessEngine, type InProcessEngine } from "./in-process-engine";
import { createRpcClient, type RpcClient } from "./rpc-client";
import { serveEngine } from "./rpc-server";
import { toFailure } from "./rpc";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** An engine behind ports, with some of its calls replaced. */
function connect(calls: Partial<InProcessEngine> = {}): {
  client: RpcClient;
  engine: InProcessEngine;
} {
  const { port1, port2 } = new MessageChannel();
  const engine = { ...createInProcessEngine(), ...calls };
  serveEngine(port1, engine);
  closers.push(() => port1.close());
  return { client: createRpcClient(port2), engine };
}

const document = JSON.stringify({
  resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: "ab", spanId: "cd", name: "a" }] }] }],
});
const request = { kind: "request" as const, traceId: "ab", attempts: [{ url: "http://a.test/" }] };
const failureOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("rpc", () => {
  it("sends progress at most ten times a second, and every new phase at once", async () => {
    const { client } = connect({
      async summarise(_, options = {}) {
        for (let i = 0; i < 10_000; i += 1) {
          options.onProgress?.({ phase: i < 9999 ? "reading" : "building", bytes: i, spans: 0 });
        }
        return [];
      },
    });
    const seen: [string, number][] = [];
    await client.engine.summarise(
      { url: "" },
      { onProgress: ({ phase, bytes }) => seen.push([phase, bytes]) },
    );
    expect(seen[0]).toEqual(["reading", 0]);
    expect(seen.at(-1)).toEqual(["building", 9999]);
    expect(seen.length).toBeLessThan(1000);
  });

  it("carries errors over: problems with their params, aborts, and defects as such", async () => {
    const failing = (error: unknown) =>
      failureOf(
        connect({ summarise: () => Promise.reject(error) }).client.engine.summarise({ url: "" }),
      );
    const problem = new Problem("rate-limited", { retryAfterSeconds: 3 });
    expect(await failing(problem)).toEqual(problem);
    expect(await failing(new DOMException("Stop", "AbortError"))).toMatchObject({
      name: "AbortError",
    });
    expect(await failing(new RangeError("oops"))).toEqual(
      new Problem("internal", { detail: "oops" }),
    );
    expect(toFailure("text")).toEqual({
      problem: { code: "internal", params: { detail: "text" } },
    });
  });

  it("reports a result that cannot be sent", async () => {
    const { client } = connect({ libraryServices: async () => [(() => 0) as unknown as string] });
    expect(await failureOf(client.engine.libraryServices("a"))).toMatchObject({ code: "internal" });
  });

  it("cancels the work on the other side", async () => {
    let cancelled: (() => void) | undefined;
    const cancellation = new Promise<void>((resolve) => (cancelled = resolve));
    const { client } = connect({
      searchLibrary: (_, __, options = {}) =>
        new Promise((___, reject) => {
          options.signal?.addEventListener("abort", () => {
            cancelled?.();
            reject(options.signal?.reason);
          });
        }),
    });
    const controller = new AbortController();
    const query = { attributes: {}, startUnixMicro: 0, endUnixMicro: 0, limit: 1 };
    const search = failureOf(
      client.engine.searchLibrary("a", query, { signal: controller.signal }),
    );
    // A message there and back, so that the call has begun.
    await client.engine.release("none");
    controller.abort();
    expect(await search).toMatchObject({ name: "AbortError" });
    await cancellation;
  });

  it("frees a trace that came after its caller had given up", async () => {
    const released: string[] = [];
    let begin: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let finish: (() => void) | undefined;
    const held = createInProcessEngine({ fetch: async () => new Response(document) });
    let freed: (() => void) | undefined;
    const freeing = new Promise<void>((resolve) => (freed = resolve));
    const { client } = connect({
      async load(source) {
        begin?.();
        await new Promise<void>((resolve) => (finish = resolve));
        return held.load(source);
      },
      async release(handle) {
        released.push(handle);
        freed?.();
      },
    });
    const controller = new AbortController();
    const load = failureOf(client.engine.load(request, { signal: controller.signal }));
    await begun;
    controller.abort();
    expect(await load).toMatchObject({ name: "AbortError" });
    finish?.();
    await freeing;
    expect(released).toHaveLength(1);
    expect(released[0]).toMatch(/^trace-/u);
  });

  it("moves the core and keeps the trace", async () => {
    const engine = createInProcessEngine({ fetch: async () => new Response(document) });
    const { client } = connect(engine);
    const { core, handle } = await client.engine.load(request);
    expect(core).not.toHaveProperty("strings");
    expect(core.spans.startNs.buffer.byteLength).toBe(core.spans.startNs.byteLength);
    expect((await client.engine.spanDetail(handle, spanIndex(0))).name).toBe("a");
    // The columns of the engine's own trace have not gone with the first answer.
    expect((await client.engine.load(request)).core.spans.length).toBe(1);
  });

  it("rejects what is in flight and what comes later once it is closed", async () => {
    const { client } = connect({ summarise: () => new Promise(() => undefined) });
    const waiting = failureOf(client.engine.summarise({ url: "" }));
    const problem = new Problem("engine-failed", { detail: "gone" });
    client.close(problem);
    expect(await waiting).toBe(problem);
    expect(await failureOf(client.engine.summarise({ url: "" }))).toBe(problem);
  });
});
