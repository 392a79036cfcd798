import { describe, expect, it } from "vitest";
import type { Fetch } from "@/lib/http";
import { Problem } from "@/lib/problem";
import type { SearchQuery } from "@/model/search-query";
import type { HttpRequest } from "@/model/trace-source";
import type { TraceSummary } from "@/model/trace-summary";
import type { Backend, BackendKind } from "./backend";
import { createJaegerBackend } from "./jaeger-backend";

const baseUrl = "https://example.test/ui/";

const query: SearchQuery = {
  service: "api gateway",
  operation: "POST /matches/{id}",
  attributes: {},
  startUnixMicro: 1_768_228_200_123_456,
  endUnixMicro: 1_768_231_800_000_000,
  minDurationNs: 1_500_000_000,
  maxDurationNs: 2_000_000_001,
  limit: 20,
};
const attributes = { "http.route": "/x y", error: "true" };

const summary = (traceId: string, startUnixNano = 0n): TraceSummary => ({
  traceId,
  rootService: "",
  rootName: "",
  startUnixNano,
  durationNs: 0,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
});

interface Fixture {
  readonly backend: Backend;
  /** What was asked, by the backend itself and through the reader, in order. */
  readonly asked: string[];
}

/** A backend whose server answers every path with `answer`, and whose reader does so with `read`. */
function fixture(
  kind: BackendKind,
  answer: (url: URL) => unknown = () => ({}),
  read: (url: URL) => readonly TraceSummary[] = () => [],
): Fixture {
  const asked: string[] = [];
  const fetch: Fetch = async (address) => {
    asked.push(address);
    const value = answer(new URL(address));
    return value instanceof Response ? value : new Response(JSON.stringify(value));
  };
  const reader = {
    async summarise({ url }: HttpRequest) {
      asked.push(url);
      return read(new URL(url));
    },
  };
  const info = { kind, version: "", searchesAllServices: true };
  return { backend: createJaegerBackend({ baseUrl, info, fetch, reader }), asked };
}

/** Parameters of the only question that was asked. */
function only(asked: readonly string[]): { path: string; params: Record<string, string> } {
  expect(asked).toHaveLength(1);
  const url = new URL(asked[0] ?? "");
  return { path: url.pathname, params: Object.fromEntries(url.searchParams) };
}

const v3Params = {
  "query.serviceName": "api gateway",
  "query.service_name": "api gateway",
  "query.operationName": "POST /matches/{id}",
  "query.operation_name": "POST /matches/{id}",
  "query.startTimeMin": "2026-01-12T14:30:00.123456000Z",
  "query.start_time_min": "2026-01-12T14:30:00.123456000Z",
  "query.startTimeMax": "2026-01-12T15:30:00.000000000Z",
  "query.start_time_max": "2026-01-12T15:30:00.000000000Z",
  "query.durationMin": "1500ms",
  "query.duration_min": "1500ms",
  "query.durationMax": "2000000001ns",
  "query.duration_max": "2000000001ns",
  "query.searchDepth": "20",
  "query.search_depth": "20",
  "query.num_traces": "20",
};
const v1Params = {
  service: "api gateway",
  operation: "POST /matches/{id}",
  start: "1768228200123456",
  end: "1768231800000000",
  minDuration: "1500ms",
  maxDuration: "2000000001ns",
  limit: "20",
};

describe("search", () => {
  it("asks 2.19 and later for summaries, in both spellings, with attributes", async () => {
    const { backend, asked } = fixture("jaeger-v3");
    const answer = await backend.search({ ...query, attributes });
    expect(only(asked)).toEqual({
      path: "/ui/api/v3/trace-summaries",
      params: { ...v3Params, "query.attributes": JSON.stringify(attributes) },
    });
    expect(answer).toEqual({ summaries: [], route: "v3-summaries", limitReached: false });
  });

  it("says what an answer tells of the clocks", async () => {
    const date = new Date(0).toUTCString();
    const told = new Response(`{"summaries":[]}`, { headers: { date } });
    const { backend } = fixture("jaeger-v3", () => told);
    expect((await backend.search(query)).clockAheadMs).toBeGreaterThan(0);
  });

  it("asks v3 of before 2.19 for traces, by the names that it knows", async () => {
    const { backend, asked } = fixture("jaeger-v3-without-summaries");
    expect((await backend.search(query)).route).toBe("v3-traces");
    expect(only(asked)).toEqual({ path: "/ui/api/v3/traces", params: v3Params });
  });

  it("asks v1 of such a server when there are attributes, which its v3 would ignore", async () => {
    const { backend, asked } = fixture("jaeger-v3-without-summaries");
    expect((await backend.search({ ...query, attributes })).route).toBe("v1-traces");
    expect(only(asked)).toEqual({
      path: "/ui/api/traces",
      params: { ...v1Params, tags: JSON.stringify(attributes) },
    });
  });

  it("asks v1 where there is nothing else", async () => {
    const { backend, asked } = fixture("jaeger-v1");
    expect((await backend.search(query)).route).toBe("v1-traces");
    expect(only(asked)).toEqual({ path: "/ui/api/traces", params: v1Params });
  });

  it("sends no name that is not set, and an end after the start", async () => {
    const { backend, asked } = fixture("jaeger-v3");
    const start = 1_768_228_200_000_000;
    await backend.search({ attributes: {}, startUnixMicro: start, endUnixMicro: start, limit: 1 });
    const { params } = only(asked);
    expect(Object.keys(params).sort()).toEqual(
      [
        "query.startTimeMin",
        "query.start_time_min",
        "query.startTimeMax",
        "query.start_time_max",
        "query.searchDepth",
        "query.search_depth",
        "query.num_traces",
      ].sort(),
    );
    expect(params["query.startTimeMax"]).toBe("2026-01-12T14:30:00.000001000Z");
  });

  it("keeps an attribute whose key names a prototype", async () => {
    const { backend, asked } = fixture("jaeger-v3");
    const hostile = JSON.parse('{"__proto__":"x","constructor":"y"}') as Record<string, string>;
    await backend.search({ ...query, attributes: hostile });
    expect(only(asked).params["query.attributes"]).toBe('{"__proto__":"x","constructor":"y"}');
  });

  it("takes v3's 404 for no traces, and any other failure for what it is", async () => {
    const failing = (problem: Problem) =>
      fixture("jaeger-v3-without-summaries", undefined, () => {
        throw problem;
      }).backend.search(query);
    const none = new Problem("not-found", { status: 404, serverMessage: "No traces found" });
    expect(await failing(none)).toMatchObject({ summaries: [], limitReached: false });
    const unknown = new Problem("not-found", { status: 404, pathUnknown: 1 });
    await expect(failing(unknown)).rejects.toBe(unknown);
    const broken = new Problem("server-error", { status: 500 });
    await expect(failing(broken)).rejects.toBe(broken);
  });

  it("puts the newest first and says when there may be more", async () => {
    const found = [summary("a", 1n), summary("b", 3n), summary("c", 2n)];
    const { backend } = fixture("jaeger-v1", undefined, () => found);
    const answer = await backend.search({ ...query, limit: 3 });
    expect(answer.summaries.map(({ traceId }) => traceId)).toEqual(["b", "c", "a"]);
    expect(answer.limitReached).toBe(true);
    expect((await backend.search(query)).limitReached).toBe(false);
  });
});

describe("summaries of v3", () => {
  const search = (document: unknown) => fixture("jaeger-v3", () => document).backend.search(query);

  it("are read exactly, with what proto-JSON leaves out taken for zero", async () => {
    const { summaries } = await search({
      summaries: [
        {
          traceId: "4BF92F3577B34DA6A3CE929D0E0E4736",
          rootServiceName: "api",
          rootOperationName: "GET /",
          minStartTimeUnixNano: "1768228200123456789",
          maxEndTimeUnixNano: "1768228200123456799",
          spanCount: 7,
          errorSpanCount: "2",
          services: [
            { name: "b", spanCount: 4, errorSpanCount: 2 },
            { name: "a", spanCount: 3 },
          ],
        },
        { traceID: "abc" },
      ],
    });
    expect(summaries).toEqual([
      {
        traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
        rootService: "api",
        rootName: "GET /",
        startUnixNano: 1_768_228_200_123_456_789n,
        durationNs: 10,
        spanCount: 7,
        errorCount: 2,
        orphanCount: 0,
        services: [
          { name: "a", spanCount: 3, errorCount: 0 },
          { name: "b", spanCount: 4, errorCount: 2 },
        ],
      },
      { ...summary("00000000000000000000000000000abc"), spanCount: 0 },
    ]);
  });

  it.each([
    [[], "$", "object", "array"],
    [{ summaries: {} }, "$.summaries", "array", "object"],
    [{ summaries: [null] }, "$.summaries[0]", "object", "null"],
    [{ summaries: [{}] }, "$.summaries[0].traceId", "string", "undefined"],
    [{ summaries: [{ traceId: 7 }] }, "$.summaries[0].traceId", "string", "number"],
    [
      { summaries: [{ traceId: "a", spanCount: "x" }] },
      "$.summaries[0].spanCount",
      "integer",
      "string",
    ],
    [
      { summaries: [{ traceId: "a", spanCount: -1 }] },
      "$.summaries[0].spanCount",
      "count",
      "number",
    ],
    [
      { summaries: [{ traceId: "a", services: [{ name: {} }] }] },
      "$.summaries[0].services[0].name",
      "string",
      "object",
    ],
  ])("that are malformed name the place: %j", async (document, where, expected, found) => {
    await expect(search(document)).rejects.toMatchObject({
      code: "bad-document",
      params: { where, expected, found },
    });
  });
});

describe("services and operations", () => {
  it.each([
    ["jaeger-v3", "/ui/api/v3/services", { services: ["b", "a", "b"] }, ["a", "b"]],
    ["jaeger-v3", "/ui/api/v3/services", {}, []],
    ["jaeger-v3-without-summaries", "/ui/api/v3/services", { services: null }, []],
    ["jaeger-v1", "/ui/api/services", { data: ["b", "a"], errors: null }, ["a", "b"]],
    ["jaeger-v1", "/ui/api/services", { data: null, errors: null }, []],
  ] as const)("%s lists services at %s: %j", async (kind, path, document, services) => {
    const { backend, asked } = fixture(kind, () => document);
    expect(await backend.services()).toEqual(services);
    expect(only(asked)).toEqual({ path, params: {} });
  });

  it("escapes the service, and gives each name with each kind once", async () => {
    const operations = [
      { name: "b", spanKind: "server" },
      { name: "b", spanKind: "CLIENT" },
      { name: "b", spanKind: "server" },
      { name: "a" },
    ];
    const expected = [
      { name: "a", kind: "" },
      { name: "b", kind: "client" },
      { name: "b", kind: "server" },
    ];
    const v3 = fixture("jaeger-v3", () => ({ operations }));
    expect(await v3.backend.operations("a&b=c/ж")).toEqual(expected);
    expect(only(v3.asked)).toEqual({
      path: "/ui/api/v3/operations",
      params: { service: "a&b=c/ж" },
    });
    const v1 = fixture("jaeger-v1", () => ({ data: operations }));
    expect(await v1.backend.operations("a")).toEqual(expected);
    expect(only(v1.asked)).toEqual({ path: "/ui/api/operations", params: { service: "a" } });
    const names = fixture("jaeger-v1", () => ({ data: ["x", "x"] }));
    expect(await names.backend.operations("a")).toEqual([{ name: "x", kind: "" }]);
  });

  it("passes on the errors of a v1 envelope without data", async () => {
    const errors = [{ code: 500, msg: "storage is gone" }];
    const { backend } = fixture("jaeger-v1", () => ({ data: null, errors }));
    await expect(backend.services()).rejects.toMatchObject({
      code: "server-error",
      params: { serverMessage: "storage is gone" },
    });
  });
});

describe("single traces", () => {
  it("are read from v3 and then from v1, wherever there is v3", () => {
    const urls = (kind: BackendKind, id: string) => {
      const source = fixture(kind).backend.traceSource(id);
      return source.kind === "request" ? source.attempts.map(({ url }) => url) : [];
    };
    expect(urls("jaeger-v3", "ab")).toEqual([
      `${baseUrl}api/v3/traces/ab`,
      `${baseUrl}api/traces/ab`,
    ]);
    expect(urls("jaeger-v1", "ab")).toEqual([`${baseUrl}api/traces/ab`]);
    expect(urls("jaeger-v1", "../a?b#c%2f")).toEqual([`${baseUrl}api/traces/..%2Fa%3Fb%23c%252f`]);
    expect(urls("jaeger-v1", "a\ud800")).toEqual([`${baseUrl}api/traces/a%EF%BF%BD`]);
    // No path can hold these: they would lead to another one.
    for (const id of ["", ".", ".."]) expect(urls("jaeger-v3", id)).toEqual([]);
  });

  it("are sent the headers of the address", () => {
    const backend = createJaegerBackend({
      baseUrl,
      headers: { "x-tenant": "acme" },
      info: { kind: "jaeger-v1", version: "", searchesAllServices: false },
      reader: { summarise: async () => [] },
    });
    expect(backend.traceSource("ab")).toMatchObject({
      attempts: [{ headers: { "x-tenant": "acme" } }],
    });
  });

  it("are summarised one by one by 2.19 and later, six at a time, without those missing", async () => {
    let running = 0;
    let most = 0;
    const asked: string[] = [];
    const backend = createJaegerBackend({
      baseUrl,
      info: { kind: "jaeger-v3", version: "", searchesAllServices: true },
      reader: {
        async summarise({ url }) {
          asked.push(url);
          running += 1;
          most = Math.max(most, running);
          await Promise.resolve();
          running -= 1;
          const id = url.slice(url.lastIndexOf("/") + 1);
          if (id === "a3") throw new Problem("not-found", { status: 404 });
          if (id === "a4" && url.includes("/v3/")) {
            throw new Problem("not-found", { status: 404, pathUnknown: 1 });
          }
          return [summary(id)];
        },
      },
    });
    const ids = Array.from({ length: 20 }, (_, i) => `a${i}`);
    const found = await backend.summariesById([...ids, "a1"]);
    expect(found.map(({ traceId }) => traceId).sort()).toEqual(
      ids.filter((id) => id !== "a3").sort(),
    );
    expect(most).toBe(6);
    expect(asked).toContain(`${baseUrl}api/traces/a4`);
    expect(asked.filter((url) => url.endsWith("/a1"))).toHaveLength(1);
  });

  it("are summarised together by v1, and one by one when that fails", async () => {
    const together = fixture("jaeger-v1", undefined, (url) =>
      url.searchParams.getAll("traceID").map((id) => summary(id)),
    );
    expect(await together.backend.summariesById(["a", "b"])).toHaveLength(2);
    expect(together.asked).toEqual([`${baseUrl}api/traces?traceID=a&traceID=b`]);

    const failing = fixture("jaeger-v3-without-summaries", undefined, (url) => {
      if (url.searchParams.has("traceID")) throw new Problem("bad-request", { ofApi: 1 });
      return [summary(url.pathname)];
    });
    expect(await failing.backend.summariesById(["a", "b"])).toHaveLength(2);
    expect(failing.asked.slice(1).sort()).toEqual([
      `${baseUrl}api/v3/traces/a`,
      `${baseUrl}api/v3/traces/b`,
    ]);
  });

  it("are of each trace once, however its id is written", async () => {
    for (const kind of ["jaeger-v3", "jaeger-v1"] as const) {
      const { backend } = fixture(kind, undefined, () => [summary("ab")]);
      expect(await backend.summariesById(["AB", "ab"])).toHaveLength(1);
    }
  });

  it("leave out an id that the server cannot read", async () => {
    for (const kind of ["jaeger-v3", "jaeger-v3-without-summaries", "jaeger-v1"] as const) {
      const { backend } = fixture(kind, undefined, (url) => {
        // As servers answer: the whole question is refused where it holds such an id.
        if (/no(%20|\+)id/.test(url.href)) throw new Problem("bad-request", { ofApi: 1 });
        return [summary(url.pathname)];
      });
      expect(await backend.summariesById(["a", "no id", "b"])).toHaveLength(2);
    }
    const { backend } = fixture("jaeger-v3", undefined, () => {
      throw new Problem("bad-request", { status: 400 });
    });
    await expect(backend.summariesById(["a"])).rejects.toMatchObject({ code: "bad-request" });
  });

  it("fail together with what reaches no server", async () => {
    const { backend } = fixture("jaeger-v3", undefined, () => {
      throw new Problem("unreachable");
    });
    await expect(backend.summariesById(["a", "b"])).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("the archive", () => {
  it("is asked to keep a trace", async () => {
    const asked: (string | undefined)[] = [];
    const fetch: Fetch = async (url, { method }) => {
      asked.push(method, url);
      return new Response('{"data":[],"total":0,"errors":[]}');
    };
    const info = { kind: "jaeger-v3", version: "", searchesAllServices: true } as const;
    const reader = { summarise: async () => [] };
    const backend = createJaegerBackend({ baseUrl, info, reader, fetch });
    await backend.archive?.("ab12");
    expect(asked).toEqual(["POST", `${baseUrl}api/archive/ab12`]);
    await expect(backend.archive?.("..")).rejects.toMatchObject({ code: "not-found" });
    expect(asked).toHaveLength(2);
  });

  it("refuses in the server's own words", async () => {
    const errors = [{ code: 500, msg: "archive span storage was not configured" }];
    const refusal = () => new Response(JSON.stringify({ data: null, errors }), { status: 500 });
    const { backend } = fixture("jaeger-v3", refusal);
    await expect(backend.archive?.("ab12")).rejects.toMatchObject({
      code: "server-error",
      params: { serverMessage: "archive span storage was not configured" },
    });
  });
});
