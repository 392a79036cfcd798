import { expect, test } from "vitest";
import { KnownTexts } from "./known-texts";

/** How many of some texts were taken for new, unseen. */
function unseen(texts: KnownTexts, isNew: (at: number) => boolean, count: number): number {
  let taken = 0;
  for (let at = 0; at < count; at += 1) {
    if (texts.expectsNew()) taken += 1;
    else texts.lookedUp(isNew(at));
  }
  return taken;
}

test("texts that were new many times are taken for new, but for a sample", () => {
  const texts = new KnownTexts();
  expect(unseen(texts, () => true, 65)).toBe(0);
  expect(unseen(texts, () => true, 1600)).toBe(1500);
});

test("one that was known ends that at the next sample", () => {
  const texts = new KnownTexts();
  unseen(texts, () => true, 100);
  expect(unseen(texts, () => false, 1000)).toBeLessThan(16);
});

test("where texts come again, none is taken for new", () => {
  expect(unseen(new KnownTexts(), (at) => at % 50 !== 0, 2000)).toBe(0);
});
