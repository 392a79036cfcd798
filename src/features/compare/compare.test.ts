import { describe, expect, it } from "vitest";
import { compareTraces } from "@/derive/compare-traces";
import type { LoadedTrace } from "@/engine/trace-engine";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { BitSet } from "@/lib/bitset";
import type { Attribute } from "@/model/attribute";
import type { Trace } from "@/model/trace";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { compareAttributes } from "./attribute-differences";
import type { Compared } from "./compared";
import { comparisonCsv } from "./comparison-csv";
import { comparisonMarkdown, markdownText } from "./comparison-markdown";
import { gridAction } from "./grid-keys";
import { rowFacts, rowLabel, signed } from "./row-facts";
import { summaryFacts } from "./summary-facts";

const formats = createFormats("en");
const words = en.compare;

const loaded = (core: Trace, handle: string): LoadedTrace => ({
  core,
  handle,
  format: "otlp-json",
  bytes: 0,
});
const compared = (a: Trace, b: Trace): Compared => ({
  a: loaded(a, "a"),
  b: loaded(b, "b"),
  comparison: compareTraces(a, b),
});

const before = traceFromDiagram(`
  shop GET /cart      |==========|
    cart read           |==|
      db query           ||
    price quote            |====|
`);
const after = traceFromDiagram(`
  shop GET /cart      |====================|
    cart read_all       |==|
      db query           ||
      db query            ||
    price quote                |==========!|
    mail send                             ||
`);
const pair = compared(before, after);
const labels = (of: Compared) =>
  Array.from(of.comparison.parent, (_, row) =>
    rowLabel(of, row, rowFacts(of, row, words.grid, formats), words.grid, formats),
  );

describe("rows in words", () => {
  it("begin with service and span name and say what differs", () => {
    expect(labels(pair)).toEqual([
      "shop: GET /cart, 10 ms slower",
      "cart: read, named read_all in B",
      "db: query, +1 span, 1 ms slower",
      "price: quote, 1 error more, 7 ms slower",
      "mail: send, only in B",
    ]);
    expect(labels(compared(before, before))[0]).toBe("shop: GET /cart, no difference");
  });

  it("have signs of their own", () => {
    expect([signed(3, String), signed(-3, String), signed(0, String)]).toEqual(["+3", "−3", "0"]);
  });
});

describe("the summary", () => {
  it("says what happened", () => {
    const { sentences, figures, path, changes, only } = summaryFacts(pair, words, formats);
    expect(sentences).toEqual([
      "B is 10 ms slower than A (90.9%).",
      "4 rows differ in their spans, names or errors.",
    ]);
    expect(figures.map(({ name, a, b, difference }) => [name, a, b, difference])).toEqual([
      ["Duration", "11 ms", "21 ms", "+10 ms"],
      ["Spans", "4", "6", "+2"],
      ["Services", "4", "5", "+1"],
      ["Errors", "0", "1", "+1"],
      ["Critical path", "11 ms", "21 ms", "+10 ms"],
    ]);
    expect(path.map(({ name, a, b, difference }) => [name, a, b, difference])).toEqual([
      ["price", "5 ms", "12 ms", "+7 ms"],
      ["shop", "3 ms", "6 ms", "+3 ms"],
      ["cart", "2 ms", "1 ms", "−1 ms"],
      ["db", "1 ms", "2 ms", "+1 ms"],
    ]);
    expect(changes[0]?.text).toMatch(/^price: quote: \+7 ms/);
    expect(only.map(({ title, list }) => [title, ...list])).toEqual([
      ["Services only in B", "mail"],
      ["Span names only in A", "cart: read"],
      ["Span names only in B", "cart: read_all", "mail: send"],
    ]);
  });

  it("knows no differences, other times alone, and nothing in common", () => {
    const say = (a: Trace, b: Trace) => summaryFacts(compared(a, b), words, formats).sentences;
    expect(say(before, before)).toEqual([words.summary.identical]);
    const slow = traceFromDiagram("shop GET /cart |=====|");
    const quick = traceFromDiagram("shop GET /cart |==|");
    const other = traceFromDiagram("mail send |==|");
    expect(say(slow, quick)).toEqual([
      "B is 3 ms faster than A (50%).",
      "Both have the same spans; only times differ.",
    ]);
    expect(say(quick, other)).toContain(words.summary.nothingInCommon);
    const slowest = traceFromDiagram(`shop GET /cart |${"=".repeat(38)}|`);
    expect(say(quick, slowest)[0]).toBe("B is 36 ms slower than A (× 13).");
  });

  it("goes into a ticket as Markdown that names cannot break out of", () => {
    const hostile = traceFromDiagram("shop [x](javascript:1)<b>|`*_ |==|".replace("|`", "!`"));
    const text = comparisonMarkdown(compared(hostile, after), words, formats, "https://x.test/");
    expect(text).toContain("## [Comparison of two traces](https://x.test/)");
    expect(text).not.toContain("[x](");
    expect(text).not.toContain("<b>");
    expect(text).toContain("| Duration |");
    expect(markdownText("a|b\nc")).toBe(String.raw`a\|b c`);
    expect(markdownText("1. a")).toBe(String.raw`1\. a`);
    expect(markdownText("# a")).toBe(String.raw`\# a`);
    expect(markdownText("- a")).toBe(String.raw`\- a`);
    expect(markdownText("&lt;b&gt; & c")).toBe(String.raw`\&lt;b\&gt; & c`);
  });

  it("goes into a ticket as it would be written by hand", () => {
    for (const text of ["B is 1.2 s slower (× 13).", "shop.Cart/Get-all: +3 ms", "GET /a/{id}"]) {
      expect(markdownText(text)).toBe(text);
    }
  });

  it("names what went the other way, where the difference is not understood without", () => {
    const one = traceFromDiagram(`
      shop GET /cart    |====================|
        auth check      |==|
        db read            |==============|
    `);
    const other = traceFromDiagram(`
      shop GET /cart    |======================|
        auth check      |================|
        db read                          |==|
    `);
    const { changes, counterChanges } = summaryFacts(compared(one, other), words, formats);
    expect(changes[0]?.text).toBe("auth: check: +14 ms");
    expect(counterChanges.map(({ text }) => text)).toEqual(["db: read: −12 ms"]);
    const text = comparisonMarkdown(compared(one, other), words, formats, "https://x.test/");
    expect(text).toContain("### What goes the other way\n\n1. db: read: −12 ms");
    const back = summaryFacts(compared(other, one), words, formats).counterChanges;
    expect(back.map(({ text: said }) => said)).toEqual(["db: read: +12 ms"]);
    expect(summaryFacts(pair, words, formats).counterChanges.map(({ title }) => title)).toEqual([
      "cart: read",
    ]);
  });
});

describe("the CSV file", () => {
  it("has every row with its figures", () => {
    const lines = comparisonCsv(pair);
    expect(lines).toHaveLength(pair.comparison.length + 1);
    expect(lines[2]).toBe(
      "1,cart,read,cart,read_all,1,1,3000000,3000000,0,2000000,1000000,-1000000,0,0,0\r\n",
    );
    expect(lines[5]).toMatch(/^1,,,mail,send,0,1,/);
  });
});

describe("attributes side by side", () => {
  const text = (key: string, value: string): Attribute => ({
    key,
    value: { type: "string", value },
  });

  it("say which of them differ", () => {
    const number: Attribute = { key: "n", value: { type: "int", value: 1n } };
    const result = compareAttributes(
      [text("same", "x"), text("gone", "1"), text("n", "1"), text("__proto__", "p")],
      [text("same", "x"), text("new", ""), number, text("__proto__", "q")],
    );
    expect(result).toEqual([
      { key: "__proto__", a: "p", b: "q", differs: true },
      { key: "gone", a: "1", b: undefined, differs: true },
      { key: "n", a: "1", b: "1", differs: true },
      { key: "new", a: undefined, b: "", differs: true },
      { key: "same", a: "x", b: "x", differs: false },
    ]);
  });

  it("keep every value of a key that came several times", () => {
    expect(compareAttributes([text("k", "1"), text("k", "2")], [text("k", "1")])[0]).toEqual({
      key: "k",
      a: "1\n2",
      b: "1",
      differs: true,
    });
  });
});

describe("keys", () => {
  const rows = Uint32Array.from([0, 1, 2, 3, 4]);
  const press = (key: string, at: number, collapsed: readonly number[] = []) =>
    gridAction(
      { key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false },
      {
        comparison: pair.comparison,
        rows,
        collapsed: BitSet.of(pair.comparison.length, collapsed),
        at,
        pageRows: 3,
      },
    );

  it("move, expand, collapse and open as in every tree grid", () => {
    expect(press("ArrowDown", 4)).toEqual({ kind: "move", to: 4 });
    expect(press("ArrowUp", 2)).toEqual({ kind: "move", to: 1 });
    expect(press("PageDown", 0)).toEqual({ kind: "move", to: 2 });
    expect(press("Home", 3)).toEqual({ kind: "move", to: 0 });
    expect(press("End", 0)).toEqual({ kind: "move", to: 4 });
    expect(press("ArrowRight", 1)).toEqual({ kind: "move", to: 2 });
    expect(press("ArrowRight", 1, [1])).toEqual({ kind: "toggle", row: 1 });
    expect(press("ArrowRight", 2)).toBeUndefined();
    expect(press("ArrowLeft", 1)).toEqual({ kind: "toggle", row: 1 });
    expect(press("ArrowLeft", 2)).toEqual({ kind: "move", to: 1 });
    expect(press("Enter", 2)).toEqual({ kind: "select", row: 2 });
    expect(press(" ", 1)).toEqual({ kind: "toggle", row: 1 });
    expect(press(" ", 2)).toBeUndefined();
    expect(press("x", 2)).toBeUndefined();
  });
});
