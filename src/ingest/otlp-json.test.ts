import { describe, expect, test } from "vitest";
import { SpanKind, StatusCode } from "@/model/span-table";
import { read } from "./testing/read-text";
import type { RecordedSpan } from "./testing/recording-sink";

const base = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  name: "op",
};

async function readSpan(
  fields: object,
  holder: object = {},
  scope: object = {},
): Promise<RecordedSpan> {
  const { spans } = await read({
    resourceSpans: [{ ...holder, scopeSpans: [{ ...scope, spans: [{ ...base, ...fields }] }] }],
  });
  const [span] = spans;
  if (span === undefined) throw new Error("no span");
  return span;
}

const values = (attributes: RecordedSpan["attributes"]) => attributes.map(([, value]) => value);

describe("spans", () => {
  test("every field is read", async () => {
    const span = await readSpan({
      parentSpanId: "00f067aa0ba902b7",
      traceState: "a=b",
      flags: 257,
      kind: 3,
      startTimeUnixNano: "1684617382541971001",
      endTimeUnixNano: "1684617382541972999",
      status: { code: 2, message: "boom" },
      droppedAttributesCount: 1,
      droppedEventsCount: "2",
      droppedLinksCount: 3,
      events: [{ timeUnixNano: "1684617382541971500", name: "e", droppedAttributesCount: 4 }],
      links: [
        { traceId: "ab", spanId: "cd", traceState: "c=d", flags: 1, droppedAttributesCount: 5 },
      ],
      future: { a: 1 },
    });
    expect(span).toMatchObject({
      ...base,
      parentSpanId: "00f067aa0ba902b7",
      traceState: "a=b",
      traceFlags: 257,
      kind: SpanKind.Client,
      start: { micros: 1684617382541971, nanos: 1 },
      end: { micros: 1684617382541972, nanos: 999 },
      statusCode: StatusCode.Error,
      statusMessage: "boom",
      droppedAttributesCount: 1,
      droppedEventsCount: 2,
      droppedLinksCount: 3,
      events: [{ name: "e", time: { micros: 1684617382541971, nanos: 500 }, dropped: 4 }],
      links: [
        {
          relation: "link",
          traceId: "ab",
          spanId: "cd",
          traceState: "c=d",
          traceFlags: 1,
          droppedAttributesCount: 5,
        },
      ],
      unknownFields: '{"future":{"a":1}}',
      issues: [],
    });
  });

  test("snake case and base64 ids are read as well", async () => {
    const { spans } = await read({
      resource_spans: [
        {
          scope_spans: [
            {
              spans: [
                {
                  trace_id: "O6VWCcPN5JZJzXfR+dzZNg==",
                  span_id: "Sc130fnc2TY=",
                  parent_span_id: "AAAAAAAAAAA=",
                  start_time_unix_nano: "1684617382541971001",
                  name: "n",
                  attributes: [{ key: "k", value: { int_value: 7 } }],
                },
              ],
              scope: { name: "s" },
            },
          ],
        },
      ],
    });
    expect(spans[0]).toMatchObject({
      traceId: "3ba55609c3cde49649cd77d1f9dcd936",
      spanId: "49cd77d1f9dcd936",
      parentSpanId: "",
      start: { micros: 1684617382541971 },
      attributes: [["k", { type: "int", value: 7 }]],
      scope: { name: "s" },
      unknownFields: "",
    });
  });

  test("nanoseconds that stand as a number are exact", async () => {
    const text = `{"resourceSpans":[{"scopeSpans":[{"spans":[
      {"name":"n","startTimeUnixNano":1684617382541971001,"endTimeUnixNano":0}]}]}]}`;
    const [span] = (await read(text)).spans;
    expect([span?.start, span?.end]).toEqual([{ micros: 1684617382541971, nanos: 1 }, undefined]);
  });

  test.each([
    ["99999999999999999999", "time-out-of-range"],
    ["-1", "time-out-of-range"],
    ["2024-01-01", "bad-number"],
    [true, "bad-number"],
  ])("a time of %j is noted", async (time, code) => {
    const span = await readSpan({ startTimeUnixNano: time });
    expect(span.start).toBeUndefined();
    expect(span.issues.map(([found]) => found)).toEqual([code]);
  });

  test("short times are nanoseconds too", async () => {
    expect((await readSpan({ startTimeUnixNano: "7" })).start).toEqual({ micros: 0, nanos: 7 });
    expect((await readSpan({ startTimeUnixNano: "1007" })).start).toEqual({ micros: 1, nanos: 7 });
  });

  test("names of enums", async () => {
    const status = { code: "STATUS_CODE_OK" };
    const span = await readSpan({ kind: "SPAN_KIND_SERVER", status });
    expect([span.kind, span.statusCode]).toEqual([SpanKind.Server, StatusCode.Ok]);
  });
});

describe("attributes", () => {
  test("all types, exact", async () => {
    const { attributes, issues } = await readSpan({
      attributes: [
        { key: "s", value: { stringValue: "" } },
        { key: "b", value: { boolValue: true } },
        { key: "i", value: { intValue: "-9223372036854775808" } },
        { key: "d", value: { doubleValue: 0.1 } },
        { key: "nan", value: { doubleValue: "NaN" } },
        { key: "inf", value: { doubleValue: "-Infinity" } },
        { key: "y", value: { bytesValue: "Zm9v" } },
        { key: "e", value: {} },
        { key: "n" },
        { key: "one of many", value: { stringValue: null, intValue: 1 } },
      ],
    });
    expect(issues).toEqual([]);
    expect(values(attributes)).toEqual([
      { type: "string", value: "" },
      { type: "bool", value: true },
      { type: "int", value: "-9223372036854775808" },
      { type: "double", value: 0.1 },
      { type: "double", value: Number.NaN },
      { type: "double", value: Number.NEGATIVE_INFINITY },
      { type: "bytes", value: "Zm9v" },
      { type: "empty" },
      { type: "empty" },
      { type: "int", value: 1 },
    ]);
  });

  test("lists and maps are kept as canonical text", async () => {
    const { attributes } = await readSpan({
      attributes: [
        {
          key: "a",
          value: {
            array_value: {
              values: [
                { int_value: 1 },
                { kvlist_value: { values: [{ key: "k", value: { double_value: "NaN" } }] } },
                { arrayValue: {} },
              ],
            },
          },
        },
      ],
    });
    expect(attributes).toEqual([
      [
        "a",
        {
          type: "array",
          value: JSON.stringify({
            arrayValue: {
              values: [
                { intValue: "1" },
                { kvlistValue: { values: [{ key: "k", value: { doubleValue: "NaN" } }] } },
                { arrayValue: { values: [] } },
              ],
            },
          }),
        },
      ],
    ]);
  });

  test("wrong types are taken as they are, and noted", async () => {
    const { attributes, issues, unknownFields } = await readSpan({
      attributes: [
        { key: "i", value: { intValue: "3.f14" } },
        { key: "b", value: { boolValue: "yes" } },
        { key: "d", value: { doubleValue: {} } },
        { key: "x", value: { newValue: 1 } },
        { key: "p", value: "plain" },
        "stray",
      ],
    });
    expect(values(attributes)).toEqual([
      { type: "string", value: "3.f14" },
      { type: "string", value: "yes" },
      { type: "kvlist", value: '{"kvlistValue":{"values":[]}}' },
      { type: "string", value: '{"newValue":1}' },
      { type: "string", value: "plain" },
    ]);
    expect(issues.map(([code]) => code)).toEqual([
      "bad-number",
      "bad-value",
      "bad-number",
      "bad-value",
      "bad-value",
      "bad-value",
    ]);
    expect(unknownFields).toBe('{"attributes":["stray"]}');
  });

  test("notes of Jaeger's server are warnings", async () => {
    const text = (stringValue: string) => ({ stringValue });
    const { attributes, warnings } = await readSpan({
      attributes: [
        { key: "@jaeger@warnings", value: { arrayValue: { values: [text("w1"), text("w2")] } } },
        { key: "@jaeger@format", value: text("zipkin") },
        { key: "@jaeger@other", value: text("x") },
      ],
    });
    expect(warnings).toEqual(["w1", "w2", "@jaeger@format: zipkin"]);
    expect(attributes.map(([key]) => key)).toEqual(["@jaeger@other"]);
  });

  test("links that were OpenTracing references tell their relation", async () => {
    const link = (type: string) => ({
      traceId: "ab",
      spanId: "cd",
      attributes: [{ key: "opentracing.ref_type", value: { stringValue: type } }],
    });
    const { links } = await readSpan({
      links: [link("child_of"), link("follows_from"), link("x")],
    });
    expect(links.map(({ relation }) => relation)).toEqual(["extra-parent", "follows-from", "link"]);
    expect(links[0]?.attributes.length).toBe(1);
  });
});

describe("resources and scopes", () => {
  test("are read in any order, with all their fields", async () => {
    const attribute = { key: "service.name", value: { stringValue: "shop" } };
    const { resource, scope } = await readSpan(
      {},
      {
        schemaUrl: "r",
        resource: { attributes: [attribute], droppedAttributesCount: 1 },
      },
      {
        schema_url: "s",
        instrumentationLibrary: { name: "lib", version: "2", attributes: [attribute] },
      },
    );
    const attributes = [["service.name", { type: "string", value: "shop" }]];
    expect(resource).toEqual({
      service: "shop",
      attributes,
      droppedAttributesCount: 1,
      schemaUrl: "r",
    });
    expect(scope).toEqual({
      name: "lib",
      version: "2",
      attributes,
      droppedAttributesCount: 0,
      schemaUrl: "s",
    });
  });

  test("each block has its own", async () => {
    const block = (service: string, scopes: string[]) => ({
      scopeSpans: scopes.map((name) => ({ spans: [base, base], scope: { name } })),
      resource: { attributes: [{ key: "service.name", value: { stringValue: service } }] },
    });
    const { spans } = await read({ resourceSpans: [block("a", ["x", "y"]), block("b", ["z"])] });
    const owners = spans.map(({ resource, scope }) => [
      typeof resource === "object" && resource.service,
      scope?.name,
    ]);
    expect(owners).toEqual([
      ["a", "x"],
      ["a", "x"],
      ["a", "y"],
      ["a", "y"],
      ["b", "z"],
      ["b", "z"],
    ]);
  });
});
