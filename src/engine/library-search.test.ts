import { beforeAll, describe, expect, it } from "vitest";
import type { SearchQuery } from "@/model/search-query";
import { readLibrary } from "./library";
import { searchTraces } from "./library-search";
import { isAbort } from "@/lib/problem";
import type { Trace } from "@/model/trace";

const seconds = 1_768_228_200;
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

interface SpanParts {
  readonly name?: string;
  readonly startNs?: number;
  readonly durationNs?: number;
  readonly [field: string]: unknown;
}

let lastId = 0;
function span(traceNumber: number, parts: SpanParts) {
  lastId += 1;
  const { startNs = 0, durationNs = 1000, ...rest } = parts;
  const at = (ns: number) => (BigInt(seconds + traceNumber) * 10n ** 9n + BigInt(ns)).toString();
  return {
    traceId: traceNumber.toString(16).padStart(32, "0"),
    spanId: lastId.toString(16).padStart(16, "0"),
    name: "work",
    startTimeUnixNano: at(startNs),
    endTimeUnixNano: at(startNs + durationNs),
    ...rest,
  };
}

const resource = (service: string, spans: unknown[]) => ({
  resource: { attributes: [text("service.name", service), text("host.name", "h1")] },
  scopeSpans: [
    { scope: { name: "lib.a", version: "1.2", attributes: [text("scoped", "yes")] }, spans },
  ],
});

/** Traces 1 to 4, each a second after the one before. */
const documents = [
  {
    resourceSpans: [
      resource("api", [
        span(1, {
          name: "GET /",
          kind: 2,
          durationNs: 5_000_000,
          attributes: [
            text("http.route", "/x"),
            { key: "count", value: { intValue: "7" } },
            { key: "share", value: { doubleValue: 0.5 } },
            { key: "ok", value: { boolValue: true } },
            { key: "huge", value: { intValue: "9007199254740993" } },
          ],
        }),
      ]),
      resource("db", [
        span(1, {
          name: "SELECT",
          kind: 3,
          startNs: 1000,
          durationNs: 2_000_000,
          status: { code: 2 },
          events: [{ name: "e", timeUnixNano: "1", attributes: [text("exception.type", "Oops")] }],
        }),
      ]),
    ],
  },
  {
    resourceSpans: [
      resource("api", [
        span(2, {
          name: "GET /",
          durationNs: 1_000_000,
          attributes: [text("http.route", "/y")],
          links: [
            { traceId: "f".repeat(32), spanId: "f".repeat(16), attributes: [text("linked", "1")] },
          ],
        }),
        span(2, { name: "GET /", status: { code: 1 } }),
      ]),
    ],
  },
  { resourceSpans: [resource("api", [span(3, { attributes: [text("error", "false")] })])] },
  { resourceSpans: [resource("ж", [span(4, { attributes: [text("http.route", "/x")] })])] },
];

let traces: readonly Trace[];
beforeAll(async () => {
  const body = documents.map((one) => JSON.stringify(one)).join("\n");
  ({ traces } = await readLibrary([{ name: "a", blob: new Blob([body]) }], {}));
});

/** The numbers of the traces found, newest first. */
async function find(change: Partial<SearchQuery>): Promise<readonly number[]> {
  const query: SearchQuery = {
    attributes: {},
    startUnixMicro: seconds * 1e6,
    endUnixMicro: (seconds + 100) * 1e6,
    limit: 100,
    ...change,
  };
  const { summaries } = await searchTraces(traces, query);
  return summaries.map(({ traceId }) => Number.parseInt(traceId, 16));
}

describe("searchTraces", () => {
  it("gives the newest first, as many as were asked for", async () => {
    expect(await find({})).toEqual([4, 3, 2, 1]);
    expect(await find({ limit: 2 })).toEqual([4, 3]);
  });

  it.each<[Partial<SearchQuery>, number[]]>([
    [{ service: "api" }, [3, 2, 1]],
    [{ service: "db" }, [1]],
    [{ service: "ж" }, [4]],
    [{ service: "nobody" }, []],
    [{ service: "GET /" }, []],
    [{ operation: "GET /" }, [2, 1]],
    [{ service: "db", operation: "SELECT" }, [1]],
    [{ service: "api", operation: "SELECT" }, []],
    [{ operation: "api" }, []],
    [{ minDurationNs: 1_000_000 }, [2, 1]],
    [{ minDurationNs: 5_000_000, maxDurationNs: 5_000_000 }, [1]],
    [{ maxDurationNs: 999 }, []],
    // One and the same span has to match all of it.
    [{ service: "db", minDurationNs: 3_000_000 }, []],
    [{ service: "api", minDurationNs: 3_000_000 }, [1]],
  ])("matches %j", async (change, expected) => {
    expect(await find(change)).toEqual(expected);
  });

  it("counts both ends of the window in, by the starts of spans", async () => {
    const at = (second: number) => (seconds + second) * 1e6;
    expect(await find({ startUnixMicro: at(2), endUnixMicro: at(3) })).toEqual([3, 2]);
    expect(await find({ startUnixMicro: at(2) + 1, endUnixMicro: at(3) - 1 })).toEqual([]);
    // The second span of trace 1 starts a microsecond in.
    expect(await find({ startUnixMicro: at(1) + 1, endUnixMicro: at(1) + 1 })).toEqual([1]);
  });

  it.each<[Record<string, string>, number[]]>([
    [{ "http.route": "/x" }, [4, 1]],
    [{ "http.route": "/" }, []],
    [{ "http.route": "/x", count: "7" }, [1]],
    [{ "http.route": "/x", "exception.type": "Oops" }, []],
    [{ count: "7" }, [1]],
    [{ share: "0.5" }, [1]],
    [{ ok: "true" }, [1]],
    [{ ok: "1" }, []],
    [{ huge: "9007199254740993" }, [1]],
    [{ "exception.type": "Oops" }, [1]],
    [{ linked: "1" }, [2]],
    [{ scoped: "yes" }, [4, 3, 2, 1]],
    [{ "host.name": "h1" }, [4, 3, 2, 1]],
    [{ "resource.host.name": "h1" }, [4, 3, 2, 1]],
    [{ "resource.http.route": "/x" }, []],
    [{ "scope.name": "lib.a", "scope.version": "1.2" }, [4, 3, 2, 1]],
    [{ "scope.name": "lib.b" }, []],
    [{ error: "true" }, [1]],
    [{ error: "T", "span.kind": "client" }, [1]],
    [{ error: "true", "span.kind": "server" }, []],
    [{ error: "false" }, [4, 3, 2, 1]],
    [{ error: "perhaps" }, []],
    [{ "span.status": "ok" }, [2]],
    [{ "span.status": "ERROR" }, [1]],
    [{ "span.status": "unset" }, [4, 3, 2, 1]],
    [{ "span.kind": "SERVER" }, [1]],
    // As Jaeger's first format writes fields.
    [{ "otel.status_code": "ERROR" }, [1]],
    [{ "otel.status_code": "OK", "otel.scope.name": "lib.a" }, [2]],
    [{ "otel.scope.version": "1" }, []],
    [{ "service.name": "db" }, [1]],
    [{ absent: "x" }, []],
    [{ "": "" }, []],
  ])("matches attributes %j", async (attributes, expected) => {
    expect(await find({ attributes })).toEqual(expected);
  });

  it("looks for a key that names a prototype as for any other", async () => {
    const attributes = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    expect(await find({ attributes })).toEqual([]);
  });

  it("can be given up", async () => {
    const query = { attributes: {}, startUnixMicro: 0, endUnixMicro: 1, limit: 1 };
    const signal = AbortSignal.abort();
    const failure = await searchTraces(traces, query, { signal }).catch((error: unknown) => error);
    expect(isAbort(failure)).toBe(true);
  });
});
