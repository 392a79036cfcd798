import { describe, expect, test } from "vitest";
import { clockTime, newBuilder, spanNamed, traceOf } from "@/testing/span-writer";
import { emptySpan } from "@/testing/trace-diagram";
import type { AttributeValue } from "./attribute";
import { attributeText } from "./attribute-table";
import { spanIndex } from "./indexes";
import { readSpan } from "./read-span";
import type { WireValue } from "./span-sink";
import { SpanKind, StatusCode } from "./span-table";

function roundTrip(...values: readonly WireValue[]): AttributeValue[] {
  const builder = newBuilder();
  builder.span({ ...emptySpan, name: "a", start: clockTime(0) });
  values.forEach((value, at) => builder.attribute(`key ${at}`, value));
  const { attributes } = readSpan(builder.finish()[0]!, spanIndex(0));
  expect(attributes.map(({ key }) => key)).toEqual(values.map((_, at) => `key ${at}`));
  return attributes.map(({ value }) => value);
}

test("every field of a span comes back", () => {
  const builder = newBuilder("shop");
  const owner = { attributes: [], droppedAttributesCount: 2, schemaUrl: "https://schema" };
  const scope = builder.scope({ ...owner, name: "lib", version: "1.2" });
  builder.span({
    ...emptySpan,
    name: "a",
    spanId: "1f",
    kind: SpanKind.Producer,
    statusCode: StatusCode.Ok,
    statusMessage: "fine",
    start: clockTime(0),
    end: clockTime(5),
    scope,
    traceFlags: 0x101,
    traceState: "k=v",
    droppedAttributesCount: 1,
    droppedEventsCount: 2,
    droppedLinksCount: 3,
    unknownFields: '{"x":1}',
  });
  builder.issue("bad-enum", "kind: 9");
  builder.warning("first");
  builder.warning("second");
  expect(spanNamed(builder.finish()[0]!, "a")).toMatchObject({
    service: "shop",
    spanId: "000000000000001f",
    parentSpanId: "",
    kind: SpanKind.Producer,
    status: { code: StatusCode.Ok, message: "fine" },
    durationNs: 5,
    traceFlags: 0x101,
    traceState: "k=v",
    droppedAttributesCount: 1,
    droppedEventsCount: 2,
    droppedLinksCount: 3,
    scope: { ...owner, name: "lib", version: "1.2" },
    issues: [{ code: "bad-enum", detail: "kind: 9" }],
    warnings: ["first", "second"],
    unknownFields: '{"x":1}',
  });
});

test("what a span does not have is empty", () => {
  const trace = traceOf({ name: "a", spanId: "1", start: clockTime(0), durationNs: 1 });
  expect(spanNamed(trace, "a")).toMatchObject({
    traceFlags: undefined,
    traceState: "",
    attributes: [],
    events: [],
    links: [],
    issues: [],
    warnings: [],
    unknownFields: "",
  });
  expect(() => readSpan(trace, spanIndex(1))).toThrow(RangeError);
  expect(() => readSpan(trace, spanIndex(-1))).toThrow(RangeError);
});

describe("attribute values", () => {
  test("scalars are exact", () => {
    expect(
      roundTrip(
        { type: "empty" },
        { type: "string", value: "\u0000<b>שלום" },
        { type: "bool", value: false },
        { type: "int", value: -1 },
        { type: "int", value: 2 ** 40 },
        { type: "int", value: "9223372036854775807" },
        { type: "int", value: "12" },
        { type: "double", value: -0 },
        { type: "double", value: Number.NaN },
        { type: "double", value: 1e300 },
        { type: "bytes", value: "AP+A" },
      ),
    ).toEqual([
      { type: "empty" },
      { type: "string", value: "\u0000<b>שלום" },
      { type: "bool", value: false },
      { type: "int", value: -1n },
      { type: "int", value: 1_099_511_627_776n },
      { type: "int", value: 9_223_372_036_854_775_807n },
      { type: "int", value: 12n },
      { type: "double", value: -0 },
      { type: "double", value: Number.NaN },
      { type: "double", value: 1e300 },
      { type: "bytes", value: Uint8Array.of(0, 255, 128) },
    ]);
  });

  test("arrays and maps are decoded all the way down", () => {
    const any = {
      kvlistValue: {
        values: [
          { key: "__proto__", value: { arrayValue: { values: [{ intValue: "7" }, {}] } } },
          { key: "d", value: { doubleValue: "-Infinity" } },
          { key: "e", value: { bytesValue: "AQ==" } },
          { key: "none" },
        ],
      },
    };
    expect(roundTrip({ type: "kvlist", value: JSON.stringify(any) })).toEqual([
      {
        type: "kvlist",
        value: [
          {
            key: "__proto__",
            value: { type: "array", value: [{ type: "int", value: 7n }, { type: "empty" }] },
          },
          { key: "d", value: { type: "double", value: -Infinity } },
          { key: "e", value: { type: "bytes", value: Uint8Array.of(1) } },
          { key: "none", value: { type: "empty" } },
        ],
      },
    ]);
    expect(roundTrip({ type: "array", value: '{"arrayValue":{}}' })).toEqual([
      { type: "array", value: [] },
    ]);
  });

  test("what cannot be decoded is shown as its text", () => {
    const values: WireValue[] = [
      { type: "array", value: "[1," },
      { type: "kvlist", value: '{"arrayValue":{"values":[]}}' },
      { type: "array", value: "null" },
      { type: "int", value: "many" },
      { type: "int", value: 0.5 },
      { type: "bytes", value: "€" },
    ];
    expect(roundTrip(...values)).toEqual(
      values.map((value) => ({ type: "string", value: "value" in value ? `${value.value}` : "" })),
    );
  });

  test("nesting beyond what can be shown is text, at any depth", () => {
    const nest = (depth: number) =>
      '{"arrayValue":{"values":['.repeat(depth) + '{"intValue":"1"}' + "]}}".repeat(depth);
    let [value] = roundTrip({ type: "array", value: nest(40) });
    let depth = 0;
    for (; value?.type === "array"; depth += 1) value = value.value[0];
    expect(depth).toBe(32);
    expect(value).toEqual({ type: "string", value: nest(8) });
    const deep = nest(100_000);
    expect(roundTrip({ type: "array", value: deep })[0]?.type).toMatch(/array|string/);
  });

  test("as text for search: decimal, and the text of arrays", () => {
    const builder = newBuilder();
    builder.span({ ...emptySpan, start: clockTime(0) });
    builder.attribute("k", { type: "int", value: -5 });
    builder.attribute("k", { type: "int", value: "9223372036854775807" });
    builder.attribute("k", { type: "bool", value: true });
    builder.attribute("k", { type: "double", value: 0.25 });
    builder.attribute("k", { type: "empty" });
    const { attributes, strings } = builder.finish()[0]!;
    const texts = [0, 1, 2, 3, 4].map((row) => attributeText(attributes, row, strings));
    expect(texts).toEqual(["-5", "9223372036854775807", "true", "0.25", ""]);
  });
});
