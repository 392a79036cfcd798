import fc from "fast-check";
import { expect, test } from "vitest";
import { HashIndex } from "./hash-index";

test("finds what a map of texts finds", () => {
  const key = fc.tuple(fc.constantFrom(0, 1, 0xffffffff), fc.nat({ max: 20 }));
  fc.assert(
    fc.property(fc.array(key), key, (keys, [hi, lo]) => {
      const his = Uint32Array.from(keys, ([high]) => high);
      const los = Uint32Array.from(keys, ([, low]) => low);
      const index = new HashIndex(his, los);
      const model = new Map<string, number>();
      keys.forEach(([high, low], row) => {
        const text = `${high}/${low}`;
        expect(index.insert(row)).toBe(model.get(text) ?? -1);
        if (!model.has(text)) model.set(text, row);
      });
      expect(index.find(hi, lo)).toBe(model.get(`${hi}/${lo}`) ?? -1);
    }),
  );
});

test("rows with one key that stand for different things are told apart", () => {
  const texts = ["x", "y", "x", "z", "y"];
  const zeros = new Uint32Array(texts.length);
  const index = new HashIndex(zeros, zeros);
  const found = texts.map((text, row) => index.insert(row, (other) => texts[other] === text));
  expect(found).toEqual([-1, -1, 0, -1, 1]);
  expect(index.find(0, 0, (row) => texts[row] === "z")).toBe(3);
  expect(index.find(0, 0, () => false)).toBe(-1);
});

test("keys that differ in few bits, of either half, are all found", () => {
  const n = 100_000;
  const rows = Uint32Array.from({ length: n }, (_, row) => row);
  const shifted = rows.map((row) => row << 12);
  for (const [hi, lo] of [
    [new Uint32Array(n), rows],
    [rows, new Uint32Array(n)],
    [shifted, rows],
  ] as const) {
    const index = new HashIndex(hi, lo);
    let lost = 0;
    for (let row = 0; row < n; row += 1) if (index.insert(row) >= 0) lost += 1;
    for (let row = 0; row < n; row += 1)
      if (index.find(hi[row] ?? 0, lo[row] ?? 0) !== row) lost += 1;
    expect(lost).toBe(0);
  }
});
