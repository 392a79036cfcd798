import { describe, expect, test } from "vitest";
import type { TraceFormat } from "@/model/trace-source";
import { lossesOf, written } from "./testing/compare-traces";
import { openTraces } from "./testing/corpus";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const text = (key: string, value: string) => ({ key, value: { stringValue: value } });

/** One span with all that OTLP can say of one, in the order in which the collector writes it. */
const everything = {
  traceId,
  spanId: "00f067aa0ba902b7",
  traceState: "k=v",
  parentSpanId: "53995c3f42cd8ad8",
  flags: 257,
  name: 'GET "/\u{1f680}"',
  kind: 2,
  startTimeUnixNano: "1768228200123456789",
  endTimeUnixNano: "1768228200223456790",
  attributes: [
    text("text", "a\tb\\ \u202e<b>"),
    { key: "yes", value: { boolValue: true } },
    { key: "int", value: { intValue: "-9223372036854775808" } },
    { key: "small", value: { intValue: "7" } },
    { key: "double", value: { doubleValue: 1.5 } },
    { key: "nan", value: { doubleValue: "NaN" } },
    { key: "bytes", value: { bytesValue: "AAEC" } },
    { key: "array", value: { arrayValue: { values: [{ intValue: "1" }, {}] } } },
    { key: "map", value: { kvlistValue: { values: [text("__proto__", "x")] } } },
    { key: "none", value: {} },
  ],
  droppedAttributesCount: 1,
  events: [
    {
      timeUnixNano: "1768228200123456790",
      name: "exception",
      attributes: [text("exception.type", "E")],
      droppedAttributesCount: 2,
    },
  ],
  droppedEventsCount: 3,
  links: [
    {
      traceId: "1af7651916cd43dd8448eb211c80319d",
      spanId: "00f067aa0ba902b8",
      traceState: "a=b",
      attributes: [text("why", "retry")],
      droppedAttributesCount: 4,
      flags: 1,
    },
  ],
  droppedLinksCount: 5,
  status: { message: "out of memory", code: 2 },
};
const holder = (span: object) => ({
  resourceSpans: [
    {
      resource: {
        attributes: [text("service.name", "api"), text("host.name", "h1")],
        droppedAttributesCount: 6,
      },
      scopeSpans: [
        {
          scope: {
            name: "lib",
            version: "1.2",
            attributes: [text("s", "t")],
            droppedAttributesCount: 7,
          },
          spans: [span],
          schemaUrl: "https://opentelemetry.io/schemas/1.4.0",
        },
      ],
      schemaUrl: "https://opentelemetry.io/schemas/1.21.0",
    },
  ],
});

async function read(document: unknown) {
  const { traces, result } = await openTraces(document);
  const [trace] = traces;
  if (trace === undefined) throw new Error("No trace");
  return { trace, format: result.format };
}

async function rewritten(document: unknown, as: "otlp-json" | "jaeger-v1", from?: TraceFormat) {
  const { trace, format } = await read(document);
  return JSON.parse(written(trace, from ?? format, as)) as unknown;
}

describe("OTLP JSON", () => {
  test("is written as the collector writes it, to the letter", async () => {
    const { trace, format } = await read(holder(everything));
    expect(written(trace, format, "otlp-json")).toBe(`${JSON.stringify(holder(everything))}\n`);
    expect(lossesOf(trace, format, "otlp-json")).toEqual([]);
  });

  test("keeps what was there beside the fields, and what was in lists and no item", async () => {
    const span = { traceId, spanId: "01", name: "a", startTimeUnixNano: "17", futureField: [1] };
    const odd = { ...span, attributes: [text("k", "v"), 5], events: "none", more: null };
    const back = await rewritten(holder(odd), "otlp-json");
    expect(back).toMatchObject({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  attributes: [text("k", "v"), 5],
                  events: "none",
                  futureField: [1],
                  more: null,
                },
              ],
            },
          ],
        },
      ],
    });
    const other = JSON.stringify(await rewritten(holder(odd), "otlp-json", "jaeger-v1"));
    expect(other).not.toContain("futureField");
  });

  test("leaves out what the source did, however it is shown", async () => {
    const { trace, format } = await read(
      holder({ traceId, spanId: "01", parentSpanId: "02", name: "", startTimeUnixNano: "0" }),
    );
    const { resourceSpans } = JSON.parse(written(trace, format, "otlp-json"));
    expect(resourceSpans[0].scopeSpans[0].spans[0]).toEqual({
      traceId,
      spanId: "0000000000000001",
      parentSpanId: "0000000000000002",
      name: "",
      startTimeUnixNano: "0",
      status: {},
    });
  });

  test("has the spans of one resource and scope together", async () => {
    const span = (id: number, parent: number, service: number) => ({
      resource: { attributes: [text("service.name", `s${service}`)] },
      scopeSpans: [
        {
          spans: [
            {
              traceId,
              spanId: `0${id}`,
              ...(parent > 0 ? { parentSpanId: `0${parent}` } : {}),
              name: `${id}`,
              startTimeUnixNano: `176822820000000000${id}`,
              endTimeUnixNano: "1768228200000000009",
            },
          ],
        },
      ],
    });
    const spans = [span(1, 0, 1), span(2, 1, 2), span(3, 2, 1), span(4, 3, 2)];
    const { trace } = await read({ resourceSpans: spans });
    const { resourceSpans } = JSON.parse(written(trace, "otlp-json", "otlp-json"));
    const names = resourceSpans.map((one: { scopeSpans: { spans: { name: string }[] }[] }) =>
      one.scopeSpans.map((scope) => scope.spans.map(({ name }) => name)),
    );
    expect(names).toEqual([[["1", "3"]], [["2", "4"]]]);
  });
});

/** As Jaeger's query service answers. */
const jaeger = (span: object) => ({
  data: [
    {
      traceID: "8448eb211c80319c",
      spans: [
        {
          traceID: "8448eb211c80319c",
          spanID: "00f067aa0ba902b7",
          flags: 1,
          operationName: "GET /",
          references: [
            { refType: "CHILD_OF", traceID: "8448eb211c80319c", spanID: "53995c3f42cd8ad8" },
            { refType: "FOLLOWS_FROM", traceID: traceId, spanID: "53995c3f42cd8ad9" },
          ],
          startTime: 1_768_228_200_123_456,
          duration: 100_000,
          tags: [
            { key: "otel.scope.name", type: "string", value: "lib" },
            { key: "otel.scope.version", type: "string", value: "1.2" },
            { key: "n", type: "int64", value: 7 },
            { key: "big", type: "int64", value: "9007199254740993" },
            { key: "ratio", type: "float64", value: 0.5 },
            { key: "ok", type: "bool", value: false },
            { key: "raw", type: "binary", value: "AAEC" },
            { key: "span.kind", type: "string", value: "client" },
            { key: "otel.status_code", type: "string", value: "ERROR" },
            { key: "error", type: "bool", value: true },
            { key: "otel.status_description", type: "string", value: "boom" },
            { key: "w3c.tracestate", type: "string", value: "k=v" },
          ],
          logs: [
            {
              timestamp: 1_768_228_200_123_460,
              fields: [
                { key: "event", type: "string", value: "retry" },
                { key: "attempt", type: "int64", value: 2 },
              ],
            },
          ],
          processID: "p1",
          warnings: ["clock skew"],
          ...span,
        },
      ],
      processes: {
        p1: {
          serviceName: "api",
          tags: [{ key: "host", type: "string", value: "h1" }],
        },
      },
      warnings: null,
    },
  ],
  total: 1,
  limit: 0,
  offset: 0,
  errors: null,
});

describe("Jaeger JSON", () => {
  test("is written as the query service writes it, to the letter", async () => {
    const { trace, format } = await read(jaeger({}));
    expect(written(trace, format, "jaeger-v1")).toBe(`${JSON.stringify(jaeger({}))}\n`);
    expect(lossesOf(trace, format, "jaeger-v1")).toEqual([]);
  });

  test("keeps what was there beside the fields, and how the parent was found", async () => {
    const same = { traceID: "8448eb211c80319c", spanID: "53995c3f42cd8ad8" };
    const odd = {
      references: [{ refType: "FOLLOWS_FROM", ...same }, { refType: "CHILD_OF" }],
      warnings: "none",
      more: { a: 1 },
    };
    expect(await rewritten(jaeger(odd), "jaeger-v1")).toEqual(jaeger(odd));
  });

  test("loses what is listed, and counts it", async () => {
    const { trace, format } = await read(holder(everything));
    expect(lossesOf(trace, format, "jaeger-v1")).toEqual([
      { kind: "span-nanoseconds", count: 1 },
      { kind: "event-nanoseconds", count: 1 },
      { kind: "nested-values", count: 2 },
      { kind: "empty-values", count: 1 },
      { kind: "link-attributes", count: 1 },
      { kind: "link-contexts", count: 1 },
      { kind: "link-kinds", count: 1 },
      { kind: "dropped-counts", count: 7 },
      { kind: "schema-urls", count: 2 },
      { kind: "scope-attributes", count: 1 },
    ]);
    const document = written(trace, format, "jaeger-v1");
    expect(document).toContain('{"key":"array","type":"string","value":"[1,null]"}');
    expect(document).toContain('"value":"{\\"__proto__\\":\\"x\\"}"');
    expect(document).toContain('"startTime":1768228200123456,"duration":100000,');
  });
});
