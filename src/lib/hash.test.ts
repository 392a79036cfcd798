import { expect, test } from "vitest";
import { hashBytes, hashSeed, hashText } from "./hash";

const view = (bytes: readonly number[]) => new DataView(Uint8Array.from(bytes).buffer);

test("hashes are unsigned, and depend on content, order and length", () => {
  const bytes = view([1, 2, 1, 0, 0]);
  expect(hashBytes(bytes, 0, 2)).not.toBe(hashBytes(bytes, 1, 3));
  expect(hashBytes(bytes, 3, 4)).not.toBe(hashBytes(bytes, 3, 5));
  expect(hashBytes(bytes, 0, 1)).toBe(hashBytes(bytes, 2, 3));
  for (let at = 0; at < 100; at += 1) expect(hashText(`text ${at}`)).toBeGreaterThanOrEqual(0);
});

test("a hash of bytes does not depend on where they stand", () => {
  const text = Array.from("otel.status_description", (letter) => letter.charCodeAt(0));
  const alone = hashBytes(view(text), 0, text.length);
  for (let before = 0; before < 9; before += 1) {
    const moved = view([...new Array<number>(before).fill(7), ...text, 9]);
    expect(hashBytes(moved, before, before + text.length)).toBe(alone);
  }
});

test("texts that differ in one place of each word are spread", () => {
  // The place that a plain multiplication would keep in the highest byte.
  const hashes = new Set<number>();
  for (let a = 0; a < 64; a += 1) {
    for (let b = 0; b < 64; b += 1) hashes.add(hashBytes(view([1, 2, 3, a, 4, 5, 6, b]), 0, 8));
  }
  expect(hashes.size).toBeGreaterThan(4090);
});

test("two seeds are two independent hashes", () => {
  const texts = Array.from({ length: 1000 }, (_, at) => `span-${at}`);
  const both = new Set(texts.map((text) => `${hashText(text, hashSeed)}/${hashText(text, 7)}`));
  expect(both.size).toBe(texts.length);
});
