import { afterEach, describe, expect, it } from "vitest";
import { createInProcessEngine } from "./in-process-engine";
import { createRpcClient } from "./rpc-client";
import { serveEngine } from "./rpc-server";
import type { TraceEngine } from "./trace-engine";

const second = 1_768_228_200;

/** `count` traces, each a call from one service to another that links back to the trace before. */
function document(count: number): string {
  const id = (n: number) => n.toString(16).padStart(32, "0");
  const span = (n: number, child: boolean) => ({
    traceId: id(n + 1),
    spanId: (child ? 2 : 1).toString(16).padStart(16, "0"),
    ...(child ? { parentSpanId: "1".padStart(16, "0") } : {}),
    name: child ? "work" : "GET /",
    startTimeUnixNano: `${second}000000000`,
    endTimeUnixNano: `${second}00000${child ? "1" : "2"}000`,
    ...(child && n > 0 ? { links: [{ traceId: id(n), spanId: "1".padStart(16, "0") }] } : {}),
  });
  const of = (service: string, child: boolean) => ({
    resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
    scopeSpans: [{ spans: Array.from({ length: count }, (_, n) => span(n, child)) }],
  });
  return JSON.stringify({ result: { resourceSpans: [of("front", false), of("back", true)] } });
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const inThisThread = (answer: () => Response) =>
  createInProcessEngine({ fetch: async () => answer() });
function throughPorts(answer: () => Response): TraceEngine {
  const { port1, port2 } = new MessageChannel();
  const stop = serveEngine(port1, inThisThread(answer));
  closers.push(() => {
    stop();
    port1.close();
    port2.close();
  });
  return createRpcClient(port2).engine;
}

const request = { kind: "request", request: { url: "http://jaeger.test/api/v3/traces" } } as const;

describe.each([
  ["in this thread", inThisThread],
  ["through ports", throughPorts],
])("the graph of many traces, %s", (_name, start) => {
  it("counts every trace of an answer, and the links between them", async () => {
    const spans: number[] = [];
    const engine = start(() => new Response(document(50)));
    const { graph, partial } = await engine.serviceGraphOf(request, "service", {
      onProgress: (progress) => spans.push(progress.spans),
    });
    expect(partial).toBeUndefined();
    expect([graph.traceCount, graph.spanCount]).toEqual([50, 100]);
    expect(graph.nodes.map(({ service, spans: count }) => [service, count])).toEqual([
      ["back", 50],
      ["front", 50],
    ]);
    expect(graph.edges.map(({ from, to, relation, calls }) => [from, to, relation, calls])).toEqual(
      [
        [0, 1, "link", 49],
        [1, 0, "call", 50],
      ],
    );
    expect(spans.at(-1)).toBe(100);
  });

  it("is empty, and no failure, where nothing was found", async () => {
    const body = JSON.stringify({ error: { httpCode: 404, message: "No traces found" } });
    const engine = start(() => new Response(body, { status: 404 }));
    const { graph } = await engine.serviceGraphOf(request, "service");
    expect([graph.nodes, graph.traceCount]).toEqual([[], 0]);
  });

  it("says what is missing where the answer breaks off", async () => {
    const whole = document(50);
    const engine = start(() => new Response(whole.slice(0, whole.length * 0.8)));
    const { graph, partial } = await engine.serviceGraphOf(request, "service");
    expect(partial?.code).toBe("cut-off");
    expect(graph.spanCount).toBeGreaterThan(40);
    expect(graph.spanCount).toBeLessThan(100);
  });

  it("is given up when the caller gives up", async () => {
    const engine = start(() => new Response(document(5)));
    const signal = AbortSignal.abort();
    await expect(engine.serviceGraphOf(request, "service", { signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("is of a library as a whole, or of what a query finds in it", async () => {
    const engine = start(() => new Response(""));
    const blob = new Blob([document(20)]);
    const { libraryId } = await engine.openLibrary([{ name: "a.json", blob }]);
    const all = await engine.serviceGraphOf({ kind: "library", libraryId }, "name");
    expect(all.graph.traceCount).toBe(20);
    expect(all.graph.nodes.map(({ spanName }) => spanName)).toEqual(["work", "GET /"]);
    const query = { attributes: {}, startUnixMicro: 0, endUnixMicro: 2 ** 52, limit: 3 };
    const some = await engine.serviceGraphOf({ kind: "library", libraryId, query }, "service");
    expect(some.graph.traceCount).toBe(3);
    const trace = await engine.load({ kind: "library", libraryId, traceId: "2" });
    const one = await engine.serviceGraph(trace.handle, "service");
    expect(one.edges.map(({ calls }) => calls)).toEqual([1]);
  });
});
