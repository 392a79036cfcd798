import fc from "fast-check";
import { expect, test } from "vitest";
import type { AttributeValue } from "@/model/attribute";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { SpanView } from "@/model/span-view";
import { openTraces } from "./testing/corpus";

/** A span as a program recorded it, in what all formats can say. */
interface LogicalSpan {
  readonly id: number;
  /** 0: a root. */
  readonly parent: number;
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: StatusCode;
  readonly message: string;
  readonly startMicros: number;
  readonly durationMicros: number;
  readonly service: number;
  readonly scope: readonly [name: string, version: string];
  readonly traceState: string;
  readonly attributes: readonly (readonly [
    key: string,
    value: string | boolean | bigint | number,
  ])[];
  readonly events: readonly {
    readonly name: string;
    readonly afterMicros: number;
    readonly note: string;
  }[];
  /** Ids of linked spans of another trace. */
  readonly links: readonly number[];
}

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const OTHER_TRACE = "1af7651916cd43dd8448eb211c80319d";
const hex = (id: number) => id.toString(16).padStart(16, "0");
const KINDS = ["", "internal", "server", "client", "producer", "consumer"] as const;

const text = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
/** Keys that no format gives a meaning of its own. */
const keys = fc.string({ maxLength: 6 }).map((key) => `a.${key}`);
const attributeValue = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.boolean(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0.5 - 0.5),
);

const spanRest = fc.record({
  name: text,
  kind: fc.constantFrom<SpanKind>(0, 1, 2, 3, 4, 5),
  status: fc.constantFrom<StatusCode>(0, 1, 2),
  message: fc.constantFrom("", "boom", "true story"),
  startMicros: fc.integer({ min: 1_700_000_000_000_000, max: 1_700_000_000_000_500 }),
  durationMicros: fc.nat(1000),
  service: fc.nat(2),
  scope: fc.tuple(fc.constantFrom("", "lib"), fc.constantFrom("", "1.0")),
  traceState: fc.constantFrom("", "a=b"),
  attributes: fc.uniqueArray(fc.tuple(keys, attributeValue), {
    maxLength: 5,
    selector: ([key]) => key,
  }),
  events: fc.array(fc.record({ name: text, afterMicros: fc.nat(900), note: text }), {
    maxLength: 3,
  }),
  links: fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 2 }),
  parentSeed: fc.nat(),
});

const traces = fc.array(spanRest, { minLength: 1, maxLength: 8 }).map((spans): LogicalSpan[] =>
  spans.map(({ parentSeed, ...span }, i) => ({
    ...span,
    id: i + 1,
    parent: i === 0 ? 0 : parentSeed % (i + 1),
    // What a status of no error says is said by OTLP alone.
    message: span.status === StatusCode.Error ? span.message : "",
  })),
);

function literal(value: unknown): unknown {
  return typeof value === "bigint" ? `§${value}§` : value;
}

/** JSON with bigints as integer literals, however long. */
function toJson(value: unknown): Uint8Array {
  const json = JSON.stringify(value, (_, inner: unknown) => literal(inner));
  return new TextEncoder().encode(json.replaceAll(/"§(-?\d+)§"/g, "$1"));
}

function toJaeger(spans: readonly LogicalSpan[]): Uint8Array {
  const tag = (key: string, value: unknown) => {
    const types = {
      string: "string",
      boolean: "bool",
      bigint: "int64",
      number: "float64",
    } as const;
    return { key, type: types[typeof value as keyof typeof types], value };
  };
  const encode = (span: LogicalSpan) => ({
    traceID: TRACE_ID,
    spanID: hex(span.id),
    operationName: span.name,
    references: [
      ...(span.parent === 0
        ? []
        : [{ refType: "CHILD_OF", traceID: TRACE_ID, spanID: hex(span.parent) }]),
      ...span.links.map((id) => ({
        refType: "FOLLOWS_FROM",
        traceID: OTHER_TRACE,
        spanID: hex(id),
      })),
    ],
    startTime: span.startMicros,
    duration: span.durationMicros,
    tags: [
      ...span.attributes.map(([key, value]) => tag(key, value)),
      ...(span.kind === 0 ? [] : [tag("span.kind", KINDS[span.kind])]),
      ...(span.status === 0 ? [] : [tag("otel.status_code", span.status === 1 ? "OK" : "ERROR")]),
      ...(span.status === 2 ? [tag("error", true)] : []),
      ...(span.message === "" ? [] : [tag("otel.status_description", span.message)]),
      ...(span.scope[0] === "" ? [] : [tag("otel.scope.name", span.scope[0])]),
      ...(span.scope[1] === "" ? [] : [tag("otel.scope.version", span.scope[1])]),
      ...(span.traceState === "" ? [] : [tag("w3c.tracestate", span.traceState)]),
    ],
    logs: span.events.map(({ name, afterMicros, note }) => ({
      timestamp: span.startMicros + afterMicros,
      fields: [tag("event", name), tag("note", note)],
    })),
    processID: `p${span.service}`,
  });
  const processes = {
    p0: { serviceName: "s0" },
    p1: { serviceName: "s1" },
    p2: { serviceName: "s2" },
  };
  return toJson({ data: [{ traceID: TRACE_ID, spans: spans.map(encode), processes }] });
}

function toOtlp(spans: readonly LogicalSpan[]): Uint8Array {
  const any = (value: unknown) => {
    if (typeof value === "string") return { stringValue: value };
    if (typeof value === "boolean") return { boolValue: value };
    return typeof value === "bigint" ? { intValue: value } : { doubleValue: value };
  };
  const pair = (key: string, value: unknown) => ({ key, value: any(value) });
  const encode = (span: LogicalSpan) => ({
    resource: { attributes: [pair("service.name", `s${span.service}`)] },
    scopeSpans: [
      {
        scope: { name: span.scope[0], version: span.scope[1] },
        spans: [
          {
            traceId: TRACE_ID,
            spanId: hex(span.id),
            parentSpanId: span.parent === 0 ? "" : hex(span.parent),
            name: span.name,
            kind: span.kind,
            startTimeUnixNano: BigInt(span.startMicros) * 1000n,
            endTimeUnixNano: `${span.startMicros + span.durationMicros}000`,
            status: { code: span.status, message: span.message },
            traceState: span.traceState,
            attributes: span.attributes.map(([key, value]) => pair(key, value)),
            events: span.events.map(({ name, afterMicros, note }) => ({
              name,
              timeUnixNano: `${span.startMicros + afterMicros}000`,
              attributes: [pair("note", note)],
            })),
            links: span.links.map((id) => ({
              traceId: OTHER_TRACE,
              spanId: hex(id),
              attributes: [pair("opentracing.ref_type", "follows_from")],
            })),
          },
        ],
      },
    ],
  });
  return toJson({ resourceSpans: spans.map(encode) });
}

function toZipkin(spans: readonly LogicalSpan[]): Uint8Array {
  const encode = (span: LogicalSpan) => ({
    traceId: TRACE_ID,
    id: hex(span.id),
    ...(span.parent === 0 ? {} : { parentId: hex(span.parent) }),
    name: span.name,
    ...(span.kind > SpanKind.Internal ? { kind: KINDS[span.kind]?.toUpperCase() } : {}),
    timestamp: span.startMicros,
    duration: span.durationMicros,
    localEndpoint: { serviceName: `s${span.service}` },
    annotations: span.events.map(({ name, afterMicros }) => ({
      timestamp: span.startMicros + afterMicros,
      value: name,
    })),
    tags: Object.fromEntries([
      ...span.attributes.map(([key, value]) => [key, String(value)]),
      ...(span.kind === SpanKind.Internal ? [["span.kind", "internal"]] : []),
      ...(span.status === StatusCode.Ok ? [["otel.status_code", "OK"]] : []),
      ...(span.status === StatusCode.Error ? [["error", span.message]] : []),
      ...(span.scope[0] === "" ? [] : [["otel.scope.name", span.scope[0]]]),
      ...(span.scope[1] === "" ? [] : [["otel.scope.version", span.scope[1]]]),
      ...(span.traceState === "" ? [] : [["w3c.tracestate", span.traceState]]),
    ]),
  });
  return toJson([spans.map(encode)]);
}

async function viewsOf(document: Uint8Array): Promise<SpanView[]> {
  const { traces: found, result } = await openTraces(document);
  expect([found.length, result.partial]).toEqual([1, undefined]);
  const [trace] = found;
  if (trace === undefined) return [];
  return Array.from({ length: trace.spans.length }, (_, row) => readSpan(trace, spanIndex(row)));
}

/** Jaeger v1 says of a link which reference it was and no more. */
const withoutLinkAttributes = (view: SpanView) => ({
  ...view,
  links: view.links.map((link) => ({ ...link, attributes: [] })),
});

const plainText = (value: AttributeValue) =>
  "value" in value && typeof value.value !== "object" ? String(value.value) : value.type;

/** Zipkin has no links, only text in tags, and annotations are names alone. */
const asZipkinSays = (view: SpanView) => ({
  ...view,
  links: [],
  attributes: view.attributes
    .map(({ key, value }) => `${key}=${plainText(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1)),
  events: view.events.map((event) => ({ ...event, attributes: [] })),
});

test("a trace written in each format reads the same, up to what the format cannot say", async () => {
  await fc.assert(
    fc.asyncProperty(traces, async (spans) => {
      const [jaeger, otlp, zipkin] = await Promise.all([
        viewsOf(toJaeger(spans)),
        viewsOf(toOtlp(spans)),
        viewsOf(toZipkin(spans)),
      ]);
      expect(otlp.length).toBe(spans.length);
      expect(jaeger).toEqual(otlp.map(withoutLinkAttributes));
      expect(zipkin.map(asZipkinSays)).toEqual(otlp.map(asZipkinSays));
      for (const view of otlp) {
        const span = spans[Number.parseInt(view.spanId, 16) - 1];
        expect(view).toMatchObject({
          name: span?.name,
          kind: span?.kind,
          status: { code: span?.status, message: span?.message },
          startUnixNano: BigInt(span?.startMicros ?? 0) * 1000n,
          durationNs: (span?.durationMicros ?? 0) * 1000,
          service: `s${span?.service}`,
          issues: [],
        });
        expect(view.attributes.map(({ value }) => "value" in value && value.value)).toEqual(
          span?.attributes.map(([, value]) => value),
        );
      }
    }),
    { numRuns: 200 },
  );
}, 120_000);
