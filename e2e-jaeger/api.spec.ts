import { detectBackend } from "@/backend/detect";
import { createJaegerBackend } from "@/backend/jaeger-backend";
import { createInProcessEngine } from "@/engine/in-process-engine";
import { spanIndex } from "@/model/indexes";
import type { SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import { expect, test } from "@playwright/test";
import { findsErrors, isFrom, jaegerVersion, started } from "./settings";
import { checkout, hostileText, ids } from "./system";

// What the source speaks to a server, without a page: each difference between this code's idea of
// the API and the server's own shows here first.

const connect = async () => {
  const { jaegerUrl } = started();
  const baseUrl = `${jaegerUrl}/`;
  const engine = createInProcessEngine();
  const info = await detectBackend({ baseUrl, nowMs: Date.now() });
  return { info, engine, backend: createJaegerBackend({ baseUrl, info, reader: engine }) };
};

const lastHour = (changes: Partial<SearchQuery> = {}): SearchQuery => {
  const { fedAtMs } = started();
  return {
    attributes: {},
    startUnixMicro: (fedAtMs - 3_600_000) * 1000,
    endUnixMicro: (fedAtMs + 60_000) * 1000,
    limit: 100,
    ...changes,
  };
};

const idsOf = (summaries: readonly TraceSummary[]): string[] =>
  summaries.map(({ traceId }) => traceId);

test("the server is known for what it is", async () => {
  const { info } = await connect();
  expect(info.kind).toBe(isFrom(2, 19) ? "jaeger-v3" : "jaeger-v3-without-summaries");
  expect(info.version).toBe(jaegerVersion());
  // The memory storage answers a search that names no service.
  expect(info.searchesAllServices).toBe(true);
});

test("services and span names are listed, by kind", async () => {
  const { backend } = await connect();
  const services = await backend.services();
  expect(services).toEqual(expect.arrayContaining(["shop-gateway", "shop-orders", "shop-worker"]));
  expect(services).toEqual([...services].sort((a, b) => (a < b ? -1 : 1)));
  expect(await backend.operations("shop-gateway")).toEqual([
    { name: "GET /status", kind: "server" },
    { name: "POST /checkout", kind: "server" },
  ]);
  expect(await backend.operations("shop-worker")).toEqual([
    { name: "restock process", kind: "consumer" },
  ]);
  expect(await backend.operations("nobody")).toEqual([]);
});

test.describe("a search", () => {
  const cases: readonly (readonly [string, Partial<SearchQuery>, readonly string[]])[] = [
    ["by service", { service: "shop-gateway" }, [ids.quick, ids.slow, ids.checkout]],
    [
      "by service and span name",
      { service: "shop-gateway", operation: "GET /status" },
      [ids.quick, ids.slow],
    ],
    [
      "by a span that is no root",
      { service: "shop-orders", operation: "Place order" },
      [ids.checkout],
    ],
    [
      "by an attribute that is a number",
      { service: "shop-gateway", attributes: { "http.response.status_code": "200" } },
      [ids.slow],
    ],
    [
      "by an attribute with a space",
      { service: "shop-gateway", attributes: { tenant: "blue sky" } },
      [ids.quick, ids.slow],
    ],
    [
      "by several attributes",
      {
        service: "shop-gateway",
        attributes: { tenant: "blue sky", "http.response.status_code": "500" },
      },
      [ids.quick],
    ],
    ...(findsErrors()
      ? [
          [
            "by error",
            { service: "shop-gateway", attributes: { error: "true" } },
            [ids.quick],
          ] as const,
        ]
      : []),
    [
      "by an attribute of the resource",
      { service: "shop-worker", attributes: { "host.name": "shop-worker-1" } },
      [ids.job],
    ],
    ["by the least duration", { service: "shop-gateway", minDurationNs: 500_000_000 }, [ids.slow]],
    [
      "by the greatest duration",
      { service: "shop-gateway", maxDurationNs: 100_000_000 },
      [ids.quick],
    ],
    [
      "by a range of durations",
      { service: "shop-gateway", minDurationNs: 100_000_000, maxDurationNs: 500_000_000 },
      [ids.checkout],
    ],
    ["for what nobody sent", { service: "nobody" }, []],
    [
      "by an attribute that nothing has",
      { service: "shop-gateway", attributes: { tenant: "red" } },
      [],
    ],
  ];
  for (const [name, query, expected] of cases) {
    test(name, async () => {
      const { backend, info } = await connect();
      const answer = await backend.search(lastHour(query));
      expect(idsOf(answer.summaries)).toEqual(expected);
      const ofAttributes = Object.keys(query.attributes ?? {}).length > 0;
      expect(answer.route).toBe(
        info.kind === "jaeger-v3" ? "v3-summaries" : ofAttributes ? "v1-traces" : "v3-traces",
      );
    });
  }

  test("without a service", async () => {
    const { backend } = await connect();
    const { summaries } = await backend.search(lastHour({ limit: 1000 }));
    expect(idsOf(summaries)).toEqual(expect.arrayContaining([ids.checkout, ids.job, ids.short]));
  });

  test("keeps to its time and its limit", async () => {
    const { backend } = await connect();
    const { fedAtMs } = started();
    const range = (fromMinute: number, toMinute: number) =>
      lastHour({
        service: "shop-gateway",
        startUnixMicro: (fedAtMs - fromMinute * 60_000) * 1000,
        endUnixMicro: (fedAtMs - toMinute * 60_000) * 1000,
      });
    expect(idsOf((await backend.search(range(4.5, 3.5))).summaries)).toEqual([ids.slow]);
    expect(idsOf((await backend.search(range(60, 30))).summaries)).toEqual([]);
    const one = await backend.search(lastHour({ service: "shop-gateway", limit: 1 }));
    expect(one.limitReached).toBe(true);
    expect(one.summaries).toHaveLength(1);
  });
});

test("a summary says what the trace holds", async () => {
  const { backend } = await connect();
  const { summaries } = await backend.search(lastHour({ service: "shop-orders" }));
  const summary = summaries.find(({ traceId }) => traceId === ids.checkout);
  expect(summary).toMatchObject({
    rootService: "shop-gateway",
    rootName: "POST /checkout",
    durationNs: 245_000_007,
    spanCount: 2,
    errorCount: 1,
    orphanCount: 0,
    services: [
      { name: "shop-gateway", spanCount: 1, errorCount: 0 },
      { name: "shop-orders", spanCount: 1, errorCount: 1 },
    ],
  });
  const { fedAtMs } = started();
  const start = BigInt(fedAtMs - checkout.minutesAgo * 60_000) * 1_000_000n + 123n;
  expect(summary?.startUnixNano).toBe(start);
  const incomplete = summaries.find(({ traceId }) => traceId === ids.incomplete);
  expect(incomplete).toMatchObject({ orphanCount: 1, spanCount: 1 });
});

test("several traces are found by their ids, and those that are missing left out", async () => {
  const { backend } = await connect();
  const found = await backend.summariesById([ids.job, "ab".repeat(16), ids.short, "no id at all"]);
  expect(idsOf(found)).toEqual([ids.job, ids.short]);
});

test("a trace comes with everything that was recorded", async () => {
  const { backend, engine } = await connect();
  const loaded = await engine.load(backend.traceSource(ids.checkout));
  expect(loaded.format).toBe("otlp-json");
  const detail = (row: number) => engine.spanDetail(loaded.handle, spanIndex(row));
  const [root, order] = [await detail(0), await detail(1)];
  const { fedAtMs } = started();
  expect(root).toMatchObject({
    traceId: ids.checkout,
    spanId: "00f067aa0ba902b7",
    service: "shop-gateway",
    name: "POST /checkout",
    traceState: "vendor=opaque,other=1",
    traceFlags: 0x101,
    durationNs: 245_000_007,
    startUnixNano: BigInt(fedAtMs - checkout.minutesAgo * 60_000) * 1_000_000n + 123n,
  });
  expect(order.status.message).toBe("card declined by issuer");
  const valueOf = (key: string): string => {
    const found = order.attributes.find((one) => one.key === key);
    return JSON.stringify(found, (_, value: unknown) =>
      typeof value === "bigint" ? `${value}n` : value,
    );
  };
  for (const [key, value] of [
    ["order.note", JSON.stringify(hostileText).slice(1, -1)],
    ["order.number", "9007199254740993"],
    ["order.total", "19.99"],
    ["order.gift", "true"],
    ["order.items", "chair"],
    ["order.address", "Tbilisi"],
  ] as const) {
    expect(valueOf(key)).toContain(value);
  }
  expect(order.scope).toMatchObject({ name: "shop.tracing", version: "1.4.0" });
  expect(order.scope.attributes.map(({ key }) => key)).toEqual(["scope.mode"]);
  expect(order.resource.attributes.map(({ key }) => key)).toContain("host.name");
  // By time: the server sorts them by name.
  expect(order.events.map(({ name }) => name)).toEqual(["zeroth check", "retry", "exception"]);
  expect(order.links).toMatchObject([{ traceId: ids.job, spanId: "b7ad6b7169203331" }]);
  expect(order.links[0]?.attributes.map(({ key }) => key)).toContain("link.reason");
});

for (const [form, id] of [
  ["short", ids.short.replace(/^0+/, "")],
  ["padded", ids.short],
  ["in upper case", ids.checkout.toUpperCase()],
] as const) {
  test(`a trace is found by its id, ${form}`, async () => {
    const { backend, engine } = await connect();
    const { core } = await engine.load(backend.traceSource(id));
    expect(core.summary.traceId).toBe(id.toLowerCase().padStart(32, "0"));
    expect(core.summary.spanCount).toBeGreaterThan(0);
  });
}

for (const [what, id, code] of [
  ["that the server does not have", "ab".repeat(16), "not-found"],
  ["by what is no id", "not-an-id", "bad-request"],
] as const) {
  test(`a trace ${what} is refused in the server's own words`, async () => {
    const { backend, engine } = await connect();
    const failure: unknown = await engine
      .load(backend.traceSource(id))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code });
    expect(
      String((failure as { params: Record<string, unknown> }).params["serverMessage"]),
    ).toMatch(/./);
  });
}
