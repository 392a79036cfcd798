import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { read } from "./testing/read-text";

const hex = (n: number, digits: number) => n.toString(16).padStart(digits, "0");

/** Documents of one span each, named by its position, as one line of each format. */
const lines = {
  otlp: (n: number) => ({
    resourceSpans: [
      {
        resource: { attributes: [{ key: "service.name", value: { stringValue: 's{[",' } }] },
        scopeSpans: [
          {
            scope: { name: "lib" },
            spans: [{ traceId: hex(1, 32), spanId: hex(n + 1, 16), name: `span ${n}` }],
          },
        ],
      },
    ],
  }),
  jaeger: (n: number) => ({
    traceID: "ab",
    spans: [{ traceID: "ab", spanID: hex(n + 1, 16), operationName: `span ${n}`, tags: [] }],
    processes: {},
  }),
  zipkin: (n: number) => ({
    traceId: "ab",
    id: hex(n + 1, 16),
    name: `span ${n}`,
    tags: { a: "}" },
  }),
};
const format = fc.constantFrom(...Object.values(lines));

const text = (of: (n: number) => object, count: number): string[] =>
  Array.from({ length: count }, (_, n) => JSON.stringify(of(n)));

const names = (spans: readonly { readonly name: string }[]) => spans.map(({ name }) => name);

describe("a file of one document a line", () => {
  test("loses a torn line alone, wherever it is torn and however the bytes come", async () => {
    const tears = fc.record({
      line: fc.integer({ min: 1, max: 4 }),
      share: fc.double({ noNaN: true, min: 0, max: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(format, tears, fc.integer({ min: 1, max: 400 }), async (of, tear, chunk) => {
        const whole = text(of, 6);
        const line = whole[tear.line]!;
        const kept = 1 + Math.floor(tear.share * (line.length - 2));
        const torn = whole.with(tear.line, line.slice(0, kept));
        const { result, spans } = await read(torn.join("\n"), chunk);
        const others = names(spans).filter((name) => name !== `span ${tear.line}`);
        expect(others).toEqual(
          [0, 1, 2, 3, 4, 5].filter((n) => n !== tear.line).map((n) => `span ${n}`),
        );
        expect(result.partial).toMatchObject({ code: "invalid-json", params: { readOn: 1 } });
        const { byteOffset } = result.partial!.params;
        const start = whole.slice(0, tear.line).join("\n").length + 1;
        expect(byteOffset).toBeGreaterThanOrEqual(start);
        expect(byteOffset).toBeLessThanOrEqual(start + kept + whole[tear.line + 1]!.length);
      }),
    );
  });

  test("goes on behind a first line that is torn", async () => {
    const [first = "", ...rest] = text(lines.otlp, 4);
    for (const kept of [20, first.indexOf("lib") + 1, first.length - 1]) {
      const { result, spans } = await read([first.slice(0, kept), ...rest].join("\n"));
      expect(names(spans).slice(-3)).toEqual(["span 1", "span 2", "span 3"]);
      expect(result.partial?.params).toMatchObject({ readOn: 1 });
    }
  });

  test("goes on behind lines that are something else", async () => {
    const [a, b, c] = text(lines.jaeger, 3);
    const { result, spans } = await read([a, "INFO started {", b, "", "}", c].join("\r\n"));
    expect(names(spans)).toEqual(["span 0", "span 1", "span 2"]);
    expect(result.partial?.toJSON()).toMatchObject({
      code: "invalid-json",
      params: { where: "document 2: ", byteOffset: a!.length + 2, readOn: 1 },
    });
  });

  test("says that it ends too early where nothing else is wrong with it", async () => {
    const cut = text(lines.otlp, 3).join("\n").slice(0, -60);
    const { result } = await read(cut);
    expect(result).toMatchObject({ spans: 2, partial: { code: "cut-off" } });
  });

  test("tells of a last line that is no JSON, behind which nothing follows", async () => {
    const { result } = await read([...text(lines.otlp, 2), "{oops}"].join("\n"));
    expect(result).toMatchObject({ spans: 2, partial: { code: "invalid-json" } });
    expect(result.partial?.params).not.toHaveProperty("readOn");
  });
});

describe("any other file", () => {
  test("is read as before, with line ends wherever JSON may have them", async () => {
    const spaced = (value: object, gap: string): string =>
      JSON.stringify(value, undefined, 1).replaceAll(/\n */g, () => gap);
    const gaps = fc.constantFrom("\n", "\n\n", "\r\n", "\n ", "");
    await fc.assert(
      fc.asyncProperty(
        format,
        gaps,
        gaps,
        fc.integer({ min: 1, max: 300 }),
        async (of, a, b, chunk) => {
          const documents = [0, 1, 2].map((n) => spaced(of(n), n === 1 ? a : b));
          for (const all of [documents.join("\n"), `[${documents.join(",\n")}]`]) {
            const { result, spans } = await read(all, chunk);
            expect(names(spans)).toEqual(["span 0", "span 1", "span 2"]);
            expect(result.partial).toBeUndefined();
          }
        },
      ),
    );
  });

  test("keeps lines of a list that begin as the file does", async () => {
    const link = '{"traceId":"ab","spanId":"cd"}';
    const span = `{"traceId":"ab","id":"1","name":"n","links":[\n${link},\n${link}],"tags":{}}`;
    const { result, spans } = await read(`${span}\n${span}`);
    expect([spans.length, result.partial]).toEqual([2, undefined]);
  });

  test("is not read past a fault inside a document of many lines", async () => {
    const broken = JSON.stringify(lines.jaeger(0), undefined, 2).replace('"spans":', '"spans"');
    const all = `${broken}\n${JSON.stringify(lines.jaeger(1), undefined, 2)}`;
    await expect(read(all)).rejects.toMatchObject({ code: "invalid-json" });
    const long = `${JSON.stringify(lines.jaeger(0))},${"\n x".repeat(1000)}`;
    const { result } = await read(long, 100);
    expect(result).toMatchObject({ spans: 1, partial: { code: "invalid-json" } });
    expect(result.partial?.params).not.toHaveProperty("readOn");
    expect(result.bytes).toBeLessThan(1000);
  });
});
