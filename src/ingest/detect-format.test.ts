import { describe, expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { sniffBytes } from "./detect-format";
import { read } from "./testing/read-text";

const span = { traceID: "ab", spanID: "1", operationName: "o", process: {} };
const trace = { traceID: "ab", spans: [span], processes: {} };
const otlpSpan = { traceId: "ab", spanId: "1", name: "o" };
const scopeSpans = [{ spans: [otlpSpan] }];
const resourceSpans = [{ scopeSpans }];
const zipkin = { traceId: "ab", id: "1", name: "o" };

async function problemOf(input: unknown): Promise<Problem> {
  const error: unknown = await read(input).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw new Error(`no Problem but ${String(error)}`);
}

describe("documents that open", () => {
  test.each([
    ["jaeger-v1", { data: [trace], total: 1, errors: null }],
    ["jaeger-v1", { code: 200, msg: "操作成功", count: 1, data: [trace] }],
    ["jaeger-v1", { data: trace }],
    ["jaeger-v1", trace],
    ["jaeger-v1", [trace]],
    ["jaeger-v1", [span]],
    ["jaeger-v1", span],
    ["jaeger-v1", { data: { data: [trace] } }],
    ["otlp-json", { resourceSpans }],
    ["otlp-json", { resource_spans: [{ scope_spans: scopeSpans }] }],
    ["otlp-json", { result: { resourceSpans } }],
    ["otlp-json", [{ resourceSpans }]],
    ["otlp-json", [{ result: { resourceSpans } }]],
    ["otlp-json", { batches: resourceSpans }],
    ["otlp-json", { batches: [{ instrumentationLibrarySpans: scopeSpans }] }],
    ["otlp-json", { trace: { resourceSpans } }],
    ["otlp-json", { trace: { batches: resourceSpans } }],
    ["otlp-json", { resource: {}, scopeSpans }],
    ["zipkin-v2", [zipkin]],
    ["zipkin-v2", [[zipkin]]],
    ["zipkin-v2", zipkin],
  ])("%s: %j", async (format, document) => {
    const { result } = await read(document);
    expect(result).toMatchObject({ format, spans: 1 });
    expect(result.partial).toBeUndefined();
  });

  test("chunks and lines of them are one answer", async () => {
    const chunk = JSON.stringify({ result: { resourceSpans } });
    for (const join of ["", "\n", "\r\n\r\n", "\u001e"]) {
      expect((await read([chunk, chunk, chunk].join(join))).result.spans).toBe(3);
    }
  });

  test("a trace among spans, and spans among traces", async () => {
    expect((await read([span, trace, span])).result).toMatchObject({ spans: 3 });
    expect((await read([trace, span, { data: [trace, [span]] }])).result).toMatchObject({
      spans: 4,
    });
    const { sink } = await read([
      span,
      { ...trace, spans: [{ ...span, process: null, processID: "p" }] },
    ]);
    expect(sink.spans.map(({ resource }) => resource)).toMatchObject([{ service: "" }, "p"]);
  });

  test.each([
    [{ data: [], total: 0, errors: null }, "jaeger-v1"],
    [{ data: null, total: 0, limit: 0, errors: [] }, "jaeger-v1"],
    [{ data: [{ traceID: "ab", spans: [], processes: {} }] }, "jaeger-v1"],
    [{ resourceSpans: [], unexpected: "value" }, "otlp-json"],
    [{ result: {} }, "otlp-json"],
    [{ result: { resourceSpans: [] } }, "otlp-json"],
    [{ result: { resourceSpans: null } }, "otlp-json"],
    [{ resourceSpans: null }, "otlp-json"],
    [{ batches: null }, "otlp-json"],
  ])("answers without a span are no error: %j", async (document, format) => {
    expect((await read(document)).result).toMatchObject({ format, spans: 0 });
  });
});

describe("documents that do not open", () => {
  test.each([
    ["empty", ""],
    ["empty", " \n "],
    ["empty", "{}"],
    ["empty", "[]"],
    ["html-instead-of-json", "\n<!doctype html><title>Jaeger UI</title>"],
    ["invalid-json", "404 page not found"],
    ["invalid-json", "{'a':1}"],
    ["unknown-format", '{"type":"FeatureCollection","features":[]}'],
    ["unknown-format", "[1,2,3]"],
    ["unknown-format", '"text"'],
    ["not-a-trace", '{"data":["frontend","driver"],"total":2}'],
    ["not-a-trace", '{"data":[{"name":"GET /","spanKind":"server"}]}'],
    ["not-a-trace", '{"data":[{"parent":"a","child":"b","callCount":3}]}'],
    ["not-a-trace", '{"summaries":[{"traceId":"ab"}]}'],
    ["not-a-trace", '{"services":["a"]}'],
    ["not-a-trace", '{"resourceLogs":[{"scopeLogs":[]}]}'],
    ["not-a-trace", '{"resourceMetrics":[]}'],
    ["not-a-trace", '{"operations":[{"name":"a"}]}'],
    ["not-a-trace", '{"traces":[{"traceID":"ab","rootServiceName":"x"}],"metrics":{}}'],
    ["bad-document", '{"resourceSpans":"extra"}'],
    ["bad-document", '{"resourceSpans":[{"scopeSpans":{"a":1}}]}'],
    ["bad-document", '{"resourceSpans":[{"scopeSpans":[{"spans":"x"}]}]}'],
    ["bad-document", '{"traceID":"ab","spans":{"a":1}}'],
    ["bad-document", '{"traceID":"ab","spans":[1]}'],
    ["bad-document", '[{"traceID":"ab","spanID":"1","duration":"long"}]'],
    ["bad-document", '{"traceID":"ab","spanID":"1"}'],
    ["cut-off", '{"data":[{"traceID":"ab","sp'],
    ["unknown-format", Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0)],
  ])("%s: %s", async (code, input) => {
    expect((await problemOf(input)).code).toBe(code);
  });

  test("places and findings are named", async () => {
    expect((await problemOf({ extra: "", resourceSpans: "extra" })).params).toEqual({
      where: "resourceSpans",
      expected: "a list",
      found: '"extra"',
    });
    expect((await problemOf({ data: [{ a: "x".repeat(200) }] })).params).toEqual({
      where: "data[0]",
      found: `{"a":"${"x".repeat(73)}…`,
    });
    expect((await problemOf([{ traceID: "a", spanID: "b", duration: "x" }])).params["where"]).toBe(
      "[0].duration",
    );
  });

  test.each([
    [{ data: null, errors: [{ code: 404, msg: "trace not found" }] }, "not-found"],
    [{ data: null, errors: [{ code: 500, msg: "trace not found" }] }, "server-error"],
    [{ error: { httpCode: 400, message: "trace not found" } }, "bad-request"],
    [{ error: { httpCode: 429, message: "trace not found" } }, "rate-limited"],
    [{ code: 5, message: "trace not found", details: [] }, "not-found"],
  ])("errors of servers are told in their words: %j", async (document, code) => {
    const problem = await problemOf(document);
    expect([problem.code, problem.params["serverMessage"]]).toEqual([code, "trace not found"]);
  });

  test("an error beside data makes the result partial", async () => {
    const { result } = await read({
      data: [trace],
      errors: [{ code: 500, msg: "one shard down" }],
    });
    expect(result.spans).toBe(1);
    expect(result.partial?.params["serverMessage"]).toBe("one shard down");
  });

  test("something unknown beside spans makes the result partial", async () => {
    const { result } = await read([span, { type: "odd" }, span]);
    expect(result).toMatchObject({ spans: 2 });
    expect(result.partial?.params["where"]).toBe("[1]");
  });
});

test("OTLP protobuf is told from text by its first bytes", () => {
  const message = Uint8Array.of(0x0a, 0x95, 0xc1, 0x09, 0x0a, 0xff, 0x05, 0x0a, 0x1a, 0x0a, 0x0c);
  expect(sniffBytes(message)).toBe("protobuf");
  for (const text of ['\n{\n"a":1}', "\n\n\n\n{}", "\n{\r\n}", '\n[\n{"a":"\u00e9"}]']) {
    expect(sniffBytes(new TextEncoder().encode(text))).toBe("text");
  }
});
