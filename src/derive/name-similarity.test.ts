import fc from "fast-check";
import { expect, test } from "vitest";
import { nameSimilarity } from "./name-similarity";

test.each([
  ["GET /users/17", "GET /users/4711", 1],
  ["SELECT orders", "select orders", 1],
  ["", "", 1],
  ["a", "b", 0],
  ["resize", "transcode", 0],
])("%s and %s are alike by %d", (a, b, expected) => {
  expect(nameSimilarity(a, b)).toBe(expected);
});

test("a longer form of a name is like it, another name is not", () => {
  expect(nameSimilarity("resize_frames", "resize_frames_v2")).toBeGreaterThan(0.8);
  expect(nameSimilarity("resize_frames", "store_result")).toBeLessThan(0.5);
});

test("the order makes no difference, and nothing is more alike than equal", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const alike = nameSimilarity(a, b);
      expect(nameSimilarity(b, a)).toBe(alike);
      expect(alike).toBeGreaterThanOrEqual(0);
      expect(alike).toBeLessThanOrEqual(1);
      expect(nameSimilarity(a, a)).toBe(1);
    }),
  );
});
