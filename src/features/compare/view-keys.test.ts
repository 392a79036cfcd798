import { expect, test } from "vitest";
import { viewCommand, type KeyPress } from "./view-keys";

test("the timeline's keys mean the same, on a Cyrillic layout too", () => {
  const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
    key,
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...rest,
  });
  expect(viewCommand(press("/"))).toBe("find");
  expect(viewCommand(press("n"))).toBe("next-match");
  expect(viewCommand(press("N", { shiftKey: true }))).toBe("previous-match");
  expect(viewCommand(press("т", { code: "KeyN" }))).toBe("next-match");
  expect(viewCommand(press("+"))).toBe("zoom-in");
  expect(viewCommand(press("0"))).toBe("zoom-reset");
  expect(["l", "c", "t", "w"].map((key) => viewCommand(press(key)))).toEqual([
    "align",
    "critical",
    "self",
    "scroll-up",
  ]);
  expect(viewCommand(press("0", { ctrlKey: true }))).toBeUndefined();
  expect(viewCommand(press("x"))).toBeUndefined();
});
