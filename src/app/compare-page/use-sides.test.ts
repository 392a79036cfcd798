import { expect, test } from "vitest";
import { rootsAfter, sideSources, sidesOf } from "./use-sides";

test("each side has the source that the URL names for it, else the page's", () => {
  expect(sidesOf({ a: "1", b: "" }, { sourceB: "files" }, "demo")).toEqual({
    a: { traceId: "1", source: "demo" },
    b: { traceId: "", source: "files" },
  });
  expect(sidesOf({ a: "1", b: "2" }, { sourceA: "jaeger" }, "files").a.source).toBe("jaeger");
});

test("a URL names only the sources that are not the page's, also after an exchange", () => {
  const { a, b } = sidesOf({ a: "1", b: "2" }, { sourceB: "files" }, "jaeger");
  expect(sideSources({ a, b }, "jaeger")).toEqual({ sourceA: undefined, sourceB: "files" });
  expect(sideSources({ a: b, b: a }, "jaeger")).toEqual({ sourceA: "files", sourceB: undefined });
});

test("subtrees go with their traces, and go where these do not stay", () => {
  const sides = (a: string, b: string) => sidesOf({ a, b }, {}, "jaeger");
  const before = { a: "1", b: "2" };
  const roots = { rootA: "s1", rootB: "s2" };
  expect(rootsAfter(sides("2", "1"), before, roots)).toEqual({ rootA: "s2", rootB: "s1" });
  expect(rootsAfter(sides("1", "3"), before, roots)).toEqual({ rootA: "s1", rootB: undefined });
  // A trace that stays whole for want of a counterpart may have one in another.
  expect(rootsAfter(sides("3", "2"), before, { rootA: "s1", rootB: "whole" })).toEqual({
    rootA: undefined,
    rootB: undefined,
  });
});
