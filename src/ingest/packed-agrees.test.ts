import fc from "fast-check";
import { expect, test } from "vitest";
import { expectSameBothWays, type Taken } from "./testing/both-paths";
import { change, changes, spellings, treeOf, writeTree, type JsonTree } from "./testing/json-tree";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const OTHER = "1af7651916cd43dd8448eb211c80319d";
const id = (n: number) => (n * 0x1000001).toString(16).padStart(16, "0");

/** Nearly always the first, which is plain: one odd value leaves a whole span to the general way. */
function mostly<T, U>(plain: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ arbitrary: plain, weight: 15 }, { arbitrary: odd, weight: 1 });
}

const text = mostly(
  fc.oneof(
    fc.constantFrom("GET", "a", "0", "é", "\u{1F600}", "\uFEFFx", "שלום", "true"),
    fc.constantFrom("https://example.org/items/17?q=1", "x".repeat(130), "\u007f"),
    fc.stringMatching(/^[a-zé€]{1,9}$/),
  ),
  fc.oneof(
    fc.string({ maxLength: 9, unit: "grapheme" }),
    fc.constantFrom("", 'q"', "back\\slash", "\u0001"),
  ),
);
const integer = mostly(
  fc.oneof(
    fc.constantFrom(0, 200, -1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 53 - 1),
    fc.integer(),
  ),
  fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)),
);
const double = mostly(
  fc.oneof(
    fc.constantFrom("0.5", "1", "3.0", "0.1", "0", "1234567.000001", "-2.5", "9007199254740991"),
    fc.tuple(fc.integer(), fc.nat(99_999)).map(([whole, part]) => `${whole}.${part}`),
  ),
  fc.oneof(
    fc.constantFrom("-0.0", "1e3", "12345678901234567.25", "5e-324", "1E22", "-0"),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  ),
);
/** Keys with a meaning, keys without one, and few of them, so that they come twice. */
const key = mostly(
  fc.constantFrom(
    ...["http.method", "k", "ключ", "__proto__", "error", "span.kind", "otel.status_code"],
    ...["otel.status_description", "otel.scope.name", "otel.scope.version", "otel.library.name"],
    ...["w3c.tracestate", "otel.library.version", "event", "message"],
  ),
  fc.constantFrom("ip", "peer.ipv4", "@jaeger@x", "@jaeger@warnings", "opentracing.ref_type", ""),
);
const special = mostly(
  fc.constantFrom("server", "client", "internal", "OK", "ERROR", "lib", "1.0", "a=b", "true"),
  fc.constantFrom("CLIENT", ""),
);

const tag = fc.oneof(
  fc.record({ key, type: fc.constant("string"), value: fc.oneof(special, text) }),
  fc.record({ key, type: fc.constant("bool"), value: fc.boolean() }),
  fc.record({ key, type: fc.constant("int64"), value: integer }),
  fc.record({ key, type: fc.constant("float64"), value: fc.oneof(double, integer).map(literal) }),
  fc.record({ key, type: fc.constant("binary"), value: fc.constantFrom("AAEC", "", "?") }),
);
function literal(value: unknown): unknown {
  return { literal: String(value) };
}

const startMicros = fc.integer({ min: 1_700_000_000_000_000, max: 1_700_000_000_000_900 });

const jaegerSpan = fc.record(
  {
    traceID: mostly(fc.constant(TRACE), fc.constantFrom(TRACE.toUpperCase(), OTHER, "ab", "00ab")),
    spanID: fc.nat(6).map(id),
    operationName: fc.oneof(fc.constantFrom("GET /", "query"), text),
    references: fc.array(
      fc.record({
        refType: mostly(fc.constant("CHILD_OF"), fc.constant("FOLLOWS_FROM")),
        traceID: mostly(fc.constant(TRACE), fc.constantFrom(OTHER, "ab")),
        spanID: fc.nat(6).map(id),
      }),
      { maxLength: 1 },
    ),
    flags: mostly(fc.constantFrom(0, 1, 255), fc.constant(2 ** 32)),
    startTime: startMicros,
    duration: mostly(fc.nat(900), fc.constantFrom(0, 2 ** 43, 2 ** 44)),
    tags: fc.array(tag, { maxLength: 6 }),
    logs: fc.array(fc.record({ timestamp: startMicros, fields: fc.array(tag, { maxLength: 3 }) }), {
      maxLength: 2,
    }),
    processID: fc.constantFrom("p1", "p2", "p9"),
    warnings: mostly(fc.constantFrom(null, []), fc.constant(["clock skew"])),
  },
  {
    requiredKeys: [
      "traceID",
      "spanID",
      "operationName",
      "startTime",
      "duration",
      "tags",
      "processID",
    ],
  },
);

const plainValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.oneof(special, text).map((stringValue) => ({ stringValue })),
  fc.boolean().map((boolValue) => ({ boolValue })),
  integer.map((intValue) => ({ intValue })),
  integer.map((intValue) => ({ intValue: String(intValue) })),
  double.map((doubleValue) => ({ doubleValue: literal(doubleValue) })),
  fc.constant({ bytesValue: "AAEC" }),
);
const anyValue = mostly(
  plainValue,
  fc.constantFrom({}, { arrayValue: { values: [{ intValue: "9" }] } }, { doubleValue: "NaN" }),
);
const pair = fc.record({ key, value: anyValue });
const nanos = fc
  .tuple(startMicros, fc.nat(999))
  .map(([micros, rest]) => `${micros}${String(rest).padStart(3, "0")}`);

const otlpSpan = fc.record(
  {
    traceId: mostly(
      fc.constant(TRACE),
      fc.constantFrom(TRACE.toUpperCase(), OTHER, "CvdlGRbNQ92ESOshHIAxnA=="),
    ),
    spanId: fc.nat(6).map(id),
    parentSpanId: fc.oneof(fc.constantFrom("", "0000000000000000"), fc.nat(6).map(id)),
    traceState: fc.constantFrom("", "a=b"),
    flags: fc.constantFrom(0, 1, 257),
    name: fc.oneof(fc.constantFrom("GET /", "query"), text),
    kind: mostly(fc.constantFrom(0, 1, 2, 5, "SPAN_KIND_SERVER"), fc.constantFrom("X", 6)),
    startTimeUnixNano: nanos,
    endTimeUnixNano: mostly(
      nanos.map((start) => start.replace(/^1700/, "1701")),
      fc.oneof(nanos, fc.constant("0")),
    ),
    attributes: fc.array(pair, { maxLength: 5 }),
    droppedAttributesCount: fc.constantFrom(0, 0, 3),
    events: fc.array(
      fc.record(
        {
          timeUnixNano: nanos,
          name: text,
          attributes: fc.array(pair, { maxLength: 2 }),
          droppedAttributesCount: mostly(fc.constant(0), fc.constant(1)),
        },
        { requiredKeys: ["timeUnixNano", "name"] },
      ),
      { maxLength: 2 },
    ),
    droppedEventsCount: fc.constantFrom(0, 0, 1),
    links: fc.array(
      fc.record(
        {
          traceId: mostly(fc.constantFrom(TRACE, OTHER), fc.constant("0".repeat(32))),
          spanId: mostly(fc.nat(3).map(id), fc.constant("0".repeat(16))),
          traceState: fc.constantFrom("", "c=d"),
          flags: fc.constantFrom(0, 257),
          attributes: fc.array(pair, { maxLength: 2 }),
          droppedAttributesCount: mostly(fc.constant(0), fc.constant(2)),
        },
        { requiredKeys: ["traceId", "spanId"] },
      ),
      { maxLength: 2 },
    ),
    droppedLinksCount: fc.constantFrom(0, 0, 1),
    status: fc.constantFrom<unknown[]>(
      ...[
        {},
        { code: 2, message: "boom" },
        { code: 1 },
        { message: "m" },
        { code: "STATUS_CODE_OK" },
      ],
    ),
  },
  { requiredKeys: ["traceId", "spanId", "name", "startTimeUnixNano", "endTimeUnixNano"] },
);

const shuffled = fc.tuple(fc.boolean(), fc.nat()).map(([isShuffled, seed]) => (value: object) => {
  if (!isShuffled) return value;
  const entries = Object.entries(value);
  const from = seed % Math.max(1, entries.length);
  return Object.fromEntries([...entries.slice(from), ...entries.slice(0, from).toReversed()]);
});
const spansOf = <T extends object>(span: fc.Arbitrary<T>) =>
  fc.array(
    fc.tuple(span, shuffled).map(([value, shuffle]) => shuffle(value)),
    { maxLength: 7 },
  );

const processes = {
  p1: { serviceName: "one", tags: [{ key: "host", type: "string", value: "h" }] },
  p2: { serviceName: "two" },
};
const jaegerDocument = fc
  .array(spansOf(jaegerSpan), { minLength: 1, maxLength: 2 })
  .map((lists) => ({ data: lists.map((spans) => ({ traceID: TRACE, spans, processes })) }));
const otlpDocument = fc
  .array(fc.array(spansOf(otlpSpan), { maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((resources) => ({
    resourceSpans: resources.map((scopes, r) => ({
      resource: { attributes: [{ key: "service.name", value: { stringValue: `s${r % 2}` } }] },
      scopeSpans: scopes.map((spans, s) => ({ scope: { name: `lib${s % 2}` }, spans })),
    })),
  }));

/** The literals that `literal` marks, written as they are. */
function tree(value: unknown): JsonTree {
  const made = treeOf(value);
  return unmark(made);
}
function unmark(node: JsonTree): JsonTree {
  if ("list" in node) return { list: node.list.map(unmark) };
  if (!("fields" in node)) return node;
  const [first] = node.fields;
  if (first?.[0] === "literal" && "text" in first[1]) return { raw: first[1].text };
  return { fields: node.fields.map(([name, item]) => [name, unmark(item)] as const) };
}

const damage = fc.option(fc.tuple(fc.nat(), fc.integer({ min: 0x80, max: 0xff })), { freq: 12 });
const encoder = new TextEncoder();

function sameBothWays(documents: fc.Arbitrary<unknown>, taken: Taken): Promise<void> {
  return fc.assert(
    fc.asyncProperty(
      documents,
      fc.option(changes, { freq: 2 }),
      spellings,
      damage,
      fc.constantFrom(1 << 16, 1 << 16, 97, 600),
      async (document, edit, spelling, damaged, chunk) => {
        const whole = tree(document);
        const damagedTree = edit === null ? whole : change(whole, edit);
        const bytes = encoder.encode(writeTree(damagedTree, spelling));
        // A byte that is no UTF-8 where it stands, or stands in the middle of a character.
        if (damaged !== null) bytes[damaged[0] % bytes.length] = damaged[1];
        await expectSameBothWays(bytes, chunk, taken);
      },
    ),
    { numRuns: Number(process.env["PACKED_RUNS"] ?? 400) },
  );
}

test("Jaeger v1 read from bytes says what it says read from JSON", async () => {
  const taken: Taken = { packed: 0, spans: 0 };
  await sameBothWays(jaegerDocument, taken);
  // The test is about something: a good part of what it makes is plain enough for the short way.
  expect(taken.packed / taken.spans).toBeGreaterThan(0.2);
}, 180_000);

test("OTLP read from bytes says what it says read from JSON", async () => {
  const taken: Taken = { packed: 0, spans: 0 };
  await sameBothWays(otlpDocument, taken);
  expect(taken.packed / taken.spans).toBeGreaterThan(0.1);
}, 180_000);

test("spans shorter and longer than chunks are read alike, wherever the chunks are cut", async () => {
  const taken: Taken = { packed: 0, spans: 0 };
  const lengths = fc.array(fc.oneof(fc.nat(400), fc.nat(30_000)), { minLength: 1, maxLength: 60 });
  const chunks = fc.integer({ min: 1_000, max: 40_000 });
  await fc.assert(
    fc.asyncProperty(lengths, chunks, async (all, chunk) => {
      const spans = all.map((length, n) => ({
        traceID: TRACE,
        spanID: id(n + 1),
        operationName: `op ${n}`,
        startTime: 1_700_000_000_000_000,
        duration: 7,
        processID: "p",
        tags: [{ key: "k", type: "string", value: "x".repeat(length) }],
      }));
      const processes = { p: { serviceName: "s", tags: [] } };
      const document = { data: [{ traceID: TRACE, spans, processes }] };
      // What is wrong behind them is told with its place.
      await expectSameBothWays(encoder.encode(`${JSON.stringify(document)} !`), chunk, taken);
    }),
    { numRuns: 60 },
  );
  expect(taken.packed / taken.spans).toBeGreaterThan(0.8);
});
