import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDuration } from "@/lib/parse-duration";
import type { Attribute, AttributeValue } from "@/model/attribute";
import { spanIndex } from "@/model/indexes";
import { readSpan } from "@/model/read-span";
import type { WireValue } from "@/model/span-sink";
import { SpanKind, StatusCode } from "@/model/span-table";
import type { SpanView } from "@/model/span-view";
import type { Trace } from "@/model/trace";
import { TraceSetBuilder } from "@/model/trace-set-builder";
import { clockTime, traceOf } from "@/testing/span-writer";
import { emptySpan, traceFromDiagram } from "@/testing/trace-diagram";
import { kindNames, liftedField, statusNames } from "./lifted-keys";
import { matchSpans } from "./match-spans";
import { parseQuery } from "./parse-query";
import { selfTimeOf } from "./self-time";
import type { CompareQuery, SpanQuery } from "./span-query";
import { numberTest, valueTest } from "./value-test";
import { foldCase, valueLeaves, valueText } from "./value-text";

function find(trace: Trace, text: string, budget = 1000): number[] {
  const { query } = parseQuery(text);
  if (query === undefined) return [];
  const steps = matchSpans(trace, query);
  while (!steps.step(budget));
  return [...steps.matches()];
}

describe("find", () => {
  const trace = traceFromDiagram(`
    api GET /cart     |==========|       http.status_code=200 team=Core
      cart read         |==!|            http.status_code=503 id=00000000000000ab
      price quote           |==*=|       kind=server url=/a?x=1
      cart write                |=|      id=odd-id http.status_code=404
  `);

  it.each([
    ["cart", [0, 1, 3]],
    ["PRICE", [2]],
    ["core write", [0, 3]],
    ["50", [1]],
    ['"http.status_code=5"', [1]],
    ["status_code -http.status_code", []],
    ["503 -team", [1]],
    ["error", [1]],
    ["event", [2]],
    ["00000000000000AB", [1]],
    ["ab", [1]],
    ["ODD-ID", [3]],
    ["http.status_code>=404", [1, 3]],
    ["HTTP.Status_Code=503", [1]],
    ["http.status_code!=200", [1, 3]],
    ["not http.status_code=200", [1, 2, 3]],
    ["service=cart and not status=error", [3]],
    ["name~^(GET|quote)", [0, 2]],
    ["duration>4ms", [0, 2]],
    ["self<3ms", [0, 3]],
    ["depth=0 or event=event", [0, 2]],
    ["kind=server", [2]],
    ["span.kind=server or error=true", [1, 2]],
    ["(cart or quote) duration<=4ms", [1, 3]],
    ["x=1", []],
    ['"/a?x=1"', [2]],
  ])("%s", (text, rows) => {
    expect(find(trace, text)).toEqual(rows);
  });

  it("falls back to words where a query does not parse", () => {
    expect(find(trace, "cart )")).toEqual([0, 1, 3]);
  });

  it("compares integers of any size exactly", () => {
    const big = traceOf(
      { spanId: "1", name: "a", start: clockTime(0) },
      { spanId: "2", name: "b", start: clockTime(1) },
    );
    expect(find(big, "name>a")).toEqual([1]);
    const builder = new TraceSetBuilder();
    const owner = { attributes: [], droppedAttributesCount: 0, schemaUrl: "" };
    builder.resource({ ...owner, service: "" });
    builder.scope({ ...owner, name: "", version: "" });
    for (const [at, value] of ["9007199254740993", "9007199254740992"].entries()) {
      builder.span({ ...emptySpan, spanId: String(at + 1), start: clockTime(at) });
      builder.attribute("n", { type: "int", value });
    }
    const [exact] = builder.finish();
    expect(find(exact!, "n>9007199254740992")).toEqual([0]);
    expect(find(exact!, "n=9007199254740992")).toEqual([1]);
    expect(find(exact!, "n<1e300")).toEqual([0, 1]);
  });
});

/** The same by the definition, one span object at a time. */
function matches(trace: Trace, span: SpanView, query: SpanQuery): boolean {
  switch (query.type) {
    case "and":
      return query.of.every((part) => matches(trace, span, part));
    case "or":
      return query.of.some((part) => matches(trace, span, part));
    case "not":
      return !matches(trace, span, query.of);
    case "words": {
      const texts = [span.service, span.name, span.status.message, span.scope.name];
      texts.push(span.scope.version, ...span.events.map(({ name }) => name));
      const left = query.withoutKeys.map(foldCase);
      const isError = span.status.code === StatusCode.Error;
      if (isError && !left.includes("error")) texts.push("error=true");
      for (const { key, value } of attributesOf(span)) {
        if (left.includes(foldCase(key))) continue;
        texts.push(key, valueText(value), `${key}=${valueText(value)}`);
      }
      const words = query.words.map(foldCase);
      const id = foldCase(span.spanId);
      return words.some(
        (word) =>
          texts.some((text) => foldCase(text).includes(word)) ||
          (id !== "" && (id === word || id === word.padStart(16, "0"))),
      );
    }
    case "compare":
      return compares(trace, span, query);
  }
}

const attributesOf = (span: SpanView): Attribute[] => [
  ...span.attributes,
  ...span.resource.attributes,
  ...span.scope.attributes,
  ...span.events.flatMap(({ attributes }) => attributes),
  ...span.links.flatMap(({ attributes }) => attributes),
];

function compares(trace: Trace, span: SpanView, query: CompareQuery): boolean {
  const { operator, value } = query;
  const test = valueTest(operator, value);
  const ofValue = (one: AttributeValue): boolean => {
    if (one.type === "double") return test.number(one.value);
    if (one.type === "int" && Number.isSafeInteger(Number(one.value))) {
      return test.number(Number(one.value));
    }
    return test.text(valueText(one)) || valueLeaves(one).some(test.text);
  };
  switch (query.field) {
    case "service":
      return test.text(span.service);
    case "name":
      return test.text(span.name);
    case "event":
      return span.events.some(({ name }) => test.text(name));
    case "kind":
      return test.text(kindNames[span.kind]!);
    case "status":
      return test.text(statusNames[span.status.code]!);
    case "duration":
      return numberTest(operator, parseDuration(value)!)(span.durationNs);
    case "self":
      return numberTest(operator, parseDuration(value)!)(selfTimeOf(trace.spans, span.index));
    case "depth":
      return numberTest(operator, Number(value))(trace.spans.depth[span.index]!);
    case "attribute": {
      const lifted = liftedField(foldCase(query.key))?.(trace, span.index);
      if (lifted !== undefined && test.text(lifted)) return true;
      return attributesOf(span).some(
        ({ key, value: one }) => foldCase(key) === foldCase(query.key) && ofValue(one),
      );
    }
  }
}

const key = fc.constantFrom("http.code", "Команда", "url", "__proto__", "a=b", "error", "");
const scalar: fc.Arbitrary<WireValue> = fc.oneof(
  fc.constantFrom("GET /a", "Ошибка", "x=1", "500", "", "ß", "true", "<b>", "9").map((value) => ({
    type: "string" as const,
    value,
  })),
  fc.constantFrom(0, -3, 500, 70_000, 2 ** 40, "9007199254740993").map((value) => ({
    type: "int" as const,
    value,
  })),
  fc.constantFrom(0.5, 500, -0, 1e21, Number.NaN, Number.POSITIVE_INFINITY).map((value) => ({
    type: "double" as const,
    value,
  })),
  fc.boolean().map((value) => ({ type: "bool" as const, value })),
  fc.constant({ type: "bytes" as const, value: "AQID" }),
  fc.constant({ type: "empty" as const }),
  fc.constant({
    type: "array" as const,
    value: '{"arrayValue":{"values":[{"stringValue":"GET"},{"intValue":"500"}]}}',
  }),
  fc.constant({
    type: "kvlist" as const,
    value: '{"kvlistValue":{"values":[{"key":"url","value":{"stringValue":"Ошибка"}}]}}',
  }),
);
const pairs = fc.array(fc.tuple(key, scalar), { maxLength: 3 });
const seeds = fc.array(
  fc.record({
    service: fc.constantFrom("cart", "Price", ""),
    name: fc.constantFrom("GET /a", "read", "ЧТЕНИЕ"),
    kind: fc.constantFrom(...Object.values(SpanKind)),
    status: fc.constantFrom(...Object.values(StatusCode)),
    message: fc.constantFrom("", "refused"),
    scope: fc.constantFrom("", "Lib"),
    duration: fc.nat({ max: 5_000_000 }),
    id: fc.constantFrom("ab", "odd id", "", "500"),
    attributes: pairs,
    resource: pairs,
    event: fc.option(fc.tuple(fc.constantFrom("exception", "log"), pairs)),
    link: fc.option(pairs),
  }),
  { minLength: 1, maxLength: 12 },
);

const traces = seeds.map((spans) => {
  const builder = new TraceSetBuilder();
  const owner = { droppedAttributesCount: 0, schemaUrl: "" };
  for (const [at, seed] of spans.entries()) {
    const { service, resource: attributes, scope: name } = seed;
    const resource = builder.resource({ ...owner, service, attributes });
    const scope = builder.scope({ ...owner, name, version: "1", attributes: [] });
    const start = clockTime(at * 1000);
    builder.span({
      ...emptySpan,
      name: seed.name,
      spanId: seed.id,
      parentSpanId: at % 3 === 0 ? "" : "ab",
      kind: seed.kind,
      statusCode: seed.status,
      statusMessage: seed.message,
      start,
      durationNs: seed.duration,
      resource,
      scope,
    });
    for (const [one, value] of seed.attributes) builder.attribute(one, value);
    if (seed.event) {
      builder.event(seed.event[0], start, 0);
      for (const [one, value] of seed.event[1]) builder.eventAttribute(one, value);
    }
    if (seed.link) {
      const link = { traceId: "ff", spanId: "1", relation: "link", traceState: "" } as const;
      builder.link({ ...link, traceFlags: undefined, droppedAttributesCount: 0 });
      for (const [one, value] of seed.link) builder.linkAttribute(one, value);
    }
  }
  return builder.finish()[0]!;
});

const someText = fc.constantFrom("get", "ОШИБ", "500", "e", "tr", "x=1", "url=", "b=g", "refused");
const term = fc.oneof(
  fc
    .array(someText, { minLength: 1, maxLength: 2 })
    .map((all) => all.map((one) => `"${one}"`).join(" ")),
  fc.constantFrom("ab", "odd -url", "lib", "true", "inf", "-3", "[", "AQID", "exception"),
  fc
    .tuple(
      fc.constantFrom(
        "http.code",
        "Команда",
        "URL",
        '"a=b"',
        "error",
        "span.kind",
        "name",
        "event",
      ),
      fc.constantFrom("=", "!=", ">", ">=", "<", "<=", "~"),
      fc.constantFrom("500", "GET", "ошибка", "true", "0", "9007199254740993", '""', "server"),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "duration>1ms",
    "self<=2ms",
    "depth!=0",
    "kind=server",
    "status~^o",
    "service=cart",
  ),
);
const texts = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    term,
    tie("node").map((one) => `not (${one})`),
    fc
      .tuple(tie("node"), fc.constantFrom("and", "or", ""), tie("node"))
      .map(([a, join, b]) => `(${a}) ${join} (${b})`),
  ),
})).node;

describe("find, on any trace", () => {
  it("is what the definition says, in steps of any size", () => {
    fc.assert(
      fc.property(traces, texts, fc.integer({ min: 1, max: 5 }), (trace, text, budget) => {
        const { query, problem } = parseQuery(text);
        expect(problem).toBeUndefined();
        const rows = Array.from(trace.spans.name, (_, row) => row);
        const wanted = rows.filter((row) =>
          matches(trace, readSpan(trace, spanIndex(row)), query!),
        );
        expect(find(trace, text, budget)).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });
});
