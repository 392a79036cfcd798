import { expect, test } from "vitest";
import { growable } from "./growable-column";

test("keeps what was pushed, over any number of growths", () => {
  const column = growable.float64();
  for (let at = 0; at < 1000; at += 1) column.push(at / 2);
  expect(column.length).toBe(1000);
  expect(column.at(999)).toBe(499.5);
  expect(column.at(1000)).toBe(0);
  expect(Array.from(column.view())).toEqual(Array.from({ length: 1000 }, (_, at) => at / 2));
});

test("a view stays as long as it was", () => {
  const column = growable.uint8();
  column.push(1);
  const view = column.view();
  for (let at = 0; at < 100; at += 1) column.push(2);
  expect(Array.from(view)).toEqual([1]);
});

test("only a row that is there can be set", () => {
  const column = growable.uint32();
  column.push(1);
  column.set(0, 9);
  expect(column.at(0)).toBe(9);
  expect(() => column.set(1, 9)).toThrow(RangeError);
});

test("a trimmed column keeps what it has, and grows again", () => {
  const column = growable.uint8();
  column.trim();
  for (let at = 0; at < 5; at += 1) column.push(at);
  column.trim();
  expect(column.view().buffer.byteLength).toBe(5);
  column.push(5);
  expect(Array.from(column.view())).toEqual([0, 1, 2, 3, 4, 5]);
});

test("what is taken is not there any more", () => {
  const column = growable.uint16();
  for (let at = 0; at < 20; at += 1) column.push(at);
  expect(column.take()).toHaveLength(20);
  expect([column.length, column.at(3)]).toEqual([0, 0]);
  column.push(7);
  expect(Array.from(column.view())).toEqual([7]);
});
