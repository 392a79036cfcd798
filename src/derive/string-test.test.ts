import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StringTable } from "@/model/string-table";
import { StringTest } from "./string-test";
import { foldCase } from "./value-text";

const encoder = new TextEncoder();

function tableOf(texts: readonly string[]): StringTable {
  const parts = ["", ...texts].map((text) => encoder.encode(text));
  const offset = new Uint32Array(parts.length + 1);
  parts.forEach((bytes, id) => (offset[id + 1] = offset[id]! + bytes.length));
  const blob = new Uint8Array(offset.at(-1)!);
  parts.forEach((bytes, id) => blob.set(bytes, offset[id]));
  return new StringTable(blob, offset);
}

/** Letters that fold to others, to more than one, or depend on what follows; and plain ones. */
const letters = fc.constantFrom("a", "B", "ß", "İ", "K", "Σ", "ς", "я", "Я", "€", "😀", "=", "");
const text = fc.array(letters, { maxLength: 6 }).map((parts) => parts.join(""));
const texts = fc.array(text, { maxLength: 700 });
const word = fc
  .array(letters, { minLength: 1, maxLength: 3 })
  .map((parts) => foldCase(parts.join("")))
  .filter((folded) => folded !== "");

describe("tests of the strings of a table", () => {
  it("find words as if each string were looked at by itself", () => {
    fc.assert(
      fc.property(texts, fc.array(word, { minLength: 1, maxLength: 3 }), (all, words) => {
        const test = StringTest.includes(tableOf(all), { spent: 0 }, words);
        for (let id = all.length; id > 0; id -= 1) {
          const folded = foldCase(all[id - 1]!);
          expect(test.has(id)).toBe(words.some((one) => folded.includes(one)));
        }
        expect(test.has(0)).toBe(false);
      }),
    );
  });

  it("give every string to a function as it is", () => {
    fc.assert(
      fc.property(texts, text, (all, wanted) => {
        const test = StringTest.each(tableOf(all), { spent: 0 }, (one) => one === wanted);
        for (const [at, one] of all.entries()) expect(test.has(at + 1)).toBe(one === wanted);
      }),
    );
  });

  it("give every string to a function, folded, as a part of a text", () => {
    fc.assert(
      fc.property(texts, text, (all, wanted) => {
        const folded = foldCase(wanted);
        const test = StringTest.folded(
          tableOf(all),
          { spent: 0 },
          (whole, from, to) => whole.slice(from, to) === folded,
        );
        for (const [at, one] of all.entries())
          expect(test.has(at + 1)).toBe(foldCase(one) === folded);
      }),
    );
  });

  it("look at each string once, and only where they are asked", () => {
    const all = Array.from({ length: 2000 }, (_, at) => `text ${at}`);
    const seen: string[] = [];
    const test = StringTest.each(tableOf(all), { spent: 0 }, (one) => {
      seen.push(one);
      return one.endsWith("7");
    });
    expect([test.has(8), test.has(9), test.has(8)]).toEqual([true, false, true]);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeLessThan(all.length / 2);
  });

  it("do not find a word across two strings, and find one after such a place", () => {
    const test = StringTest.includes(tableOf(["ab", "cabc", "ЯБ", "Я"]), { spent: 0 }, [
      "abc",
      "бя",
      "bca",
    ]);
    expect([1, 2, 3, 4].map((id) => test.has(id))).toEqual([false, true, false, false]);
  });

  it("take long strings one by one", () => {
    const long = "x".repeat(17_000_000);
    const test = StringTest.includes(tableOf(["a", `${long}needle`, "needle"]), { spent: 0 }, [
      "needle",
    ]);
    expect([1, 2, 3].map((id) => test.has(id))).toEqual([false, true, true]);
  });

  it("survive bytes that are no UTF-8", () => {
    const table = new StringTable(
      Uint8Array.of(0xe2, 0x84, 0x61, 0xff, 0x62),
      Uint32Array.of(0, 0, 2, 4, 5),
    );
    const test = StringTest.includes(table, { spent: 0 }, ["a", "b"]);
    expect([1, 2, 3].map((id) => test.has(id))).toEqual([false, true, true]);
  });
});
