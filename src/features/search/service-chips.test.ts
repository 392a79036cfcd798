import { expect, test } from "vitest";
import { chipOrder, fittingChips, nameLimitPx, servicesShare } from "./service-chips";

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

test("a name with characters that are spelled out takes the room of that", () => {
  const plain = [service("evil rtl"), service("b"), service("c"), service("d")];
  const spelled = [service("\u202Eevil\u202C rtl"), ...plain.slice(1)];
  expect(fittingChips(spelled, 250)).toBeLessThan(fittingChips(plain, 250));
});

test("no services, no chips", () => {
  expect(fittingChips([], 100)).toBe(0);
});

test("a long name is cut, and every name where there is no room for it", () => {
  const line = (widthPx: number, hasMore = true) => ({ widthPx, hasMore });
  expect(nameLimitPx(service("api-gateway"))).toBeUndefined();
  expect(nameLimitPx(service("x".repeat(30)))).toBe(150);
  expect(nameLimitPx(service("api-gateway"), line(400))).toBeUndefined();
  const narrow = nameLimitPx(service("api-gateway"), line(120)) ?? 0;
  expect(narrow).toBeGreaterThan(20);
  expect(narrow).toBeLessThan(70);
  expect(nameLimitPx(service("api-gateway"), line(120, false))).toBeGreaterThan(narrow);
  expect(nameLimitPx(service("api-gateway"), line(0))).toBe(0);
});

test("the name of a trace has room before its services have", () => {
  expect(servicesShare(1000)).toBe(480);
  expect(servicesShare(440)).toBe(156);
  expect(servicesShare(300)).toBe(110);
  expect(servicesShare(100)).toBe(48);
  expect(servicesShare(-20)).toBe(0);
});
