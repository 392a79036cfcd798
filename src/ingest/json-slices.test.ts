import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { JsonSlicer, type SliceEnd } from "./json-slices";
import { elementPath, nodePath } from "./slice-tree";

type Call = readonly [what: string, path: string, value: unknown];

interface Sliced {
  readonly calls: readonly Call[];
  readonly end: SliceEnd;
  readonly error: Problem | undefined;
}

function slice(text: string | Uint8Array, cuts: readonly number[] = []): Sliced {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const calls: Call[] = [];
  const slicer = new JsonSlicer({
    element: (array, index, value) => calls.push(["element", elementPath(array, index), value]),
    leave: (node, skeleton) => calls.push([node.role, nodePath(node), skeleton]),
  });
  let error: Problem | undefined;
  try {
    let at = 0;
    for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
      slicer.push(bytes.slice(at, Math.max(at, cut)));
      at = Math.max(at, cut);
    }
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    error = thrown;
  }
  return { calls, end: slicer.finish(), error };
}

const trace = {
  traceID: "t1",
  spans: [
    { spanID: "a", tags: [{ key: 'quo"te', value: "\\" }] },
    { spanID: "b", note: "}]{[,\u2028é😀" },
  ],
  processes: { p1: { serviceName: "s" } },
};

describe("JsonSlicer", () => {
  test("cuts spans out of traces and leaves the rest as skeletons", () => {
    const { calls, end } = slice(JSON.stringify({ data: [trace], total: 1 }));
    expect(calls).toEqual([
      ["element", "data[0].spans[0]", trace.spans[0]],
      ["element", "data[0].spans[1]", trace.spans[1]],
      ["document", "data[0]", { ...trace, spans: [] }],
      ["document", "", { data: [], total: 1 }],
    ]);
    expect(end).toEqual({ cutOff: false, problem: undefined });
  });

  test("opens resources and scopes of OTLP, in any order of keys", () => {
    const document = {
      resourceSpans: [
        { scopeSpans: [{ spans: [{ name: "x" }], scope: { name: "s" } }], resource: 1 },
      ],
    };
    expect(slice(JSON.stringify(document)).calls).toEqual([
      ["element", "resourceSpans[0].scopeSpans[0].spans[0]", { name: "x" }],
      ["scope", "resourceSpans[0].scopeSpans[0]", { spans: [], scope: { name: "s" } }],
      ["resource", "resourceSpans[0]", { scopeSpans: [], resource: 1 }],
      ["document", "", { resourceSpans: [] }],
    ]);
  });

  test("cuts the elements of a plain list once the first one had nothing to open", () => {
    const paths = slice('[{"id":"1"},{"id":"2"},[3]]').calls.map(([what, path]) => [what, path]);
    expect(paths).toEqual([
      ["document", "[0]"],
      ["element", "[1]"],
      ["element", "[2]"],
    ]);
  });

  test("reads documents behind each other, with and without separators", () => {
    const { calls, end } = slice('{"a":1}\n{"b":2}{"c":3}\u001e[]  12 "x"\n');
    expect(calls).toEqual([
      ["document", "", { a: 1 }],
      ["document", "document 2: ", { b: 2 }],
      ["document", "document 3: ", { c: 3 }],
      ["element", "document 5: ", 12],
      ["element", "document 6: ", "x"],
    ]);
    expect(end.cutOff).toBe(false);
  });

  test.each([
    ["123456789012345", 123456789012345],
    ["1684617382541971", 1684617382541971],
    ["9007199254740993", "9007199254740993"],
    ["-9223372036854775808", "-9223372036854775808"],
    ["1684617382541971000", "1684617382541971000"],
    ["12345678901234567.5", Number("12345678901234567.5")],
    ["1234567890123456789e2", Number("1234567890123456789e2")],
    ["-0.1234567890123456789", Number("-0.1234567890123456789")],
  ])("integers that a double may round come as their text: %s", (literal, expected) => {
    for (const cuts of [[], [3], [12, 14], Array.from({ length: 60 }, (_, i) => i)]) {
      expect(slice(`{"spans":[{"n":[${literal},{"m":${literal}}]}]}`, cuts).calls[0]?.[2]).toEqual({
        n: [expected, { m: expected }],
      });
      expect(slice(`{"n":${literal}}`, cuts).calls[0]?.[2]).toEqual({ n: expected });
      expect(slice(literal, cuts).calls[0]?.[2]).toEqual(expected);
    }
    expect(slice(`["${literal}"]`).calls[0]?.[2]).toBe(literal);
  });

  test("nesting of 100,000 levels becomes text below level 512", () => {
    const deep = "[".repeat(100_000) + '"\\"]"' + "]".repeat(100_000);
    const { calls, end } = slice(`{"spans":[{"ok":1},{"deep":${deep}},{"ok":2}]}`, [700, 100_200]);
    expect(end).toEqual({ cutOff: false, problem: undefined });
    expect(calls[0]?.[2]).toEqual({ ok: 1 });
    expect(calls[2]?.[2]).toEqual({ ok: 2 });
    let value = Object.values(calls[1]?.[2] ?? {})[0] as unknown;
    let levels = 0;
    for (; Array.isArray(value); value = value[0]) levels += 1;
    expect(levels).toBe(511);
    expect(value).toBe("[".repeat(100_000 - 511) + '"\\"]"' + "]".repeat(100_000 - 511));
    expect(slice(deep).end.cutOff).toBe(false);
  });

  test("a stream that ends early hands over what was whole", () => {
    const text = JSON.stringify({ data: [{ processes: { p: 1 }, spans: [{ a: 1 }, { b: 2 }] }] });
    const { calls, end } = slice(text.slice(0, text.indexOf('{"b"') + 4));
    expect(end.cutOff).toBe(true);
    expect(calls).toEqual([
      ["element", "data[0].spans[0]", { a: 1 }],
      ["document", "data[0]", { processes: { p: 1 }, spans: [] }],
      ["document", "", { data: [] }],
    ]);
  });

  test.each([
    [
      '{"data":[{"spans":[{"a":1},{"t":[1,{"startTime":tru}]},{"a":2}]}]}',
      "data[0].spans[1].t[1].startTime",
      "tru",
    ],
    ['{"data":[{"spans":[{"a":1 "b":2}]}]}', "data[0].spans[0].a", '"b"'],
    ['{"spans":[{"a":"\u0001"}]}', "spans[0].a", "\u0001"],
    ['{"spans":[1],"processes":{"p":01}}', "processes.p", "01"],
    ['{"a":1,}', "a", "}"],
    ['{"data":[1,,2]}', "data[1]", ","],
    ['{"data":[1 2]}', "data[0]", "2"],
    ["Not found", "", "Not"],
    ["upstream error", "", "upstream"],
    ['{"spans":[9007199254740993999,{"a":x}]}', "spans[1].a", "x"],
  ])("names the place of what is not JSON: %s", (text, where, found) => {
    const { end, error } = slice(text);
    const problem = error ?? end.problem;
    expect(problem?.code).toBe("invalid-json");
    expect(problem?.params["where"]).toBe(where);
    const { byteOffset } = problem?.params ?? {};
    expect(text.slice(Number(byteOffset)).startsWith(found)).toBe(true);
    expect(String(problem?.params["found"]).length).toBeLessThanOrEqual(80);
  });

  test("an element that is not JSON is left out, the others are not", () => {
    const { calls } = slice('{"spans":[{"a":1},{"b":tru},{"c":3}],"processes":{}}');
    expect(calls.map(([, path]) => path)).toEqual(["spans[0]", "spans[2]", ""]);
  });

  test("batches of any size keep their order", () => {
    const spans = Array.from({ length: 40_000 }, (_, i) => ({ i, pad: "x".repeat(i % 90) }));
    const { calls } = slice(JSON.stringify({ spans, traceID: "t" }), [5, 100_000, 100_001]);
    expect(calls.length).toBe(spans.length + 1);
    expect(calls.slice(0, -1).every(([, path], i) => path === `spans[${i}]`)).toBe(true);
    expect(calls[39_999]?.[2]).toEqual(spans[39_999]);
  });
});

const documents = fc.letrec((tie) => ({
  span: fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 4 })),
  spans: fc.array(fc.oneof(tie("span"), fc.jsonValue())),
  document: fc.oneof(
    tie("span"),
    fc.record({ data: fc.array(fc.record({ spans: tie("spans"), processes: fc.jsonValue() })) }),
    fc.record({
      scopeSpans: fc.array(fc.record({ spans: tie("spans") })),
      x: fc.bigInt().map(String),
    }),
    fc.array(tie("span")),
  ),
})).document;

test("any document cut into any chunks gives the same calls as in one piece", () => {
  fc.assert(
    fc.property(
      fc.array(documents, { minLength: 1, maxLength: 3 }),
      fc.nat(3),
      fc.array(fc.nat(2000)),
      fc.nat(),
      (values, indent, cuts, damage) => {
        const text = values.map((value) => JSON.stringify(value, null, indent)).join("\n");
        const bytes = new TextEncoder().encode(
          text.replaceAll('"x": "', '"x": ').replaceAll('"x":"', '"x":'),
        );
        // Every second document is damaged at one place.
        if (damage % 2 === 1) bytes[damage % bytes.length] = damage % 128;
        const whole = slice(bytes);
        const cut = slice(bytes, cuts);
        expect(cut.calls).toEqual(whole.calls);
        expect(cut.end.cutOff).toBe(whole.end.cutOff);
        const code = (sliced: Sliced) =>
          (sliced.error ?? sliced.end.problem)?.toJSON().params["byteOffset"];
        expect(code(cut)).toBe(code(whole));
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
