import fc from "fast-check";
import { expect, test } from "vitest";
import { serviceGraph } from "@/derive/service-graph";
import { peerKeys } from "@/derive/service-peers";
import { ingestStream } from "@/ingest/ingest";
import type { GraphUnit, ServiceGraph } from "@/model/service-graph";
import { SpanKind } from "@/model/span-table";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { dirtySpans, spanFieldsOf } from "@/testing/arbitraries";
import { streamedGraphOf } from "./streamed-graph";

// What is read for counting alone is held to what is read of everything.

const hex = (n: number, digits: number) => n.toString(16).padStart(digits, "0");
const attribute = fc.tuple(
  fc.constantFrom(...peerKeys, ...peerKeys, "http.method", "ip", "error", "span.kind", "k"),
  fc.oneof(
    fc.constantFrom<string | number | boolean>("", "db", "orders", "10.0.0.1", "é\u{1F600}", 'q"'),
    fc.constantFrom<string | number | boolean>(7, 2 ** 40, 0.5, true, "server", "client"),
  ),
);
/** Of three traces; ids are few, so that duplicates, orphans, cycles and links come by themselves. */
const contents = fc.record({
  trace: fc.nat(2),
  id: fc.oneof(
    fc.nat(9).map((n) => hex(n, 16)),
    fc.constant("not hexadecimal"),
  ),
  parent: fc.oneof(
    fc.nat(11).map((n) => hex(n, 16)),
    fc.constantFrom("", "not hexadecimal"),
  ),
  name: fc.constantFrom("get", "put", "é"),
  kind: fc.constantFrom(...Object.values(SpanKind)),
  start: fc.oneof({ arbitrary: fc.integer({ min: 1, max: 40 }), weight: 9 }, fc.constant(0)),
  length: fc.oneof({ arbitrary: fc.nat(30), weight: 9 }, fc.constant(-3)),
  isError: fc.boolean(),
  service: fc.constantFrom("front", "back", "", "שלום"),
  attributes: fc.array(attribute, { maxLength: 5 }),
  events: fc.array(fc.tuple(fc.constantFrom("", "boom"), attribute), { maxLength: 2 }),
  links: fc.array(fc.record({ trace: fc.nat(3), id: fc.nat(9) }), { maxLength: 2 }),
});
type Contents = typeof contents extends fc.Arbitrary<infer T> ? T : never;

const traceId = (trace: number) => hex(trace + 1, 32);
const nanos = (micros: number) => (micros === 0 ? "0" : `17682282000000${twoDigits(micros)}000`);
const twoDigits = (micros: number) => String(micros).padStart(2, "0");

function otlp(spans: readonly Contents[]): unknown {
  const value = (one: string | number | boolean) => {
    if (typeof one === "string") return { stringValue: one };
    if (typeof one === "boolean") return { boolValue: one };
    return Number.isInteger(one) ? { intValue: String(one) } : { doubleValue: one };
  };
  const pairs = (list: Contents["attributes"]) =>
    list.map(([key, one]) => ({ key, value: value(one) }));
  const resourceSpans = spans.map((span) => ({
    resource: { attributes: pairs([["service.name", span.service]]) },
    scopeSpans: [
      {
        spans: [
          {
            traceId: traceId(span.trace),
            spanId: span.id,
            parentSpanId: span.parent,
            name: span.name,
            kind: span.kind,
            startTimeUnixNano: nanos(span.start),
            endTimeUnixNano: nanos(Math.max(0, span.start + span.length)),
            attributes: pairs(span.attributes),
            events: span.events.map(([name, one]) => ({
              timeUnixNano: nanos(span.start),
              name,
              attributes: pairs([one]),
            })),
            links: span.links.map((link) => ({
              traceId: traceId(link.trace),
              spanId: hex(link.id, 16),
              attributes: pairs([["opentracing.ref_type", "child_of"]]),
            })),
            status: span.isError ? { code: 2, message: "failed" } : {},
          },
        ],
      },
    ],
  }));
  return { result: { resourceSpans } };
}

function jaeger(spans: readonly Contents[]): unknown {
  const types = { string: "string", number: "float64", boolean: "bool" } as const;
  const tag = ([key, value]: Contents["attributes"][number]) => ({
    key,
    type: Number.isInteger(value) ? "int64" : types[typeof value as keyof typeof types],
    value,
  });
  const data = [0, 1, 2].map((trace) => ({
    traceID: traceId(trace),
    spans: spans
      .filter((span) => span.trace === trace)
      .map((span) => ({
        traceID: traceId(trace),
        spanID: span.id,
        operationName: span.name,
        references: [
          ...(span.parent === ""
            ? []
            : [{ refType: "CHILD_OF", traceID: traceId(trace), spanID: span.parent }]),
          ...span.links.map((link) => ({
            refType: "FOLLOWS_FROM",
            traceID: traceId(link.trace),
            spanID: hex(link.id, 16),
          })),
        ],
        startTime: span.start === 0 ? 0 : 1_768_228_200_000_000 + span.start,
        duration: span.length,
        tags: [
          ...span.attributes.map(tag),
          ...(span.isError ? [{ key: "error", type: "bool", value: true }] : []),
        ],
        logs: span.events.map(([name, one]) => ({
          timestamp: 1_768_228_200_000_000,
          fields: [{ key: "event", type: "string", value: name }, tag(one)],
        })),
        processID: span.service,
      })),
    processes: Object.fromEntries(
      ["front", "back", "", "שלום"].map((name) => [name, { serviceName: name, tags: [] }]),
    ),
  }));
  return { data };
}

const streamOf = (text: string): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += 700)));
    },
  });
};

async function ofEverything(text: string, unit: GraphUnit): Promise<ServiceGraph> {
  const builder = new TraceSetBuilder();
  await ingestStream(streamOf(text), builder, {});
  const traces = builder.finish({ last: true });
  const byId = new Map(traces.map((trace) => [trace.traceId, trace]));
  return serviceGraph(traces, { unit, traceOf: (id) => byId.get(id) });
}

test.each([
  ["OTLP", otlp],
  ["Jaeger v1", jaeger],
])("%s that is read for its calls alone gives the same graph", async (_format, documentOf) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(contents, { minLength: 1, maxLength: 25 }),
      fc.constantFrom("service", "name"),
      async (spans, unit) => {
        const text = JSON.stringify(documentOf(spans));
        const { graph } = await streamedGraphOf({ url: "http://jaeger.test/" }, unit, {
          fetch: async () => new Response(streamOf(text)),
        });
        expect(graph).toEqual(await ofEverything(text, unit));
        expect(graph.spanCount).toBe(spans.length);
      },
    ),
    { numRuns: 300 },
  );
});

test("any spans of which only the calls are kept give the same graph", () => {
  const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
  fc.assert(
    fc.property(
      dirtySpans(),
      fc.array(fc.array(attribute, { maxLength: 3 }), { minLength: 1 }),
      fc.constantFrom("service", "name"),
      (seeds, attributes, unit) => {
        const write = (builder: TraceSetBuilder) => {
          const scope = builder.scope({ ...owner, name: "", version: "" });
          seeds.forEach((seed, at) => {
            const resource = builder.resource({ ...owner, service: seed.service });
            builder.span({ ...spanFieldsOf(seed, at), name: `${at % 3}`, resource, scope });
            for (const [key, value] of attributes[at % attributes.length] ?? []) {
              builder.attribute(key, { type: "string", value: String(value) });
              builder.event("", undefined, 0);
              builder.eventAttribute(key, { type: "empty" });
            }
            builder.issue("unknown-process", "");
            builder.warning("late");
          });
          return builder;
        };
        const whole = write(new TraceSetBuilder()).finish();
        const kept = write(new TraceSetBuilder({ onlyAttributes: peerKeys })).calls([0]);
        const found = kept.filter((trace) => trace !== undefined);
        expect(serviceGraph(found, { unit })).toEqual(serviceGraph(whole, { unit }));
      },
    ),
    { numRuns: 500 },
  );
});
