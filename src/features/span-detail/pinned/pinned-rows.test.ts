import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFormats } from "@/i18n/formats";
import { en } from "@/i18n/en";
import type { AttributeValue } from "@/model/attribute";
import { StatusCode } from "@/model/span-table";
import type { SpanView } from "@/model/span-view";
import { int, sampleView, text } from "../span-detail-fixture";
import { changeText, rowName, type PinnedWords } from "./cell-text";
import { pinnedCsv, pinnedMarkdown } from "./pinned-copies";
import { pinnedRows, sameValue, type PinnedRow } from "./pinned-rows";

const words: PinnedWords = { messages: en, formats: createFormats("en") };

const span = (view: Partial<SpanView> = {}, selfTimeNs = 1000) => ({
  view: { ...sampleView, ...view },
  selfTimeNs,
  childCount: 0,
});
const withAttributes = (...attributes: readonly (readonly [string, AttributeValue])[]) =>
  span({ attributes: attributes.map(([key, value]) => ({ key, value })) });
const rowOf = (rows: readonly PinnedRow[], key: string) => {
  const row = rows.find((one) => one.key === key);
  if (!row) throw new Error(`there is no row ${key}`);
  return row;
};
const types = (row: PinnedRow) => row.differences.map(({ type }) => type);

describe("spans side by side", () => {
  it("do not differ from themselves", () => {
    const rows = pinnedRows([span(), span(), span()]);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ differs }) => differs)).toEqual([]);
  });

  it("have a row for each key that any of them has, and say who has it not", () => {
    const rows = pinnedRows([
      withAttributes(["db.system.name", text("redis")], ["user.id", int(7n)]),
      withAttributes(["db.system.name", text("postgresql")]),
      withAttributes(["retry", { type: "bool", value: true }], ["user.id", int(7n)]),
    ]);
    expect(types(rowOf(rows, "db.system.name"))).toEqual(["same", "other", "absent"]);
    expect(types(rowOf(rows, "user.id"))).toEqual(["same", "absent", "same"]);
    expect(types(rowOf(rows, "retry"))).toEqual(["same", "same", "added"]);
  });

  it("are told how much longer they took, and larger they are", () => {
    const size = "http.response.body.size";
    const rows = pinnedRows([
      { ...withAttributes([size, int(1200n)]), selfTimeNs: 3000 },
      { ...withAttributes([size, int(200n)]), selfTimeNs: 5000 },
    ]);
    const texts = (key: string) =>
      rowOf(rows, key).differences.map((difference) => changeText(difference, words));
    expect(texts("selfTime")).toEqual([undefined, "▲ +2 µs"]);
    expect(texts(size)).toEqual([undefined, "▼ −1,000"]);
  });

  it("differ where the type does, and by the last digit", () => {
    const rows = pinnedRows([
      withAttributes(["a", int(1n)], ["b", int(9007199254740993n)]),
      withAttributes(["a", text("1")], ["b", int(9007199254740992n)]),
    ]);
    expect(rowOf(rows, "a").differs).toBe(true);
    expect(rowOf(rows, "b").differs).toBe(true);
  });

  it("compare what repeats in the order in which it came", () => {
    const rows = pinnedRows([
      withAttributes(["k", text("x")], ["k", text("y")]),
      withAttributes(["k", text("x")]),
    ]);
    const repeated = rows.filter(({ key }) => key === "k");
    expect(repeated.map(types)).toEqual([
      ["same", "same"],
      ["same", "absent"],
    ]);
    expect(new Set(repeated.map(({ id }) => id)).size).toBe(2);
  });

  it("keep what they are, their attributes, their resource and their scope apart", () => {
    const rows = pinnedRows([span({ status: { code: StatusCode.Error, message: "no" } }), span()]);
    const groups = [...new Set(rows.map(({ group }) => group))];
    expect(groups[0]).toBe("span");
    expect(groups.slice(-2)).toEqual(["resource", "scope"]);
    expect(rowOf(rows, "status").cells[0]).toEqual({ type: "status", name: "error" });
  });

  it("put pinned keys first among the attributes", () => {
    const rows = pinnedRows(
      [withAttributes(["http.route", text("/")], ["zz", text("1")])],
      new Set(["zz"]),
    );
    expect(rows.filter(({ fact, group }) => !fact && group !== "resource")[0]?.key).toBe("zz");
  });

  it("have one row for each key, whatever they carry", () => {
    const attributes = fc.array(
      fc.record({
        key: fc.constantFrom("a", "__proto__", "constructor", "db.system", ""),
        value: fc.oneof(
          fc.string().map(text),
          fc.bigInt().map(int),
          fc.double().map((value): AttributeValue => ({ type: "double", value })),
        ),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(attributes, { minLength: 1, maxLength: 4 }), (lists) => {
        const rows = pinnedRows(lists.map((list) => span({ attributes: list })));
        const ids = rows.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { cells, differences } of rows) {
          expect(cells.length).toBe(lists.length);
          expect(differences[0]?.type).toBe("same");
        }
        lists.forEach((list, place) => {
          const own = rows.filter(({ fact, group }) => !fact && group !== "resource");
          const found = own.filter(({ group, cells }) => group !== "scope" && cells[place]);
          expect(found.length).toBe(list.length);
        });
      }),
    );
  });
});

describe("sameValue", () => {
  it("knows what was recorded, not what it is worth", () => {
    const double = (value: number): AttributeValue => ({ type: "double", value });
    expect(sameValue(double(Number.NaN), double(Number.NaN))).toBe(true);
    expect(sameValue(double(0), double(-0))).toBe(false);
    expect(sameValue({ type: "empty" }, { type: "empty" })).toBe(true);
    const bytes = (...values: number[]): AttributeValue => ({
      type: "bytes",
      value: Uint8Array.from(values),
    });
    expect(sameValue(bytes(1, 2), bytes(1, 2))).toBe(true);
    expect(sameValue(bytes(1, 2), bytes(1, 3))).toBe(false);
    const list = (value: bigint): AttributeValue => ({ type: "array", value: [int(value)] });
    expect(sameValue(list(1n), list(1n))).toBe(true);
    expect(sameValue(list(1n), list(2n))).toBe(false);
  });
});

describe("copies of the table", () => {
  const rows = pinnedRows([
    withAttributes(["a|b", text("=1+1")], ["c", text("x,\ny")]),
    withAttributes(["a|b", text("2")]),
  ]).filter(({ key }) => key === "a|b" || key === "c");

  it("are CSV that no spreadsheet runs", () => {
    expect(pinnedCsv(rows, ["A: s: n", "B: s: n"], words)).toBe(
      'Key,A: s: n,B: s: n\r\na|b,\'=1+1,2\r\nc,"x,\ny",\r\n',
    );
  });

  it("are Markdown that keeps its columns", () => {
    const lines = pinnedMarkdown(rows, ["A", "B"], words).trimEnd().split("\n");
    expect(lines[2]).toBe("| ≠ `a\\|b` | `=1+1` | `2` |");
    expect(lines[3]).toBe("| ≠ `c` | `x, y` |  |");
  });
});

describe("rowName", () => {
  it("says in words what is no key", () => {
    const rows = pinnedRows([span()]);
    expect(rows.filter(({ fact }) => fact).map((row) => rowName(row, words))).toEqual(
      expect.arrayContaining(["Span name", "Kind", "Duration", "From trace start", "Scope name"]),
    );
    expect(rowName(rowOf(pinnedRows([withAttributes(["", text("")])]), ""), words)).toBe(
      "(empty key)",
    );
  });
});
