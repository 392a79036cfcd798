import { describe, expect, test } from "vitest";
import { SpanKind, StatusCode } from "@/model/span-table";
import { read } from "./testing/read-text";
import type { RecordedSpan } from "./testing/recording-sink";

const base = { traceId: "ef86c83c0a05a6d6", id: "ecc00062ceef4bf0", name: "get" };

async function readSpan(fields: object): Promise<RecordedSpan> {
  const { spans } = await read([{ ...base, ...fields }]);
  const [span] = spans;
  if (span === undefined) throw new Error("no span");
  return span;
}

describe("Zipkin spans", () => {
  test("every field is read", async () => {
    const span = await readSpan({
      parentId: "c21c6c51ac71b3ba",
      kind: "CLIENT",
      timestamp: 1531282088548312,
      duration: 20,
      shared: true,
      debug: true,
      localEndpoint: { serviceName: "shop", ipv4: "10.0.0.1", port: 80 },
      remoteEndpoint: { serviceName: "db", ipv6: "2001:db8::c001", port: 5432 },
      annotations: [{ timestamp: 1531282088548313, value: "ws" }],
      tags: { a: "1" },
    });
    expect(span).toMatchObject({
      traceId: base.traceId,
      spanId: base.id,
      parentSpanId: "c21c6c51ac71b3ba",
      name: "get",
      kind: SpanKind.Client,
      start: { micros: 1531282088548312, nanos: 0 },
      durationNs: 20_000,
      shared: true,
      unknownFields: '{"debug":true}',
      resource: {
        service: "shop",
        attributes: [
          ["service.name", { type: "string", value: "shop" }],
          ["host.ip", { type: "string", value: "10.0.0.1" }],
          ["network.local.port", { type: "int", value: 80 }],
        ],
      },
      attributes: [
        ["a", { type: "string", value: "1" }],
        ["peer.service", { type: "string", value: "db" }],
        ["network.peer.address", { type: "string", value: "2001:db8::c001" }],
        ["network.peer.port", { type: "int", value: 5432 }],
      ],
      events: [{ name: "ws", time: { micros: 1531282088548313, nanos: 0 } }],
      issues: [],
    });
  });

  test.each([
    ["", StatusCode.Error, "", 0],
    ["timeout", StatusCode.Error, "timeout", 0],
    ["true", StatusCode.Error, "", 1],
    ["false", StatusCode.Unset, "", 1],
  ])("the tag error of %j", async (error, status, message, left) => {
    const span = await readSpan({ tags: { error } });
    expect([span.statusCode, span.statusMessage, span.attributes.length]).toEqual([
      status,
      message,
      left,
    ]);
  });

  test("a tag wins over the remote endpoint, which is then kept", async () => {
    const remoteEndpoint = { serviceName: "db", ipv4: "1.2.3.4", ipv6: "::1" };
    const span = await readSpan({ tags: { "peer.service": "mine" }, remoteEndpoint });
    expect(span.attributes.map(([key]) => key)).toEqual(["peer.service", "network.peer.address"]);
    expect(JSON.parse(span.unknownFields)).toEqual({ remoteEndpoint });
  });

  test("a kind that is none, a tag that is no text", async () => {
    const span = await readSpan({ kind: "BROKER", tags: { n: 5 } });
    expect(span.issues.map(([code]) => code)).toEqual(["bad-enum", "bad-value"]);
    expect(span.attributes).toEqual([["n", { type: "int", value: 5 }]]);
  });

  test("spans of one endpoint share a resource", async () => {
    const localEndpoint = { serviceName: "s" };
    const { sink } = await read([
      { ...base, localEndpoint },
      { ...base, localEndpoint },
    ]);
    const [a, b] = sink.spans;
    expect(a?.resource).toBe(b?.resource);
  });

  test.each([
    [[[base], [base, base]], 3],
    [base, 1],
    [[base, base], 2],
    [[], undefined],
  ])("lists, lists of lists and single spans: %j", async (input, count) => {
    if (count === undefined) await expect(read(input)).rejects.toMatchObject({ code: "empty" });
    else expect((await read(input)).result).toMatchObject({ format: "zipkin-v2", spans: count });
  });
});

describe("trace files of Next.js", () => {
  const event = { traceId: "afaba4b701c39490", name: "start", duration: 144, tags: {} };

  test("ids become hexadecimal, monotonic times are moved by one constant", async () => {
    const lines = [
      [{ ...event, id: 11, parentId: 10, timestamp: 2_000_500, startTime: 1747270132990 }],
      [
        {
          ...event,
          id: 10,
          timestamp: 2_000_000,
          startTime: 1747270132000,
          tags: { n: null, l: [1] },
        },
      ],
      [{ ...event, id: 12, timestamp: 1747270132001000, startTime: 1747270132005 }],
    ];
    const { spans, result } = await read(lines.map((line) => JSON.stringify(line)).join("\n"));
    expect(result).toMatchObject({ format: "zipkin-v2", spans: 3 });
    expect(
      spans.map(({ spanId, parentSpanId, start }) => [spanId, parentSpanId, start?.micros]),
    ).toEqual([
      ["000000000000000b", "000000000000000a", 1747270132000500],
      ["000000000000000a", "", 1747270132000000],
      ["000000000000000c", "", 1747270132001000],
    ]);
    expect(spans[0]).toMatchObject({
      durationNs: 144_000,
      resource: { service: "nextjs" },
      unknownFields: '{"startTime":1747270132990}',
    });
    expect(spans[1]?.attributes.map(([, { type }]) => type)).toEqual(["empty", "array"]);
  });
});
