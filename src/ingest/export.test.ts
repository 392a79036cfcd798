import fc from "fast-check";
import { describe, test } from "vitest";
import type { SpanFields, WireValue } from "@/model/span-sink";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { LinkRelation } from "@/model/span-view";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import type { TraceFormat } from "@/model/trace-source";
import { traces } from "@/testing/arbitraries";
import { diagramEpochMicros, diagramTraceId, emptySpan } from "@/testing/trace-diagram";
import { expectSame, lossesOf, throughExport, upToLosses } from "./testing/compare-traces";

const formats = ["otlp-json", "jaeger-v1"] as const;
const sources: readonly TraceFormat[] = ["otlp-json", "jaeger-v1", "zipkin-v2"];
const otherTrace = "1af7651916cd43dd8448eb211c80319d";
const hex = (id: number): string => (id === 0 ? "" : id.toString(16).padStart(16, "0"));

async function expectWhatIsListed(trace: Trace, from: TraceFormat): Promise<void> {
  for (const format of formats) {
    const losses = lossesOf(trace, from, format);
    const back = await throughExport(trace, from, format);
    expectSame(upToLosses(back, losses, format), upToLosses(trace, losses, format));
  }
}

/** Names that formats give a meaning, beside ones that mean nothing. */
const keys = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 5, unit: "grapheme" }).map((key) => `a.${key}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...["span.kind", "error", "otel.status_code", "otel.status_description", "message", "event"],
      ...["w3c.tracestate", "otel.scope.name", "otel.library.version", "service.name", ""],
      ...["__proto__", "@jaeger@warnings", "opentracing.ref_type"],
    ),
  },
);
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom("", "server", "CLIENT", "true", "OK", "ERROR", "lib", "follows_from", "a=b"),
  fc.constantFrom('\u202e<b>\u0000"\\\n', "\u{1f469}\u200d\u{1f680}"),
);
const anyText = fc.constantFrom(
  '{"arrayValue":{"values":[{"stringValue":"x"},{"intValue":"9007199254740993"},{}]}}',
  '{"arrayValue":{"values":[]}}',
);
const value: fc.Arbitrary<WireValue> = fc.oneof(
  fc.record({ type: fc.constant("string" as const), value: text }),
  fc.record({ type: fc.constant("bool" as const), value: fc.boolean() }),
  fc.record({ type: fc.constant("int" as const), value: fc.maxSafeInteger() }),
  fc.record({
    type: fc.constant("int" as const),
    value: fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }).map(String),
  }),
  fc.record({ type: fc.constant("double" as const), value: fc.double() }),
  fc.record({ type: fc.constant("bytes" as const), value: fc.constantFrom("", "AAEC", "_-8=") }),
  fc.record({ type: fc.constant("array" as const), value: anyText }),
  fc.constant<WireValue>({
    type: "kvlist",
    value: '{"kvlistValue":{"values":[{"key":"__proto__","value":{"doubleValue":"NaN"}}]}}',
  }),
  fc.constant<WireValue>({ type: "empty" }),
);
const attributes = fc.array(fc.tuple(keys, value), { maxLength: 4 });
const time = fc.record({ after: fc.nat(3000), nanos: fc.nat(999) });
const dropped = fc.constantFrom(0, 0, 0, 7);
const event = fc.record({ name: text, time: fc.option(time, { freq: 9 }), dropped, attributes });
const link = fc.record({
  relation: fc.constantFrom<LinkRelation>("link", "follows-from", "extra-parent"),
  traceId: fc.constantFrom(otherTrace, diagramTraceId, "odd trace", ""),
  spanId: fc.nat(9),
  traceState: fc.constantFrom("", "k=v"),
  traceFlags: fc.constantFrom(undefined, 0, 257),
  dropped,
  attributes,
});
const owner = fc.record({
  name: fc.constantFrom("", "auth", "gateway"),
  isSaid: fc.boolean(),
  version: fc.constantFrom("", "1.0"),
  attributes,
  dropped,
  schemaUrl: fc.constantFrom("", "", "https://opentelemetry.io/schemas/1.4.0"),
});
const span = fc.record({
  id: fc.nat(60),
  parent: fc.nat(12),
  start: fc.option(time, { freq: 9 }),
  durationNs: fc.option(fc.integer({ min: -900, max: 9000 }), { freq: 9 }),
  kind: fc.constantFrom(...Object.values(SpanKind)),
  status: fc.constantFrom(...Object.values(StatusCode)),
  message: text,
  traceState: fc.constantFrom("", "k=v"),
  traceFlags: fc.constantFrom(undefined, 0, 1, 769),
  dropped: fc.tuple(dropped, dropped, dropped),
  shared: fc.constantFrom(false, false, false, true),
  unknown: fc.constantFrom("", "", '{"more":{"__proto__":1}}'),
  warnings: fc.array(text, { maxLength: 1 }),
  resource: fc.nat(2),
  scope: fc.nat(2),
  name: text,
  attributes,
  events: fc.array(event, { maxLength: 2 }),
  links: fc.array(link, { maxLength: 2 }),
});
const richTrace = fc
  .record({
    owners: fc.array(owner, { minLength: 3, maxLength: 3 }),
    spans: fc.array(span, { minLength: 1, maxLength: 8 }),
    warnings: fc.array(text, { maxLength: 1 }),
    traceId: fc.constantFrom(diagramTraceId, "0000000000000000a3ce929d0e0e4736", "odd id"),
  })
  .map(traceOf);

function wireTime(at: { readonly after: number; readonly nanos: number } | null) {
  return at === null ? undefined : { micros: diagramEpochMicros + at.after, nanos: at.nanos };
}

function traceOf(seed: {
  readonly owners: readonly (typeof owner extends fc.Arbitrary<infer T> ? T : never)[];
  readonly spans: readonly (typeof span extends fc.Arbitrary<infer T> ? T : never)[];
  readonly warnings: readonly string[];
  readonly traceId: string;
}): Trace {
  const builder = new TraceSetBuilder();
  const owners = seed.owners.map((one) => {
    const bare = { droppedAttributesCount: one.dropped, schemaUrl: one.schemaUrl };
    const said: [string, WireValue] = ["service.name", { type: "string", value: one.name }];
    const own = one.isSaid ? [said, ...one.attributes] : one.attributes;
    return {
      resource: builder.resource({ ...bare, service: one.name, attributes: own }),
      scope: builder.scope({
        ...bare,
        name: one.name,
        version: one.version,
        attributes: one.attributes,
      }),
    };
  });
  for (const one of seed.spans) {
    const resource = owners[one.resource]?.resource;
    const scope = owners[one.scope]?.scope;
    if (resource === undefined || scope === undefined) throw new Error("No such owner");
    const fields: SpanFields = {
      ...emptySpan,
      traceId: seed.traceId,
      spanId: one.id === 60 ? "not hex" : hex(one.id),
      parentSpanId: hex(one.parent),
      name: one.name,
      kind: one.kind,
      statusCode: one.status,
      statusMessage: one.message,
      start: wireTime(one.start),
      durationNs: one.durationNs ?? undefined,
      traceFlags: one.traceFlags,
      traceState: one.traceState,
      droppedAttributesCount: one.dropped[0],
      droppedEventsCount: one.dropped[1],
      droppedLinksCount: one.dropped[2],
      shared: one.shared,
      unknownFields: one.unknown,
      resource,
      scope,
    };
    builder.span(fields);
    for (const [key, of] of one.attributes) builder.attribute(key, of);
    for (const made of one.events) {
      builder.event(made.name, wireTime(made.time), made.dropped);
      for (const [key, of] of made.attributes) builder.eventAttribute(key, of);
    }
    for (const made of one.links) {
      const spanId = hex(made.spanId);
      builder.link({ ...made, spanId, droppedAttributesCount: made.dropped });
      for (const [key, of] of made.attributes) builder.linkAttribute(key, of);
    }
    for (const warning of one.warnings) builder.warning(warning);
  }
  for (const warning of seed.warnings) builder.traceWarning(seed.traceId, warning);
  const [trace] = builder.finish();
  if (trace === undefined) throw new Error("No spans");
  return trace;
}

describe("a trace that is written and read again", () => {
  test("differs by what was listed alone, whatever its spans hold", async () => {
    await fc.assert(fc.asyncProperty(richTrace, fc.constantFrom(...sources), expectWhatIsListed), {
      numRuns: 150,
    });
  }, 120_000);

  test("differs by what was listed alone, whatever its shape", async () => {
    await fc.assert(fc.asyncProperty(traces(), fc.constantFrom(...sources), expectWhatIsListed), {
      numRuns: 150,
    });
  }, 120_000);
});
