import fc from "fast-check";
import { expect, test } from "vitest";
import { growable } from "@/lib/growable-column";
import { AttributeColumns } from "./attribute-columns";
import { wireValue } from "./attribute-table";
import type { WireValue } from "./span-sink";
import { StringInterner } from "./string-interner";

const value: fc.Arbitrary<WireValue> = fc.oneof(
  fc.constant<WireValue>({ type: "empty" }),
  fc.constantFrom("", "a", "b").map((text): WireValue => ({ type: "string", value: text })),
  fc.boolean().map((bool): WireValue => ({ type: "bool", value: bool })),
  fc
    .constantFrom(0, -1, 2 ** 31, 2 ** 53 - 1)
    .map((int): WireValue => ({ type: "int", value: int })),
  fc.constantFrom(0, -0, 0.5, Number.NaN).map((num): WireValue => ({ type: "double", value: num })),
);
const attributes = (maxLength: number) =>
  fc.array(fc.tuple(fc.constantFrom("x", "y", "z"), value), { maxLength });

function columnsOf(list: readonly (readonly [string, WireValue])[]) {
  const strings = new StringInterner();
  const columns = new AttributeColumns(strings, growable.float64());
  for (const [key, each] of list) columns.push(key, each);
  return { columns, strings };
}

test("gathers the attributes of owners in any order, unchanged", () => {
  fc.assert(
    fc.property(fc.array(attributes(4)), (owners) => {
      const { columns, strings } = columnsOf(owners.flat());
      const first = Uint32Array.from(owners, (_, at) => owners.slice(0, at).flat().length);
      const order = Uint32Array.from(owners.keys()).reverse();
      const table = columns.gather(first, order);
      const texts = strings.table();
      const read = Array.from(order, (_, at) =>
        Array.from(table.key.subarray(table.offset[at], table.offset[at + 1]), (key, place) => [
          texts.text(key),
          wireValue(table, table.offset[at]! + place, texts),
        ]),
      );
      expect(read).toEqual(owners.toReversed());
    }),
  );
});

test("keys that come again with an equal value are found, among few and among many", () => {
  const list = fc.oneof(attributes(8), attributes(60));
  fc.assert(
    fc.property(list, (each) => {
      const { columns, strings } = columnsOf(each);
      const found: string[] = [];
      const owners = Uint32Array.of(0);
      columns.forEachRepeatedKey(owners, owners, (place, key) => {
        expect(place).toBe(0);
        found.push(strings.textOf(key));
      });
      expect(new Set(found).size).toBe(found.length);
      const repeated = each.filter(([key, left], at) =>
        each.slice(0, at).some(([other, right]) => {
          if (key !== other || left.type !== right.type) return false;
          return (
            left.type === "empty" || right.type === "empty" || Object.is(left.value, right.value)
          );
        }),
      );
      expect(new Set(found)).toEqual(new Set(repeated.map(([key]) => key)));
    }),
    { numRuns: 300 },
  );
});

test("ranges are equal when their contents are, and then their hashes are", () => {
  fc.assert(
    fc.property(attributes(3), attributes(3), (left, right) => {
      const { columns } = columnsOf([...left, ...right, ...left]);
      const [a, b] = [left.length, left.length + right.length];
      const copy = columns.rangesEqual(0, b, left.length);
      expect(copy).toBe(true);
      expect(columns.hashRange(1, 0, a)).toBe(columns.hashRange(1, b, b + left.length));
      if (left.length === right.length) {
        const [one, other] = [left, right].map((list) =>
          list.map(([key, each]) => [key, each.type, "value" in each ? each.value : ""]),
        );
        let same = true;
        try {
          expect(one).toEqual(other);
        } catch {
          same = false;
        }
        expect(columns.rangesEqual(0, a, left.length)).toBe(same);
      }
    }),
  );
});
