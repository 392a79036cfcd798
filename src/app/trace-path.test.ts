import { describe, expect, it } from "vitest";
import {
  comparisonPath,
  comparisonSides,
  isComparison,
  normaliseTracePath,
  tracesInPath,
} from "./trace-path";

const id = "4bf92f3577b34da6a3ce929d0e0e4736";

describe("tracesInPath", () => {
  it("finds the id of a trace's page below the base, in its canonical form", () => {
    expect(tracesInPath(`/trace/${id}`, "/")).toEqual([id]);
    expect(tracesInPath(`/jaeger/ui/trace/${id.toUpperCase()}/`, "/jaeger/ui/")).toEqual([id]);
    expect(tracesInPath("/trace/a%20b", "/")).toEqual(["a b"]);
  });

  it("finds both of a comparison, once where they are the same", () => {
    expect(tracesInPath(`/trace/${id.toUpperCase()}...b%20c`, "/")).toEqual([id, "b c"]);
    expect(tracesInPath(`/trace/${id}...`, "/")).toEqual([id]);
    expect(tracesInPath(`/trace/...${id}`, "/")).toEqual([id]);
    expect(tracesInPath(`/trace/${id}...${id}`, "/")).toEqual([id]);
    expect(tracesInPath("/trace/...", "/")).toEqual([]);
  });

  it("finds none in other pages and broken addresses", () => {
    for (const path of ["/", "/search", "/trace/", "/trace", `/trace/${id}/x`, `/x/trace/${id}`]) {
      expect(tracesInPath(path, "/")).toEqual([]);
    }
    expect(tracesInPath("/trace/%zz", "/")).toEqual([]);
    expect(tracesInPath(`/trace/${id}`, "/jaeger/")).toEqual([]);
  });
});

describe("normaliseTracePath", () => {
  it("makes one form of every spelling of an id", () => {
    expect(normaliseTracePath(id)).toBe(id);
    expect(normaliseTracePath(id.toUpperCase())).toBe(id);
    expect(normaliseTracePath("S/kvNXezTaajzpKdDg5HNg==")).toBe(id);
    expect(normaliseTracePath("abc")).toBe("0".repeat(29) + "abc");
  });

  it("leaves ids of other forms alone", () => {
    expect(normaliseTracePath("order 66!")).toBe("order 66!");
  });

  it("works on both sides of a comparison, of which one may be empty", () => {
    expect(normaliseTracePath(`${id.toUpperCase()}...ABC`)).toBe(`${id}...${"0".repeat(29)}abc`);
    expect(normaliseTracePath(`${id}...`)).toBe(`${id}...`);
    expect(normaliseTracePath(`...${id}`)).toBe(`...${id}`);
    expect(normaliseTracePath("...")).toBe("...");
  });

  it("comes to rest after one turn", () => {
    for (const path of ["ABC", "ABC...DEF", "...", "x y"]) {
      const once = normaliseTracePath(path);
      expect(normaliseTracePath(once)).toBe(once);
    }
  });
});

describe("a comparison's path", () => {
  it("comes apart as it was put together", () => {
    expect(isComparison("a...b")).toBe(true);
    expect(isComparison(id)).toBe(false);
    expect(comparisonSides(comparisonPath("a", "b"))).toEqual({ a: "a", b: "b" });
    expect(comparisonSides(comparisonPath("", "b"))).toEqual({ a: "", b: "b" });
    expect(comparisonSides("a")).toEqual({ a: "a", b: "" });
  });
});
