import { describe, expect, test } from "vitest";
import { SpanKind } from "@/model/span-table";
import { openTraces } from "./testing/corpus";
import { read } from "./testing/read-text";

const t = 1_472_470_996_199_000;
const at = (timestamp: number, value: string, serviceName: string) => ({
  timestamp,
  value,
  endpoint: { serviceName, ipv4: "127.0.0.1" },
});
const tag = (key: string, value: unknown, serviceName: string) => ({
  key,
  value,
  endpoint: { serviceName },
});
const ids = { traceId: "463ac35c9f6413ad", id: "48485a3953bb6124", name: "get" };

/** A call that client and server have written into one span. */
const call = {
  ...ids,
  parentId: "463ac35c9f6413ad",
  timestamp: t,
  duration: 207_000,
  debug: true,
  annotations: [
    at(t, "cs", "frontend"),
    at(t + 30_000, "retry", "frontend"),
    at(t + 51_000, "sr", "backend"),
    at(t + 151_000, "ss", "backend"),
    at(t + 207_000, "cr", "frontend"),
  ],
  binaryAnnotations: [
    tag("http.path", "/api", "frontend"),
    tag("rows", 7, "backend"),
    tag("sa", true, "backend-proxy"),
  ],
};

describe("Zipkin v1", () => {
  test("a span of client and server is one of each", async () => {
    const { result, spans } = await read([call]);
    expect(result).toMatchObject({ format: "zipkin-v1", spans: 2 });
    const [client, server] = spans;
    expect(client).toMatchObject({
      spanId: ids.id,
      parentSpanId: call.parentId,
      kind: SpanKind.Client,
      start: { micros: t, nanos: 0 },
      durationNs: 207_000_000,
      shared: false,
      resource: { service: "frontend" },
      unknownFields: '{"debug":true}',
      issues: [],
    });
    expect(client?.events.map(({ name }) => name)).toEqual(["retry"]);
    expect(
      client?.attributes.map(([key, value]) => [key, "value" in value && value.value]),
    ).toEqual([
      ["http.path", "/api"],
      ["peer.service", "backend-proxy"],
    ]);
    expect(server).toMatchObject({
      spanId: ids.id,
      kind: SpanKind.Server,
      start: { micros: t + 51_000, nanos: 0 },
      durationNs: 100_000_000,
      shared: true,
      resource: { service: "backend" },
      attributes: [["rows", { type: "string", value: "7" }]],
      events: [],
      issues: [],
    });
  });

  test("the halves stand below each other in the trace, children below the server", async () => {
    const local = {
      ...ids,
      id: "1",
      parentId: ids.id,
      name: "work",
      timestamp: t + 60_000,
      duration: 5,
      binaryAnnotations: [tag("lc", "worker", "backend")],
    };
    const { traces } = await openTraces([call, local]);
    const { spans, resourceService, names } = traces[0]!;
    expect([...spans.parent]).toEqual([-1, 0, 1]);
    const services = Array.from(spans.resource, (row) => names[resourceService[row]!]);
    expect(services).toEqual(["frontend", "backend", "backend"]);
  });

  test("the server's half that came alone has its times from its annotations", async () => {
    const annotations = [at(t, "sr", "api"), at(t + 9, "ss", "api")];
    const { spans } = await read([{ ...ids, annotations, binaryAnnotations: [] }]);
    expect(spans).toMatchObject([
      { kind: SpanKind.Server, start: { micros: t }, durationNs: 9000, events: [], shared: true },
    ]);
  });

  test("what is not at the edges stays an event", async () => {
    const annotations = [at(t + 5, "cs", "api"), at(t + 9, "cr", "api")];
    const { spans } = await read([{ ...ids, timestamp: t, duration: 9, annotations }]);
    expect(spans[0]).toMatchObject({ start: { micros: t }, durationNs: 9000 });
    expect(spans[0]?.events.map(({ name }) => name)).toEqual(["cs"]);
  });

  test("messages have a producer and a consumer, and the broker as their peer", async () => {
    const { spans } = await read([
      { ...ids, annotations: [at(t, "ms", "a")], binaryAnnotations: [tag("ma", true, "kafka")] },
      { ...ids, id: "2", parentId: ids.id, annotations: [at(t + 5, "mr", "b")] },
    ]);
    expect(spans.map(({ kind, start }) => [kind, start?.micros])).toEqual([
      [SpanKind.Producer, t],
      [SpanKind.Consumer, t + 5],
    ]);
    expect(spans[0]?.attributes).toEqual([["peer.service", { type: "string", value: "kafka" }]]);
  });

  test.each([
    ["no annotations", { binaryAnnotations: [] }],
    ["annotations that are none", { annotations: [1, {}, { value: "cs", endpoint: null }] }],
    ["tags without a key", { binaryAnnotations: [null, {}, { key: 1 }, { key: "lc" }] }],
    ["an address alone", { binaryAnnotations: [tag("sa", true, "db")] }],
  ])("a span with %s is a span", async (_, fields) => {
    const { result } = await read([{ ...ids, timestamp: t, duration: 1, ...fields }]);
    expect(result.spans).toBe(1);
  });
});
