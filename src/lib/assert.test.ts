import { expect, test } from "vitest";
import { assert, unreachable } from "./assert";

test("says what was broken", () => {
  assert(true, "nothing");
  expect(() => assert(false, "rows are sorted")).toThrow("rows are sorted");
  expect(() => unreachable("x" as never)).toThrow("x");
});
