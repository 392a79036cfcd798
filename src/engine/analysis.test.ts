import { afterEach, describe, expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import { createInProcessEngine } from "./in-process-engine";
import { createRpcClient } from "./rpc-client";
import { serveEngine } from "./rpc-server";
import type { SpanMatches, TraceEngine } from "./trace-engine";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const second = 1_768_228_200;
const time = (ms: number): string => `${second}${String(ms * 1_000_000).padStart(9, "0")}`;

/** Spans of two services on two hosts; the clock of the second host is 3 ms behind. */
function spans(count: number) {
  const root = { id: "1", parentId: "", name: "GET /", from: 10, to: 90, host: "a" };
  const children = Array.from({ length: count - 1 }, (_, at) => ({
    id: (at + 2).toString(16),
    parentId: "1",
    name: at % 2 === 0 ? "read" : "write",
    from: at === 0 ? 7 : 20,
    to: at === 0 ? 77 : 40,
    host: at === 0 ? "b" : "a",
  }));
  return [root, ...children];
}

function document(count: number): string {
  return JSON.stringify({
    resourceSpans: ["a", "b"].map((host) => ({
      resource: {
        attributes: [
          { key: "service.name", value: { stringValue: `service ${host}` } },
          { key: "host.name", value: { stringValue: host } },
        ],
      },
      scopeSpans: [
        {
          spans: spans(count)
            .filter((span) => span.host === host)
            .map((span) => ({
              traceId,
              spanId: span.id.padStart(16, "0"),
              parentSpanId: span.parentId === "" ? "" : span.parentId.padStart(16, "0"),
              name: span.name,
              startTimeUnixNano: time(span.from),
              endTimeUnixNano: time(span.to),
              attributes: [{ key: "number", value: { stringValue: `n${span.id}` } }],
            })),
        },
      ],
    })),
  });
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function throughPorts(count: number): TraceEngine {
  const { port1, port2 } = new MessageChannel();
  const stop = serveEngine(port1, inThisThread(count));
  closers.push(() => {
    stop();
    port1.close();
    port2.close();
  });
  return createRpcClient(port2).engine;
}

const inThisThread = (count: number) =>
  createInProcessEngine({ fetch: async () => new Response(document(count)) });

const load = (engine: TraceEngine) =>
  engine.load({ kind: "request", traceId, attempts: [{ url: "http://jaeger.test/" }] });
const failure = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);
const ms = 1e6;

describe.each([
  ["in this thread", inThisThread],
  ["through ports", throughPorts],
])("the figures of an engine %s", (_, create) => {
  it("finds spans by words and by queries", async () => {
    const engine = create(4);
    const { handle, core } = await load(engine);
    const { rows, searched, isWhole, problem } = await engine.match(handle, "read or number=n1");
    expect({ rows: [...rows], searched, isWhole, problem }).toEqual({
      rows: [0, 1, 3],
      searched: core.spans.length,
      isWhole: true,
      problem: undefined,
    });
    expect([...(await engine.match(handle, '"service b"')).rows]).toEqual([1]);
    expect([...(await engine.match(handle, " ")).rows]).toEqual([]);
  });

  it("completes a query from what the trace has, commonest first", async () => {
    const engine = create(20);
    const { handle } = await load(engine);
    const ask = async (typed: string, key?: string) => {
      const { items, total } = await engine.completions(handle, { key, typed });
      return { items: items.map(({ kind, text, count }) => `${kind} ${text} ${count}`), total };
    };
    expect(await ask("NUM")).toEqual({ items: ["key number 20"], total: 1 });
    expect((await ask("service")).items).toEqual([
      "field service 0",
      "service service a 19",
      "service service b 1",
      "key service.name 2",
    ]);
    expect((await ask("rite")).items).toEqual(["name write 9"]);
    expect((await ask("", "name")).items).toEqual([
      "value read 10",
      "value write 9",
      "value GET / 1",
    ]);
    expect((await ask("c", "kind")).items).toEqual([
      "value client 0",
      "value consumer 0",
      "value producer 0",
    ]);
    const numbers = await ask("", "number");
    expect(numbers.total).toBe(20);
    expect(numbers.items).toHaveLength(12);
    expect((await ask("n14", "number")).items).toEqual(["value n14 1"]);
    expect(await ask("", "__proto__")).toEqual({ items: [], total: 0 });
    const gone = engine.completions(
      handle,
      { key: undefined, typed: "" },
      { signal: AbortSignal.abort() },
    );
    expect(await failure(gone)).toMatchObject({ name: "AbortError" });
  });

  it("finds equal spans that may share a row, among those that are shown", async () => {
    const engine = create(20);
    const { handle, core } = await load(engine);
    const { length } = core.spans;
    const all = await engine.repeats(handle, {});
    // The children are "read" and "write" in turn; the first one is of another service.
    expect([...all.head]).toEqual([2, 3]);
    expect([...all.memberOffset]).toEqual([0, 9, 18]);
    expect(all.ofSpan).toHaveLength(length);
    const shown = BitSet.of(length, [0, 2, 3, 4, 5, 6, 8, 10, 12]).words();
    const some = await engine.repeats(handle, { shown });
    expect([...some.members]).toEqual([2, 4, 6, 8, 10, 12]);
    const elided = BitSet.of(length, [2, 4]).words();
    expect((await engine.repeats(handle, { shown, elided })).head).toHaveLength(0);
    expect((await engine.repeats(handle, { focus: spanIndex(2) })).head).toHaveLength(0);
  });

  it("says why a text is no query, and finds its words", async () => {
    const engine = create(4);
    const { handle } = await load(engine);
    const { rows, problem } = await engine.match(handle, "write and");
    expect([...rows]).toEqual([2]);
    expect(problem).toEqual({ code: "term-missing", from: 9, to: 9, detail: "" });
  });

  it("tells what it has found so far, and goes on", async () => {
    const engine = create(20_000);
    const { handle } = await load(engine);
    const parts: SpanMatches[] = [];
    const whole = await engine.match(handle, "read", { onPartial: (part) => parts.push(part) });
    expect(whole.rows).toHaveLength(10_000);
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      expect(part.isWhole).toBe(false);
      expect(part.searched).toBeLessThan(20_000);
      expect(part.rows.length).toBeGreaterThan(0);
      expect([...part.rows]).toEqual([...whole.rows.subarray(0, part.rows.length)]);
    }
  });

  it("gives up a search that nobody waits for, and answers the next one", async () => {
    const engine = create(20_000);
    const { handle } = await load(engine);
    const controller = new AbortController();
    const first = failure(engine.match(handle, "n", { signal: controller.signal }));
    controller.abort();
    const next = engine.match(handle, "write");
    expect(await first).toMatchObject({ name: "AbortError" });
    expect((await next).rows).toHaveLength(9999);
    expect(await failure(engine.match(handle, "n", { signal: AbortSignal.abort() }))).toMatchObject(
      { name: "AbortError" },
    );
  });

  it("gives the critical path and the self times", async () => {
    const engine = create(4);
    const { handle, core } = await load(engine);
    const path = await engine.criticalPath(handle, spanIndex(core.rootSpan));
    const sections = Array.from(path.span, (span, at) => [
      span,
      path.startNs[at]! / ms,
      path.endNs[at]! / ms,
    ]);
    expect(sections).toEqual([
      [1, 3, 70],
      [0, 70, 83],
    ]);
    const self = await engine.selfTimes(handle);
    expect([...self].map((ns) => ns / ms)).toEqual([13, 70, 20, 20]);
    // The columns moved; the trace is as it was.
    expect((await engine.criticalPath(handle, spanIndex(0))).span).toHaveLength(2);
    // Of one root, all roots' path is its own.
    expect(await engine.criticalPath(handle, "roots")).toEqual(
      await engine.criticalPath(handle, spanIndex(0)),
    );
  });

  it("gives statistics by one key or two", async () => {
    const engine = create(4);
    const { handle } = await load(engine);
    const { groups, details } = await engine.statistics(handle, [
      { by: "service" },
      { by: "name" },
    ]);
    expect(groups.map(({ path, count, totalNs }) => [path[0], count, totalNs / ms])).toEqual([
      ["service a", 3, 120],
      ["service b", 1, 70],
    ]);
    expect(details.map(({ path }) => path)).toEqual([
      ["service a", "GET /"],
      ["service b", "read"],
      ["service a", "write"],
      ["service a", "read"],
    ]);
  });

  it("gives the clock skew of hosts", async () => {
    const engine = create(4);
    const { handle } = await load(engine);
    const groups = await engine.spanGroups(handle, { by: "service" });
    expect([groups.labels, groups.ofSpan.length]).toEqual([["service a", "service b"], 4]);
    expect(await engine.spanMarks(handle)).toBeInstanceOf(Uint8Array);
    const { hosts, hostOfResource, impossible, deltaNs } = await engine.clockSkew(handle);
    expect(hosts).toEqual(["", "a", "b"]);
    expect([...hostOfResource].toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect([...impossible]).toEqual([1]);
    expect([...deltaNs].map((ns) => ns / ms)).toEqual([0, 8, 0, 0]);

    const raw = await engine.statistics(handle, [{ by: "service" }]);
    const corrected = await engine.correctTimes(handle);
    expect(corrected.handle).not.toBe(handle);
    expect((await engine.clockSkew(corrected.handle)).impossible).toHaveLength(0);
    // What was given has not changed, and outlives the correction.
    await engine.release(corrected.handle);
    expect(await engine.statistics(handle, [{ by: "service" }])).toEqual(raw);
  });

  it("compares two traces, more than once, and can be given up", async () => {
    const engine = create(4);
    const { handle, core } = await load(engine);
    const again = await load(engine);
    for (const [a, b] of [
      [handle, handle],
      [handle, again.handle],
    ] as const) {
      const result = await engine.compare(a, b);
      expect(result.length).toBe(core.spans.length);
      expect([...result.parent]).toEqual([-1, 0, 0, 0]);
      expect([...result.a.count]).toEqual([...result.b.count]);
      expect([...result.a.totalNs].map((ns) => ns / ms)).toEqual([80, 70, 20, 20]);
    }
    const given = failure(engine.compare(handle, handle, { signal: AbortSignal.abort() }));
    expect(await given).toMatchObject({ name: "AbortError" });
  });

  it("makes a subtree a trace of its own, which can be compared", async () => {
    const engine = create(4);
    const { handle, core } = await load(engine);
    const part = await engine.subtree(handle, spanIndex(1));
    expect(part.handle).not.toBe(handle);
    expect([part.core.spans.length, part.core.durationNs / ms]).toEqual([1, 70]);
    expect((await engine.spanDetail(part.handle, spanIndex(0))).name).toBe(
      (await engine.spanDetail(handle, spanIndex(1))).name,
    );
    expect((await engine.compare(handle, part.handle)).length).toBe(core.spans.length);
    await engine.release(part.handle);
    expect((await engine.compare(handle, handle)).length).toBe(core.spans.length);
    const given = failure(engine.subtree(handle, spanIndex(1), { signal: AbortSignal.abort() }));
    expect(await given).toMatchObject({ name: "AbortError" });
  });

  it("merges the spans of one trace or two by their paths, and can be given up", async () => {
    const engine = create(4);
    const { handle, core } = await load(engine);
    const { tree, figures, nodeOf } = await engine.flame(handle, "self");
    expect(Array.from(tree.name, (name) => core.names[name])).toEqual([
      "GET /",
      "read",
      "write",
      "read",
    ]);
    expect([...figures.count]).toEqual([1, 1, 1, 1]);
    expect([...tree.width].map((ns) => ns / ms)).toEqual([123, 70, 20, 20]);
    expect([...nodeOf]).toEqual([0, 1, 2, 3]);
    expect([...(await engine.flame(handle, "spans")).tree.width]).toEqual([4, 1, 1, 1]);
    const again = await load(engine);
    const both = await engine.compareFlames(handle, again.handle, "both");
    expect(both.a).toEqual(both.b);
    expect(both.belowA).toEqual(tree.width);
    const given = { signal: AbortSignal.abort() };
    for (const call of [
      engine.flame(handle, "self", given),
      engine.compareFlames(handle, handle, "a", given),
    ]) {
      expect(await failure(call)).toMatchObject({ name: "AbortError" });
    }
  });

  it("puts spans in order, lists events, and writes lines of JSON", async () => {
    const engine = create(4);
    const { handle, core } = await load(engine);
    const order = await engine.spanOrder(handle, { column: "duration", descending: true });
    expect([...order].map((row) => core.spans.durationNs[row]! / ms)).toEqual([80, 70, 20, 20]);
    const events = await engine.eventList(handle, { text: "", exceptionsOnly: false });
    expect([events.event.length, events.total]).toEqual([0, 0]);
    expect(await engine.eventRows(handle, [])).toEqual([]);
    const json = await engine.jsonText(handle, 1e6);
    expect(json.isWhole).toBe(true);
    expect(json.spans).toBe(4);
    expect(json.lineOffset.at(-1)).toBe(json.bytes.length);
  });

  it("fails for a trace that it does not hold", async () => {
    const engine = create(4);
    const { handle } = await load(engine);
    await engine.release(handle);
    for (const call of [engine.match(handle, "a"), engine.selfTimes(handle)]) {
      expect(await failure(call)).toBeInstanceOf(Problem);
      expect(await failure(call)).toMatchObject({ code: "engine-failed" });
    }
  });
});
