import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLocalBackend } from "@/backend/local";
import type { Backend } from "@/backend/backend";
import { createDemoBlob } from "@/backend/demo";
import { detectBackend } from "@/backend/detect";
import { createJaegerBackend } from "@/backend/jaeger-backend";
import { createInProcessEngine } from "@/engine/in-process-engine";
import type { Fetch } from "@/lib/http";
import type { SearchQuery } from "@/model/search-query";
import { toNdjson, toV1Trace, v1Envelope } from "../../e2e/fixtures/formats.mjs";
import { answerJaeger, versions } from "../../e2e/fixtures/jaeger.mjs";
import type { AnyValue, KeyValue, Span, Trace } from "../../e2e/fixtures/traces.mjs";

/*
 * One search, one answer: the same queries over the same traces, asked of files, of demo data, of
 * the fixture server as each version of Jaeger, and of the definition, written down once more here.
 */

const epochMicro = 1_768_228_200_000_000;
const nano = (micro: number): string => (BigInt(micro) * 1000n).toString();

/* What the definition says. */

function textOf(value: AnyValue): string {
  if ("stringValue" in value) return value.stringValue;
  if ("intValue" in value) return value.intValue;
  if ("boolValue" in value) return String(value.boolValue);
  if ("doubleValue" in value) return String(value.doubleValue);
  if ("bytesValue" in value) return value.bytesValue;
  return jsonOf(value);
}

function jsonOf(value: AnyValue): string {
  if ("arrayValue" in value) return `[${value.arrayValue.values.map(jsonOf).join(",")}]`;
  if ("kvlistValue" in value) {
    const pairs = value.kvlistValue.values.map((one) => `"${one.key}":${jsonOf(one.value)}`);
    return `{${pairs.join(",")}}`;
  }
  return "stringValue" in value || "bytesValue" in value ? `"${textOf(value)}"` : textOf(value);
}

const statuses = ["UNSET", "OK", "ERROR"];
const kinds = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];

function hasAttribute({ otlp, resource, scope }: Span, key: string, wanted: string): boolean {
  const status = statuses[otlp.status.code ?? 0];
  switch (key) {
    case "error":
      return wanted === "true" ? status === "ERROR" : wanted === "false" && status !== "ERROR";
    case "span.status":
      return status === wanted.toUpperCase();
    case "span.kind":
      return kinds[otlp.kind] === wanted.toUpperCase();
    case "scope.name":
      return scope.name === wanted;
    case "scope.version":
      return scope.version === wanted;
  }
  const has = (attributes: readonly KeyValue[] | undefined, name: string): boolean =>
    (attributes ?? []).some((one) => one.key === name && textOf(one.value) === wanted);
  if (key.startsWith("resource.")) return has(resource.attributes, key.slice(9));
  return (
    has(otlp.attributes, key) ||
    has(scope.attributes, key) ||
    has(resource.attributes, key) ||
    otlp.events.some((event) => has(event.attributes, key)) ||
    otlp.links.some((link) => has(link.attributes, key))
  );
}

function spanMatches(span: Span, query: SearchQuery): boolean {
  const start = BigInt(span.otlp.startTimeUnixNano);
  const duration = BigInt(span.otlp.endTimeUnixNano) - start;
  return (
    (query.service === undefined || span.service === query.service) &&
    (query.operation === undefined || span.otlp.name === query.operation) &&
    start >= BigInt(query.startUnixMicro) * 1000n &&
    start <= BigInt(query.endUnixMicro) * 1000n &&
    duration >= BigInt(query.minDurationNs ?? 0) &&
    // A limit of 0 is none.
    (!query.maxDurationNs || duration <= BigInt(query.maxDurationNs)) &&
    Object.entries(query.attributes).every(([key, wanted]) => hasAttribute(span, key, wanted))
  );
}

/** Ids of the traces that the definition finds, of those that are newest first. */
const byDefinition = (traces: readonly Trace[], query: SearchQuery): readonly string[] =>
  traces
    .filter(({ spans }) => spans.some((span) => spanMatches(span, query)))
    .slice(0, query.limit)
    .map(({ traceId }) => traceId);

/* Traces and queries out of few words, so that they often meet. */

const words = ["a", "b", "7", "true", "é😀", "<x>", ""] as const;
const services = ["api", "auth", "db"] as const;
const names = ["GET /", "verify", "api"] as const;
/** On spans, events, resources; the last two also where version 1 of the API loses them. */
const keys = ["http.route", "count", "host.name", "__proto__", "resource.host.name"] as const;
const otlpKeys = ["scoped", "linked"] as const;

const simple: fc.Arbitrary<AnyValue> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words).map((stringValue) => ({ stringValue })) },
  fc.constantFrom("7", "-1", "9007199254740993").map((intValue) => ({ intValue })),
  fc.boolean().map((boolValue) => ({ boolValue })),
  fc.constantFrom(0.5, 1e21, 1e-7).map((doubleValue) => ({ doubleValue })),
);
const anyValue: fc.Arbitrary<AnyValue> = fc.oneof(
  { weight: 6, arbitrary: simple },
  fc.constant({ bytesValue: "AAEC/w==" }),
  fc.array(simple, { maxLength: 2 }).map((values) => ({ arrayValue: { values } })),
  fc.array(simple, { maxLength: 2 }).map((values) => ({
    kvlistValue: { values: values.map((value, n) => ({ key: `k${n}`, value })) },
  })),
);
const attributesOf = (...known: readonly string[]): fc.Arbitrary<KeyValue[]> =>
  fc.uniqueArray(fc.record({ key: fc.constantFrom(...known), value: anyValue }), {
    selector: ({ key }) => key,
    maxLength: 3,
  });

const spanParts = fc.record({
  service: fc.constantFrom(...services),
  name: fc.constantFrom(...names),
  startMicro: fc.nat({ max: 900 }),
  micros: fc.nat({ max: 20 }),
  kind: fc.nat({ max: 5 }),
  status: fc.nat({ max: 2 }),
  attributes: attributesOf("http.route", "count", "__proto__"),
  ofResource: attributesOf("host.name", "count"),
  ofScope: attributesOf("scoped"),
  ofEvents: fc.array(attributesOf("count", "http.route"), { maxLength: 2 }),
  ofLinks: fc.array(attributesOf("linked"), { maxLength: 2 }),
  scope: fc.record({ name: fc.constantFrom("lib", "a"), version: fc.constantFrom("1", "") }),
});

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, "0");

/** A trace per list of spans, each a millisecond before the one ahead of it: newest first. */
const traceList: fc.Arbitrary<Trace[]> = fc
  .array(fc.array(spanParts, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  .map((lists) =>
    lists.map((list, n) => {
      const traceId = hex(n + 1, 32);
      const startMicro = epochMicro + (lists.length - n) * 1000;
      const spans = list.map((parts, i): Span => {
        const at = startMicro + parts.startMicro;
        return {
          service: parts.service,
          resource: {
            attributes: [
              { key: "service.name", value: { stringValue: parts.service } },
              ...parts.ofResource,
            ],
          },
          scope: { ...parts.scope, attributes: parts.ofScope },
          otlp: {
            traceId,
            spanId: hex((n + 1) * 100 + i, 16),
            flags: 1,
            name: parts.name,
            kind: parts.kind,
            startTimeUnixNano: nano(at),
            endTimeUnixNano: nano(at + parts.micros),
            attributes: parts.attributes,
            events: parts.ofEvents.map((attributes) => ({
              name: "e",
              timeUnixNano: nano(at),
              attributes,
            })),
            links: parts.ofLinks.map((attributes) => ({
              traceId: hex(99, 32),
              spanId: hex(99, 16),
              attributes,
            })),
            status: parts.status === 0 ? {} : { code: parts.status },
          },
        };
      });
      return { traceId, spans };
    }),
  );

const wantedText = fc.oneof(
  fc.constantFrom(...words, "-1", "9007199254740993", "0.5", "1e+21", "1e-7", "false"),
  anyValue.map(textOf),
);
const wantedField = fc.oneof(
  fc.tuple(fc.constant("error"), fc.constantFrom("true", "false", "perhaps")),
  fc.tuple(fc.constant("span.status"), fc.constantFrom("ok", "ERROR", "unset")),
  fc.tuple(fc.constant("span.kind"), fc.constantFrom("server", "CLIENT", "internal")),
);
const wantedPlaces = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom<string>(...keys), wantedText) },
  wantedField,
);
const wantedOtlpPlaces = fc.oneof(
  fc.tuple(fc.constantFrom<string>(...otlpKeys), wantedText),
  fc.tuple(fc.constant("scope.name"), fc.constantFrom("lib", "a", "b")),
  fc.tuple(fc.constant("scope.version"), fc.constantFrom("1", "", "2")),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const queries = (places: fc.Arbitrary<[string, string]>): fc.Arbitrary<SearchQuery> =>
  fc
    .record({
      service: maybe(fc.constantFrom(...services, "nobody")),
      operation: maybe(fc.constantFrom(...names, "none")),
      pairs: fc.array(places, { maxLength: 2 }),
      window: fc.oneof(
        { weight: 2, arbitrary: fc.constant([0, 100_000] as const) },
        fc.tuple(fc.nat({ max: 9_000 }), fc.integer({ min: 1, max: 4_000 })),
      ),
      shortest: maybe(fc.nat({ max: 20_000 })),
      longest: maybe(fc.nat({ max: 20_000 })),
      limit: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ service, operation, pairs, window, shortest, longest, limit }) => ({
      ...(service === undefined ? {} : { service }),
      ...(operation === undefined ? {} : { operation }),
      attributes: Object.fromEntries(pairs),
      startUnixMicro: epochMicro + window[0],
      endUnixMicro: epochMicro + window[0] + window[1],
      ...(shortest === undefined ? {} : { minDurationNs: shortest }),
      ...(longest === undefined ? {} : { maxDurationNs: longest }),
      limit,
    }));

/* Those who are asked. */

async function openFile(name: string, text: string): Promise<Backend> {
  const engine = createInProcessEngine();
  return createLocalBackend(
    "files",
    engine,
    await engine.openLibrary([{ name, blob: new Blob([text]) }]),
  );
}

async function openServer(version: string, listed: readonly Trace[]): Promise<Backend> {
  const baseUrl = "https://example.test/";
  const server = versions[version];
  if (!server) throw new Error(`No such version: ${version}`);
  const fetch: Fetch = async (address) => {
    const { pathname, searchParams } = new URL(address);
    const answer = answerJaeger(server, { listed, unlisted: [] }, pathname, searchParams);
    if (answer) {
      const { status, type, body } = answer;
      return new Response(body, { status, headers: { "content-type": type } });
    }
    return server.unknownIsPage
      ? new Response("<!doctype html>", { headers: { "content-type": "text/html" } })
      : new Response("404 page not found\n", { status: 404 });
  };
  const info = await detectBackend({ baseUrl, fetch, nowMs: epochMicro / 1000 });
  return createJaegerBackend({ baseUrl, fetch, info, reader: createInProcessEngine({ fetch }) });
}

const idsFrom = async (backend: Backend, query: SearchQuery): Promise<readonly string[]> =>
  (await backend.search(query)).summaries.map(({ traceId }) => traceId);

/** That format has one resource for each service of a trace. */
const withOneResource = ({ traceId, spans }: Trace): Trace => ({
  traceId,
  spans: spans.map((span) => ({
    ...span,
    resource: (spans.find(({ service }) => service === span.service) ?? span).resource,
  })),
});

const v1Document = (traces: readonly Trace[]): string =>
  JSON.stringify(v1Envelope(traces.map(toV1Trace)));

describe("one search has one answer", () => {
  it("in a file of OpenTelemetry's, of every kind of attribute", async () => {
    const query = queries(fc.oneof(wantedPlaces, wantedOtlpPlaces));
    let found = 0;
    const property = fc.asyncProperty(
      traceList,
      fc.array(query, { minLength: 8, maxLength: 8 }),
      async (traces, asked) => {
        const file = await openFile("otlp.ndjson", toNdjson(traces));
        for (const one of asked) {
          const expected = byDefinition(traces, one);
          found += expected.length;
          expect(await idsFrom(file, one)).toEqual(expected);
        }
      },
    );
    await fc.assert(property, { numRuns: 60 });
    // Queries that never find anything would agree about nothing.
    expect(found).toBeGreaterThan(60);
  });

  it("in a file of Jaeger's, of what that format holds", async () => {
    const property = fc.asyncProperty(
      traceList,
      fc.array(queries(wantedPlaces), { minLength: 8, maxLength: 8 }),
      async (any, asked) => {
        const traces = any.map(withOneResource);
        const file = await openFile("jaeger.json", v1Document(traces));
        for (const one of asked) {
          expect(await idsFrom(file, one)).toEqual(byDefinition(traces, one));
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it.each(Object.keys(versions))("at a Jaeger %s, and in a file of its traces", async (version) => {
    const query = queries(fc.oneof(wantedPlaces, wantedOtlpPlaces)).map((one) => ({
      // Some servers refuse a search without one.
      service: "api",
      ...one,
    }));
    const property = fc.asyncProperty(
      traceList,
      fc.array(query, { minLength: 4, maxLength: 4 }),
      async (traces, asked) => {
        const file = await openFile("otlp.ndjson", toNdjson(traces));
        const server = await openServer(version, traces);
        for (const one of asked) {
          const answer = await idsFrom(server, one);
          expect(answer).toEqual(byDefinition(traces, one));
          expect(await idsFrom(file, one)).toEqual(answer);
        }
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });
});

describe("demo data", () => {
  interface Document {
    readonly resourceSpans: readonly {
      readonly resource: { readonly attributes: KeyValue[] };
      readonly scopeSpans: readonly {
        readonly scope: Span["scope"];
        readonly spans: readonly Partial<Span["otlp"]>[];
      }[];
    }[];
  }

  const serviceOf = (attributes: readonly KeyValue[]): string => {
    const value = attributes.find(({ key }) => key === "service.name")?.value;
    return value && "stringValue" in value ? value.stringValue : "";
  };

  /** The lines of the demo data as the definition takes them; newest first. */
  function readDocuments(text: string): Trace[] {
    const byId = new Map<string, Span[]>();
    for (const line of text.split("\n").filter((one) => one !== "")) {
      for (const { resource, scopeSpans } of (JSON.parse(line) as Document).resourceSpans) {
        for (const { scope, spans } of scopeSpans) {
          for (const span of spans) {
            const otlp = {
              flags: 0,
              kind: 0,
              attributes: [],
              events: [],
              links: [],
              status: {},
              // A span that has not ended has lasted no time.
              endTimeUnixNano: span.startTimeUnixNano,
              ...span,
            } as unknown as Span["otlp"];
            const list = byId.get(otlp.traceId) ?? [];
            list.push({ service: serviceOf(resource.attributes), resource, scope, otlp });
            byId.set(otlp.traceId, list);
          }
        }
      }
    }
    const startOf = ({ spans }: Trace): bigint =>
      spans
        .map(({ otlp }) => BigInt(otlp.startTimeUnixNano))
        .reduce((least, one) => (one < least ? one : least));
    return [...byId]
      .map(([traceId, spans]) => ({ traceId, spans }))
      .sort((a, b) => (startOf(b) > startOf(a) ? 1 : startOf(b) < startOf(a) ? -1 : 0));
  }

  it("answers as the definition and as a server with the same traces do", async () => {
    const nowMs = epochMicro / 1000;
    const { blob } = await createDemoBlob(nowMs);
    const text = await blob.text();
    const traces = readDocuments(text);
    expect(traces.length).toBeGreaterThan(100);
    const demo = await openFile("demo.ndjson", text);
    const server = await openServer("v2.20", traces);
    // What is asked for is in the data, or is in it with a letter more.
    const spans = traces.flatMap((trace) => trace.spans.slice(0, 40));
    const plain = spans.flatMap(({ otlp, resource }) =>
      [...otlp.attributes, ...resource.attributes, ...otlp.events.flatMap((e) => e.attributes)]
        .filter(({ key }) => !key.startsWith("@"))
        .map(({ key, value }): [string, string] => [key, textOf(value)]),
    );
    const span = fc.nat({ max: spans.length - 1 }).map((n) => spans[n]);
    const query = fc.record({
      like: span,
      pair: maybe(fc.nat({ max: plain.length - 1 }).map((n) => plain[n])),
      byService: fc.boolean(),
      byName: fc.boolean(),
      error: fc.boolean(),
      before: fc.nat({ max: 7_200e6 }),
      after: fc.nat({ max: 7_200e6 }),
      share: maybe(fc.constantFrom(0, 1, 2)),
      limit: fc.constantFrom(1, 20, 1000),
    });
    const property = fc.asyncProperty(query, async (one) => {
      if (!one.like) throw new Error("There are no spans");
      const { otlp, service } = one.like;
      const at = Number(BigInt(otlp.startTimeUnixNano) / 1000n);
      const ns = Number(BigInt(otlp.endTimeUnixNano) - BigInt(otlp.startTimeUnixNano));
      const asked: SearchQuery = {
        ...(one.byService ? { service } : {}),
        ...(one.byName ? { operation: otlp.name } : {}),
        attributes: Object.fromEntries([
          ...(one.pair ? [one.pair] : []),
          ...(one.error ? [["error", "true"]] : []),
        ]) as Record<string, string>,
        startUnixMicro: at - one.before,
        endUnixMicro: at + one.after + 1,
        ...(one.share === undefined ? {} : { minDurationNs: ns * one.share }),
        limit: one.limit,
      };
      const expected = byDefinition(traces, asked);
      expect(await idsFrom(demo, asked)).toEqual(expected);
      if (one.limit < 1000) expect(await idsFrom(server, asked)).toEqual(expected);
    });
    await fc.assert(property, { numRuns: 80 });
  });
});
