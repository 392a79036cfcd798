import { expect, test } from "vitest";
import { indentBase } from "./indent-base";

const deepen = (row: number) => row;

test("rows that all have room are indented from the top", () => {
  expect(indentBase(deepen, { first: 0, last: 31 })).toBe(0);
  expect(indentBase(() => 12, { first: 0, last: 3 }, 10)).toBe(10);
});

test("where all rows are deep, the least of them is near the left, in steps of ten", () => {
  expect(indentBase(deepen, { first: 500, last: 530 })).toBe(490);
  expect(indentBase(deepen, { first: 512, last: 530 })).toBe(510);
  expect(indentBase(deepen, { first: 511, last: 530 })).toBe(500);
});

test("a shallow row among deep ones keeps its place", () => {
  const levels = [0, 400, 401];
  expect(indentBase((row) => levels[row] ?? 0, { first: 0, last: 3 })).toBe(0);
  expect(indentBase((row) => levels[row] ?? 0, { first: 0, last: 0 })).toBe(0);
});
