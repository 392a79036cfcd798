import { describe, expect, it } from "vitest";
import { compareGraphs } from "@/derive/service-diff";
import { graphOfLinks } from "@/derive/service-links";
import type { ServiceGraph } from "@/model/service-graph";
import type { CallRow } from "./calls-order";
import {
  changesOf,
  differenceOf,
  orderDifferences,
  usualDifferenceOrder,
  type DifferenceColumn,
} from "./difference-rows";
import { graphCsv } from "./graph-files";
import { signed } from "./signed";

const links = (...calls: readonly (readonly [string, string, number])[]): ServiceGraph =>
  graphOfLinks(calls.map(([parent, child, callCount]) => ({ parent, child, callCount })));
const both = compareGraphs(
  links(["a", "b", 10], ["a", "c", 4], ["b", "c", 7]),
  links(["a", "b", 10], ["b", "c", 2], ["b", "d", 1]),
);
const rows = both.edges.map((edge): CallRow => {
  const [caller, callee] = [both.nodes[edge.from]!.service, both.nodes[edge.to]!.service];
  return { edge, caller, callee, callerService: caller, calleeService: callee };
});
const order = (column: DifferenceColumn, descending: boolean): string[] =>
  orderDifferences(rows, { column, descending }).map(({ caller, callee }) => caller + callee);

describe("the edges of two graphs", () => {
  it("have the calls of each and the difference; none where there is no edge", () => {
    expect(rows.map((row) => differenceOf(row, "calls"))).toEqual([
      { a: 10, b: 10, delta: 0 },
      { a: 4, b: undefined, delta: -4 },
      { a: 7, b: 2, delta: -5 },
      { a: undefined, b: 1, delta: 1 },
    ]);
    expect(rows.map((row) => differenceOf(row, "errors").delta)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(rows.map((row) => changesOf(row).map(([, change]) => change))).toEqual([
      [],
      ["gone", "gone", "gone"],
      ["down"],
      ["new", "new", "new"],
    ]);
  });

  it("come with what is new and what is gone first, or by any column", () => {
    expect(order(usualDifferenceOrder.column, usualDifferenceOrder.descending)).toEqual([
      "bd",
      "ac",
      "bc",
      "ab",
    ]);
    expect(order("calls.delta", true)).toEqual(["bd", "ab", "ac", "bc"]);
    expect(order("calls.b", true)).toEqual(["ab", "bc", "bd", "ac"]);
    expect(order("calls.b", false)).toEqual(["bd", "bc", "ab", "ac"]);
    expect(order("callee", false)).toEqual(["ab", "ac", "bc", "bd"]);
  });

  it("are saved with the figures of each", () => {
    const csv = graphCsv(both, (node) => both.nodes[node]!.service);
    expect(csv.split("\r\n").slice(0, 3)).toEqual([
      "caller,callee,relation,a_calls,a_errors,a_p50_ns,a_p95_ns,b_calls,b_errors,b_p50_ns,b_p95_ns",
      "a,b,call,10,,,,10,,,",
      "a,c,call,4,,,,,,,",
    ]);
  });

  it("have signs at their differences", () => {
    expect([3, -3, 0].map((value) => signed(value, String))).toEqual(["+3", "−3", "0"]);
  });
});
