import fc from "fast-check";
import { expect, test } from "vitest";
import { StringInterner } from "./string-interner";

const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("", "a", "__proto__", "\uFEFFbom", "\u0000", "שלום", "👩‍💻", "é".repeat(70)),
  fc.nat({ max: 5 }).map((digit) => String(digit).repeat(200)),
);

test("equal texts have one id, and come back as they were", () => {
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const interner = new StringInterner();
      const ids = texts.map((each) => interner.intern(each));
      const table = interner.table();
      expect(ids.map((id) => table.text(id))).toEqual(texts);
      expect(ids.map((id) => interner.textOf(id))).toEqual(texts);
      const distinct = new Set([...texts, ""]);
      expect(table.length).toBe(distinct.size);
      expect(texts.map((each) => interner.intern(each))).toEqual(ids);
    }),
  );
});

test("many distinct texts are told apart, and a table stays as it was", () => {
  const interner = new StringInterner();
  const ids = Array.from({ length: 20_000 }, (_, at) => interner.intern(`value ${at}`));
  expect(new Set(ids).size).toBe(20_000);
  const table = interner.table();
  const bytes = table.byteLength;
  interner.intern("x".repeat(100_000));
  expect(table.byteLength).toBe(bytes);
  expect(table.text(ids[12_345]!)).toBe("value 12345");
  expect(interner.intern("value 7")).toBe(ids[7]);
});

test("half a surrogate pair becomes the replacement character", () => {
  const interner = new StringInterner();
  const id = interner.intern("a\ud800b");
  expect(interner.table().text(id)).toBe("a\ufffdb");
});
