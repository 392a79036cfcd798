import fc from "fast-check";
import { expect, test } from "vitest";
import { Growth } from "@/lib/growth";
import { hashBytes } from "@/lib/hash";
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

/** Bytes of a text in a view, as a reader has them. */
function appended(interner: StringInterner, each: string): number {
  const bytes = new TextEncoder().encode(each);
  const view = new DataView(bytes.buffer);
  return interner.append(view, 0, bytes.length, hashBytes(view, 0, bytes.length));
}

test("texts that are appended have the ids of equal ones once they are settled", () => {
  const action = fc.tuple(fc.constantFrom("append", "intern", "settle"), text);
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const interner = new StringInterner();
      const ids: number[] = [];
      const texts: string[] = [];
      const settle = (): void => {
        const replaced = interner.settle();
        if (!replaced) return;
        ids.forEach((id, at) => (ids[at] = replaced.ids[id - replaced.first] || id));
      };
      for (const [name, each] of actions) {
        if (name === "settle") settle();
        else ids.push(name === "append" ? appended(interner, each) : interner.intern(each));
        if (name !== "settle") texts.push(each);
      }
      settle();
      const table = interner.table();
      expect(ids.map((id) => table.text(id))).toEqual(texts);
      expect(new Set(ids).size).toBe(new Set(texts).size);
      expect(texts.map((each) => interner.intern(each))).toEqual(ids);
    }),
  );
});

test("where most appended texts were there before, the next ones are looked up at once", () => {
  const interner = new StringInterner();
  const known = Array.from({ length: 100 }, (_, at) => interner.intern(`value ${at}`));
  known.forEach((id, at) => expect(appended(interner, `value ${at}`)).not.toBe(id));
  expect(interner.settle()?.ids.length).toBe(100);
  known.forEach((id, at) => expect(appended(interner, `value ${at}`)).toBe(id));
  expect(interner.settle()).toBeUndefined();
});

test("any number of texts may be appended, in whatever share of the whole", () => {
  const growth = new Growth();
  const interner = new StringInterner(growth);
  growth.tell(0.1);
  const ids = Array.from({ length: 40_000 }, (_, at) => appended(interner, `value ${at}`));
  expect(interner.isFull).toBe(true);
  expect(interner.settle()).toBeUndefined();
  expect(interner.isFull).toBe(false);
  expect(new Set(ids).size).toBe(40_000);
  expect(interner.intern("value 39999")).toBe(ids[39_999]);
  expect(interner.intern("value 7")).toBe(ids[7]);
});
