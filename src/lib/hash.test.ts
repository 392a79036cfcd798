import { expect, test } from "vitest";
import { hashBytes, hashSeed, hashText } from "./hash";

test("hashes are unsigned, and depend on content, order and length", () => {
  const bytes = Uint8Array.of(1, 2, 1, 0, 0);
  expect(hashBytes(bytes, 0, 2)).not.toBe(hashBytes(bytes, 1, 3));
  expect(hashBytes(bytes, 3, 4)).not.toBe(hashBytes(bytes, 3, 5));
  expect(hashBytes(bytes, 0, 1)).toBe(hashBytes(bytes, 2, 3));
  for (let at = 0; at < 100; at += 1) expect(hashText(`text ${at}`)).toBeGreaterThanOrEqual(0);
});

test("two seeds are two independent hashes", () => {
  const texts = Array.from({ length: 1000 }, (_, at) => `span-${at}`);
  const both = new Set(texts.map((text) => `${hashText(text, hashSeed)}/${hashText(text, 7)}`));
  expect(both.size).toBe(texts.length);
});
