import fc from "fast-check";
import { expect, test } from "vitest";
import { BitSet } from "./bitset";

const size = 100;
const row = fc.nat({ max: size - 1 });
const edits = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom("add", "delete", "toggle"), row }),
    fc.record({ do: fc.constant("addRange"), row, to: fc.nat({ max: size + 50 }) }),
  ),
);

test("behaves as a set of numbers does", () => {
  fc.assert(
    fc.property(edits, fc.nat({ max: size + 40 }), (steps, from) => {
      const set = new BitSet(size);
      const model = new Set<number>();
      for (const step of steps) {
        if ("to" in step) {
          set.addRange(step.row, step.to);
          for (let at = step.row; at < Math.min(size, step.to); at += 1) model.add(at);
        } else if (step.do === "add" || (step.do === "toggle" && !model.has(step.row))) {
          if (step.do === "add") set.add(step.row);
          else expect(set.toggle(step.row)).toBe(true);
          model.add(step.row);
        } else {
          if (step.do === "delete") set.delete(step.row);
          else expect(set.toggle(step.row)).toBe(false);
          model.delete(step.row);
        }
      }
      const expected = [...model].toSorted((a, b) => a - b);
      expect([...set]).toEqual(expected);
      expect(set.count()).toBe(model.size);
      expect(set.next(from)).toBe(expected.find((at) => at >= from) ?? -1);
      for (let at = 0; at < size + 40; at += 1) expect(set.has(at)).toBe(model.has(at));
    }),
  );
});

test("a copy is its own set", () => {
  const set = BitSet.of(70, [1, 69]);
  const copy = set.clone();
  set.clear();
  expect([...copy]).toEqual([1, 69]);
  expect(set.count()).toBe(0);
});

test("a row outside is refused, not lost", () => {
  const set = new BitSet(40);
  expect(() => set.add(40)).toThrow(RangeError);
  expect(() => set.add(-1)).toThrow(RangeError);
  expect(set.has(-1)).toBe(false);
  expect(set.has(63)).toBe(false);
});

test("goes to another thread and back as words", () => {
  const set = BitSet.of(70, [0, 31, 32, 69]);
  const words = set.words();
  const copy = BitSet.fromWords(70, words);
  expect([...copy]).toEqual([0, 31, 32, 69]);
  words.fill(0);
  expect(copy.count()).toBe(4);
  expect(set.count()).toBe(4);
});

test("turns every row of another set over", () => {
  const rows = fc.uniqueArray(row);
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const set = BitSet.of(size, a);
      set.toggleAll(BitSet.of(size, b));
      const all = [...new Set([...a, ...b])].toSorted((one, two) => one - two);
      expect([...set]).toEqual(all.filter((at) => a.includes(at) !== b.includes(at)));
      const both = BitSet.of(size, a);
      both.keepOnly(BitSet.of(size, b));
      expect([...both]).toEqual(all.filter((at) => a.includes(at) && b.includes(at)));
    }),
  );
  expect(() => new BitSet(3).keepOnly(new BitSet(4))).toThrow(RangeError);
  expect(() => new BitSet(3).toggleAll(new BitSet(4))).toThrow(RangeError);
});
