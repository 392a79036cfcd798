import { describe, expect, test } from "vitest";
import { SpanKind, StatusCode } from "@/model/span-table";
import { read } from "./testing/read-text";
import type { RecordedSpan } from "./testing/recording-sink";

const base = { traceID: "00000000000000ab", spanID: "1", operationName: "op" };
const tag = (key: string, value: unknown, type = "string") => ({ key, type, value });

async function readSpan(fields: object, processes: object = {}): Promise<RecordedSpan> {
  const { spans } = await read({
    data: [{ traceID: base.traceID, spans: [{ ...base, ...fields }], processes }],
  });
  expect(spans.length).toBe(1);
  const [span] = spans;
  if (span === undefined) throw new Error("no span");
  return span;
}

describe("spans", () => {
  test("times are microseconds; flags, warnings and unknown fields are kept", async () => {
    const span = await readSpan({
      startTime: 1700000000000001,
      duration: 2.5,
      flags: 1,
      warnings: ["clock skew"],
      depth: 3,
    });
    expect(span).toMatchObject({
      traceId: "00000000000000ab",
      spanId: "1",
      name: "op",
      start: { micros: 1700000000000001, nanos: 0 },
      end: undefined,
      durationNs: 2500,
      traceFlags: 1,
      warnings: ["clock skew"],
      unknownFields: '{"depth":3}',
      kind: SpanKind.Unspecified,
      statusCode: StatusCode.Unset,
    });
  });

  test("bad times are noted and left out", async () => {
    const span = await readSpan({ startTime: "soon", duration: 1e30, flags: -1 });
    expect([span.start, span.durationNs, span.traceFlags]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(span.issues.map(([code, detail]) => `${code} ${detail}`)).toEqual(
      [
        'bad-number startTime: "soon"',
        "time-out-of-range duration: 1e+30",
        "bad-number flags: -1",
        "unknown-process ",
      ].toSorted((a, b) => Number(b.startsWith("unknown")) - Number(a.startsWith("unknown"))),
    );
  });

  test("a negative duration is handed over for the builder to repair", async () => {
    expect((await readSpan({ duration: -20 })).durationNs).toBe(-20_000);
  });
});

describe("references", () => {
  const child = (spanID: string, traceID = base.traceID) => ({
    refType: "CHILD_OF",
    traceID,
    spanID,
  });
  const follows = (spanID: string, traceID = base.traceID) => ({
    refType: "FOLLOWS_FROM",
    traceID,
    spanID,
  });

  test("the first CHILD_OF into the trace is the parent, the others are links", async () => {
    const span = await readSpan({
      references: [follows("f"), child("x", "ff"), child("p", "AB"), child("q")],
    });
    expect(span.parentSpanId).toBe("p");
    expect(span.links.map(({ relation, traceId, spanId }) => [relation, traceId, spanId])).toEqual([
      ["follows-from", base.traceID, "f"],
      ["extra-parent", "ff", "x"],
      ["extra-parent", base.traceID, "q"],
    ]);
    expect(span.unknownFields).toBe("");
  });

  test("without a CHILD_OF the first FOLLOWS_FROM is the parent, and stays told apart", async () => {
    const span = await readSpan({ references: [follows("x", "ff"), follows("p")] });
    expect(span.parentSpanId).toBe("p");
    expect(span.links.map(({ spanId }) => spanId)).toEqual(["x"]);
    expect(JSON.parse(span.unknownFields)).toEqual({ references: [follows("p")] });
  });

  test("a reference into another trace makes a link and no orphan", async () => {
    const span = await readSpan({ references: [child("x", "ff")] });
    expect([span.parentSpanId, span.links.length]).toEqual(["", 1]);
  });

  test("parentSpanID is used where there is no reference; zeros are none", async () => {
    expect((await readSpan({ parentSpanID: "9" })).parentSpanId).toBe("9");
    expect((await readSpan({ parentSpanID: "0" })).parentSpanId).toBe("");
    expect((await readSpan({ parentSpanID: "9", references: [child("p")] })).parentSpanId).toBe(
      "p",
    );
  });

  test("what is no reference is noted and kept", async () => {
    const span = await readSpan({ references: [7, { refType: "ODD", spanID: "o" }] });
    expect(span.links.map(({ relation }) => relation)).toEqual(["link"]);
    expect(span.issues.map(([code]) => code)).toEqual(["unknown-process", "bad-value", "bad-enum"]);
    expect(JSON.parse(span.unknownFields)).toEqual({ references: [7] });
  });
});

describe("tags", () => {
  test("values have the type that is named", async () => {
    const { attributes, issues } = await readSpan({
      tags: [
        tag("s", "x"),
        tag("b", false, "bool"),
        tag("i", -7, "int64"),
        tag("big", "9223372036854775222", "int64"),
        tag("d", 72.5, "float64"),
        tag("whole", 3, "float64"),
        tag("bin", "AAAwOQ==", "binary"),
        { key: "untyped", value: 4 },
      ],
      process: {},
    });
    expect(issues).toEqual([]);
    expect(attributes).toEqual([
      ["s", { type: "string", value: "x" }],
      ["b", { type: "bool", value: false }],
      ["i", { type: "int", value: -7 }],
      ["big", { type: "int", value: "9223372036854775222" }],
      ["d", { type: "double", value: 72.5 }],
      ["whole", { type: "double", value: 3 }],
      ["bin", { type: "bytes", value: "AAAwOQ==" }],
      ["untyped", { type: "int", value: 4 }],
    ]);
  });

  test("an integer literal beyond 2^53 is exact", async () => {
    const text = `{"traceID":"a","spans":[{"traceID":"a","spanID":"1","operationName":"o",
      "process":{},"tags":[{"key":"n","type":"int64","value":-9223372036854775807}]}]}`;
    const { spans } = await read(text);
    expect(spans[0]?.attributes).toEqual([["n", { type: "int", value: "-9223372036854775807" }]]);
  });

  test("values of another type are taken as they are, and noted", async () => {
    const { attributes, issues } = await readSpan({
      process: {},
      tags: [tag("b", "yes", "bool"), tag("i", 1.5, "int64"), tag("o", { a: [1] }), "stray"],
    });
    expect(attributes).toEqual([
      ["b", { type: "string", value: "yes" }],
      ["i", { type: "double", value: 1.5 }],
      [
        "o",
        {
          type: "kvlist",
          value:
            '{"kvlistValue":{"values":[{"key":"a","value":{"arrayValue":{"values":[{"intValue":"1"}]}}}]}}',
        },
      ],
    ]);
    expect(issues.map(([code]) => code)).toEqual(Array(4).fill("bad-value"));
  });

  test("a key that comes twice is noted, and both stay", async () => {
    const { attributes, issues } = await readSpan({
      process: {},
      tags: [tag("k", "1"), tag("k", "2")],
    });
    expect(attributes.length).toBe(2);
    expect(issues).toEqual([["duplicate-attribute", '"k"']]);
  });

  test("OpenTelemetry's fields are lifted out of the tags", async () => {
    const span = await readSpan({
      process: {},
      tags: [
        tag("span.kind", "consumer"),
        tag("otel.status_code", "ERROR"),
        tag("otel.status_description", "boom"),
        tag("error", true, "bool"),
        tag("otel.scope.name", "lib"),
        tag("otel.library.name", "lib"),
        tag("otel.scope.version", "1.2"),
        tag("w3c.tracestate", "a=b"),
        tag("left", "over"),
      ],
    });
    expect(span).toMatchObject({
      kind: SpanKind.Consumer,
      statusCode: StatusCode.Error,
      statusMessage: "boom",
      traceState: "a=b",
      scope: { name: "lib", version: "1.2" },
      attributes: [["left", { type: "string", value: "over" }]],
    });
  });

  test.each([
    [[tag("error", "true")], StatusCode.Error, 1],
    [[tag("error", "false")], StatusCode.Unset, 1],
    [[tag("error", false, "bool")], StatusCode.Unset, 1],
    [[tag("error", 1, "int64")], StatusCode.Unset, 1],
    [[tag("error", true, "bool")], StatusCode.Error, 0],
    [[tag("otel.status_code", "OK")], StatusCode.Ok, 0],
    [[tag("otel.status_code", "OK"), tag("error", true, "bool")], StatusCode.Error, 1],
    [[tag("otel.status_code", "Fine")], StatusCode.Unset, 1],
    [[tag("otel.status_code", 2, "int64")], StatusCode.Unset, 1],
  ])("status of %j", async (tags, status, left) => {
    const span = await readSpan({ tags });
    expect([span.statusCode, span.attributes.length]).toEqual([status, left]);
  });

  test("values that the column cannot say stay attributes", async () => {
    const span = await readSpan({
      tags: [
        tag("span.kind", "SERVER"),
        tag("span.kind", "client"),
        tag("otel.scope.name", "a"),
        tag("otel.library.name", "b"),
        tag("otel.scope.version", 2, "int64"),
      ],
    });
    expect([span.kind, span.scope?.name, span.scope?.version]).toEqual([SpanKind.Server, "a", ""]);
    expect(span.attributes.map(([key]) => key)).toEqual([
      "span.kind",
      "span.kind",
      "otel.library.name",
      "otel.scope.version",
    ]);
  });

  test("numeric addresses become dotted quads", async () => {
    const { attributes, resource } = await readSpan(
      { processID: "p", tags: [tag("peer.ipv4", 23456, "int64"), tag("ip", -1, "int64")] },
      { p: { serviceName: "s", tags: [tag("ip", "1.2.3.4"), tag("ip", 16909060, "int64")] } },
    );
    expect(attributes.map(([, { type, ...rest }]) => [type, rest])).toEqual([
      ["string", { value: "0.0.91.160" }],
      ["string", { value: "255.255.255.255" }],
    ]);
    expect(typeof resource === "object" && resource.attributes.slice(1)).toEqual([
      ["ip", { type: "string", value: "1.2.3.4" }],
      ["ip", { type: "string", value: "1.2.3.4" }],
    ]);
  });
});

describe("logs", () => {
  test("the field event names an event; a message stands in and stays", async () => {
    const { events, issues } = await readSpan({
      process: {},
      logs: [
        { timestamp: 1700000000000000, fields: [tag("a", "1"), tag("event", "retry")] },
        { timestamp: 2, fields: [tag("message", "hello")] },
        { fields: [tag("event", 5, "int64")] },
        "stray",
      ],
    });
    expect(events).toEqual([
      {
        name: "retry",
        time: { micros: 1700000000000000, nanos: 0 },
        dropped: 0,
        attributes: [["a", { type: "string", value: "1" }]],
      },
      {
        name: "hello",
        time: { micros: 2, nanos: 0 },
        dropped: 0,
        attributes: [["message", { type: "string", value: "hello" }]],
      },
      { name: "", time: undefined, dropped: 0, attributes: [["event", { type: "int", value: 5 }]] },
    ]);
    expect(issues).toEqual([["bad-value", 'logs: "stray"']]);
  });
});

describe("processes", () => {
  const spans = [
    { ...base, processID: "p1" },
    { ...base, spanID: "2", processID: "__proto__" },
    { ...base, spanID: "3", processID: "constructor" },
    { ...base, spanID: "4" },
  ];
  const processes = '{"p1":{"serviceName":"shop","tags":[]},"__proto__":{"serviceName":"odd"}}';

  test.each([
    `{"traceID":"ab","spans":${JSON.stringify(spans)},"processes":${processes},"warnings":["w"]}`,
    `{"traceID":"ab","warnings":["w"],"processes":${processes},"spans":${JSON.stringify(spans)}}`,
  ])("may stand before or behind the spans: %#", async (text) => {
    const { spans: found, sink } = await read(text);
    const services = found.map(({ resource }) =>
      typeof resource === "string" ? resource : resource.service,
    );
    // A row that is never described is the builder's to report.
    expect(services).toEqual(["shop", "odd", "constructor", ""]);
    expect(found[3]?.issues).toEqual([["unknown-process", ""]]);
    expect(sink.traceWarnings).toEqual([["ab", "w"]]);
    expect(found[0]?.resource).toMatchObject({
      attributes: [["service.name", { type: "string", value: "shop" }]],
    });
  });

  test("may stand in the span", async () => {
    const process = { serviceName: "inline", tags: [tag("service.name", "given")] };
    const { resource } = await readSpan({ process });
    expect(resource).toMatchObject({
      service: "inline",
      attributes: [["service.name", { type: "string", value: "given" }]],
    });
  });
});
