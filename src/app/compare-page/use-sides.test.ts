import { expect, test } from "vitest";
import { sideSources, sidesOf } from "./use-sides";

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
