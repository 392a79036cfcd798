import { expect, test } from "vitest";
import { chipOrder, fittingChips } from "./service-chips";

const service = (name: string, spanCount = 1, errorCount = 0) => ({ name, spanCount, errorCount });

test("failing services come first, then the busiest", () => {
  const order = chipOrder([service("a"), service("b", 9), service("c", 2, 1), service("d", 9)]);
  expect(order.map(({ name }) => name)).toEqual(["c", "b", "d", "a"]);
});

test("as many chips as fit, room for the rest's number included", () => {
  const services = Array.from({ length: 12 }, (_, i) => service(`service-${i}`));
  expect(fittingChips(services, 0)).toBe(1);
  expect(fittingChips(services, 10_000)).toBe(12);
  const some = fittingChips(services, 400);
  expect(some).toBeGreaterThan(2);
  expect(some).toBeLessThan(5);
  expect(fittingChips(services, 500)).toBeGreaterThan(some);
});

test("one endless name takes one place and not the whole line", () => {
  expect(fittingChips([service("x".repeat(100_000)), service("b")], 400)).toBe(2);
});

test("no services, no chips", () => {
  expect(fittingChips([], 100)).toBe(0);
});
