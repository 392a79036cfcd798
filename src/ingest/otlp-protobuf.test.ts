import { gzipSync } from "node:zlib";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { sniffBytes, protobufFraming } from "./detect-format";
import { ingestStream } from "./ingest";
import { openTraces } from "./testing/corpus";
import { encodeOtlp } from "./testing/encode-otlp";
import { streamOf } from "./testing/read-text";
import type { JsonObject } from "./wire";

const id = (length: number) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
const text = fc.oneof(
  fc.constantFrom("", "service.name", "ключ", "\u{1F600}", "\uFEFFx", '"\\'),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);
const scalar: fc.Arbitrary<object> = fc.oneof(
  text.map((stringValue) => ({ stringValue })),
  fc.boolean().map((boolValue) => ({ boolValue })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((int) => ({ intValue: String(int) })),
  // JSON writes -0 as 0.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ doubleValue: value + 0 })),
  fc.constantFrom({ doubleValue: "NaN" }, { doubleValue: "-Infinity" }, {}),
  fc.constantFrom({ bytesValue: "AAEC/w==" }, { bytesValue: "" }),
);
const { any } = fc.letrec<{ any: object; list: object; map: object }>((tie) => ({
  any: fc.oneof({ depthSize: "small" }, scalar, tie("list"), tie("map")),
  list: fc.array(tie("any"), { maxLength: 3 }).map((values) => ({ arrayValue: { values } })),
  map: fc
    .array(fc.record({ key: text, value: tie("any") }), { maxLength: 3 })
    .map((values) => ({ kvlistValue: { values } })),
}));
const attributes = fc.array(fc.record({ key: text, value: any }), { maxLength: 4 });
const nanos = fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String);
const dropped = fc.constantFrom(0, 1, 7);

const span = fc.record({
  traceId: id(16),
  spanId: id(8),
  parentSpanId: fc.oneof(fc.constant(""), id(8)),
  traceState: fc.constantFrom("", "a=b"),
  name: text,
  kind: fc.nat(5),
  startTimeUnixNano: nanos,
  endTimeUnixNano: nanos,
  attributes,
  droppedAttributesCount: dropped,
  events: fc.array(
    fc.record({ timeUnixNano: nanos, name: text, attributes, droppedAttributesCount: dropped }),
    { maxLength: 2 },
  ),
  droppedEventsCount: dropped,
  links: fc.array(
    fc.record({
      traceId: id(16),
      spanId: id(8),
      traceState: fc.constantFrom("", "a=b"),
      attributes,
      droppedAttributesCount: dropped,
      flags: fc.nat(0xffffffff),
    }),
    { maxLength: 2 },
  ),
  droppedLinksCount: dropped,
  status: fc.record({ code: fc.nat(2), message: text }),
  flags: fc.nat(0xffffffff),
});
const documents = fc.record({
  resourceSpans: fc.array(
    fc.record({
      resource: fc.record({ attributes, droppedAttributesCount: dropped }),
      scopeSpans: fc.array(
        fc.record({
          scope: fc.record({
            name: text,
            version: text,
            attributes,
            droppedAttributesCount: dropped,
          }),
          spans: fc.array(span, { maxLength: 3 }),
          schemaUrl: fc.constantFrom("", "https://example.org/1"),
        }),
        { maxLength: 2 },
      ),
      schemaUrl: fc.constantFrom("", "https://example.org/2"),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

function viewsOf(traces: readonly Trace[]) {
  return traces.map((trace) =>
    Array.from({ length: trace.spans.length }, (_, row) => readSpan(trace, spanIndex(row))),
  );
}

async function readBytes(bytes: Uint8Array, chunk = 1 << 16) {
  const builder = new TraceSetBuilder();
  const result = await ingestStream(streamOf(bytes, chunk), builder);
  return { result, views: viewsOf(builder.finish()) };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const example: JsonObject = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] },
      scopeSpans: [
        {
          scope: { name: "lib" },
          spans: Array.from({ length: 3 }, (_, i) => ({
            traceId: "0af7651916cd43dd8448eb211c80319c",
            spanId: `b7ad6b716920333${i}`,
            name: `span ${i}`,
            startTimeUnixNano: "1684617382541971001",
            endTimeUnixNano: "1684617382541971999",
            attributes: [{ key: "n", value: { intValue: "9007199254740993" } }],
          })),
        },
      ],
    },
  ],
};

test("binary OTLP reads as the same document in JSON does", async () => {
  await fc.assert(
    fc.asyncProperty(documents, fc.constantFrom(1 << 16, 1, 13, 200), async (document, chunk) => {
      const bytes = encodeOtlp(document);
      const { traces, result } = await openTraces(document);
      const binary = await readBytes(bytes, chunk);
      expect(binary.views).toEqual(viewsOf(traces));
      expect(binary.result).toEqual({
        format: "otlp-protobuf",
        bytes: bytes.length,
        spans: result.spans,
      });
    }),
    { numRuns: 150 },
  );
}, 60_000);

test("packed by gzip, and many behind each other with their sizes in front", async () => {
  const bytes = encodeOtlp(example);
  const { views } = await readBytes(bytes);
  expect(views[0]).toHaveLength(3);
  expect(views[0]?.[0]).toMatchObject({
    service: "shop",
    durationNs: 998,
    attributes: [{ value: { type: "int", value: 9_007_199_254_740_993n } }],
  });
  expect((await readBytes(new Uint8Array(gzipSync(bytes)))).views).toEqual(views);
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, bytes.length);
  const varint = new BinaryWriter().uint32(bytes.length).finish();
  for (const [framing, prefix] of [
    ["prefixed", size],
    ["delimited", varint],
  ] as const) {
    const many = join([prefix, bytes, prefix, bytes]);
    expect(protobufFraming(many)).toBe(framing);
    for (const chunk of [1, 1 << 16]) {
      const { result } = await readBytes(many, chunk);
      expect(result).toEqual({ format: "otlp-protobuf", bytes: many.length, spans: 6 });
    }
  }
});

test("what is cut off keeps what came before", async () => {
  const bytes = encodeOtlp(example);
  const { result, views } = await readBytes(bytes.slice(0, -20));
  expect(result).toMatchObject({ spans: 2, partial: { code: "cut-off", params: { spans: 2 } } });
  expect(views[0]?.[0]?.service).toBe("shop");
});

test("fields that nobody knows are kept, groups of old writers too", async () => {
  const known = encodeOtlp(example);
  const more = new BinaryWriter()
    .tag(40, WireType.Varint)
    .uint64(2n ** 60n)
    .tag(41, WireType.LengthDelimited)
    .bytes(Uint8Array.of(1, 2))
    .finish();
  // The last span is at the end of the document: it and all around it grow.
  const spans = new BinaryWriter();
  spans.tag(1, WireType.LengthDelimited).fork().tag(2, WireType.LengthDelimited).fork();
  spans.tag(2, WireType.LengthDelimited).fork().tag(5, WireType.LengthDelimited).string("n");
  spans.tag(42, WireType.StartGroup).tag(1, WireType.Varint).uint32(7).tag(42, WireType.EndGroup);
  spans.raw(more).join().join().join();
  const { views } = await readBytes(join([known, spans.finish()]));
  const view = views.flat().find(({ name }) => name === "n");
  expect(JSON.parse(view?.unknownFields ?? "")).toMatchObject({
    "field 40": "1152921504606846976",
    "field 41": "AQI=",
  });
});

test("a value nested a thousand deep stays the bytes that it is", async () => {
  let value = new BinaryWriter().tag(1, WireType.LengthDelimited).string("end").finish();
  for (let depth = 0; depth < 1000; depth += 1) {
    const list = new BinaryWriter().tag(1, WireType.LengthDelimited).bytes(value).finish();
    value = new BinaryWriter().tag(5, WireType.LengthDelimited).bytes(list).finish();
  }
  const pair = new BinaryWriter().tag(1, WireType.LengthDelimited).string("deep");
  pair.tag(2, WireType.LengthDelimited).bytes(value);
  const whole = new BinaryWriter();
  whole.tag(1, WireType.LengthDelimited).fork().tag(2, WireType.LengthDelimited).fork();
  whole.tag(2, WireType.LengthDelimited).fork().tag(9, WireType.LengthDelimited);
  whole.bytes(pair.finish()).join().join().join();
  const { views } = await readBytes(whole.finish());
  expect(views[0]?.[0]?.attributes[0]).toMatchObject({ key: "deep", value: { type: "array" } });
});

test("bytes that break the rules are refused with their place", async () => {
  const bytes = encodeOtlp(example);
  const broken = bytes.slice();
  // The size of the resource: longer than what it is in.
  broken[4] = 0xff;
  broken[5] = 0x7f;
  const error: unknown = await readBytes(broken).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  if (!(error instanceof Problem)) return;
  expect(error.toJSON()).toMatchObject({
    code: "bad-document",
    params: { where: "resourceSpans[0]", byteOffset: 3, expected: "the end of the message" },
  });
});

test("text is never taken for binary OTLP", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom("", "\n", " ", "{\n", "\n\n"), (json, before) => {
      const head = new TextEncoder().encode(before + json).subarray(0, 512);
      expect(sniffBytes(head)).not.toBe("protobuf");
    }),
  );
});
