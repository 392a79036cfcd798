import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitSet } from "@/lib/bitset";
import { traceOfTrees, trees } from "@/testing/edited-trees";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { compareTraces } from "./compare-traces";
import {
  isChanged,
  markDifferent,
  orderRows,
  reveal,
  rowsInSight,
  totalDelta,
} from "./comparison-rows";

const before = traceFromDiagram(`
  shop GET /cart      |==========|
    cart read           |==|
    db query             ||
    price quote            |====|
`);
const after = traceFromDiagram(`
  shop GET /cart      |====================|
    cart read           |===|
    db query             ||
    db query              ||
    price quote                |==========!|
    mail send                             ||
`);
const comparison = compareTraces(before, after);
const none = new BitSet(comparison.length);
const names = (rows: Iterable<number>) =>
  Array.from(rows, (row) => {
    const [core, side] =
      (comparison.a.count[row] ?? 0) > 0 ? [before, comparison.a] : [after, comparison.b];
    return core.names[core.spans.name[side.spans[side.offset[row] ?? 0] ?? 0] ?? 0];
  });

describe("rows of a comparison", () => {
  test("are in order of start, or those first that differ most", () => {
    expect(names(orderRows(comparison, "time"))).toEqual([
      "GET /cart",
      "read",
      "query",
      "quote",
      "send",
    ]);
    expect(names(orderRows(comparison, "difference"))).toEqual([
      "GET /cart",
      "quote",
      "read",
      "query",
      "send",
    ]);
  });

  test("that differ are marked, and those above them", () => {
    const all = orderRows(comparison, "time");
    const shown = (leastMs: number) =>
      names(rowsInSight(comparison, all, none, markDifferent(comparison, leastMs * 1e6)));
    expect(shown(0)).toEqual(["GET /cart", "read", "query", "quote", "send"]);
    // Another number of spans or errors counts whatever time it took.
    expect(shown(5)).toEqual(["GET /cart", "query", "quote", "send"]);
    const same = compareTraces(before, before);
    expect([...markDifferent(same, 0)]).toEqual([0, 0, 0, 0]);
  });

  test("below a collapsed row are out of sight, until one of them is revealed", () => {
    const collapsed = BitSet.of(comparison.length, [0]);
    const all = orderRows(comparison, "time");
    expect(names(rowsInSight(comparison, all, collapsed, undefined))).toEqual(["GET /cart"]);
    expect(reveal(comparison, collapsed, 0)).toBe(collapsed);
    expect(reveal(comparison, collapsed, 3).count()).toBe(0);
  });

  test("any order has each row once, after its parent, subtrees together", () => {
    const few = trees({ names: 3 }).map((tree) => traceOfTrees([tree]));
    fc.assert(
      fc.property(few, few, (a, b) => {
        const result = compareTraces(a, b);
        const order = orderRows(result, "difference");
        expect([...order].sort((x, y) => x - y)).toEqual([...orderRows(result, "time")]);
        order.forEach((row, at) => {
          const length = (result.subtreeEnd[row] ?? 0) - row;
          for (const inside of order.subarray(at, at + length)) {
            expect(inside).toBeGreaterThanOrEqual(row);
            expect(inside).toBeLessThan(row + length);
          }
        });
        expect(rowsInSight(result, order, new BitSet(result.length), undefined)).toEqual(order);
      }),
    );
  });

  test("say how they differ", () => {
    expect(totalDelta(comparison, 0) / 1e6).toBe(10);
    expect(Array.from(comparison.parent, (_, row) => isChanged(comparison, row))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  test("have a number that others do not have", () => {
    expect(comparison.overview.checksum).toBe(compareTraces(before, after).overview.checksum);
    expect(comparison.overview.checksum).not.toBe(compareTraces(before, before).overview.checksum);
  });
});

describe("what explains a difference in duration", () => {
  test("is the time on the critical path, the largest first", () => {
    const changes = comparison.overview.changes;
    expect(names(changes.map(({ row }) => row))[0]).toBe("quote");
    const whole = after.durationNs - before.durationNs;
    for (const { deltaNs, share } of changes) expect(share).toBeCloseTo(deltaNs / whole);
    expect(changes.map(({ share }) => share)).toEqual(
      changes.map(({ share }) => share).toSorted((x, y) => y - x),
    );
  });

  test("is nothing where there is no difference, and five rows at most", () => {
    expect(compareTraces(before, before).overview.changes).toEqual([]);
    const pair = trees({ names: 0, maxLength: 40 }).map((tree) => traceOfTrees([tree]));
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        expect(compareTraces(a, b).overview.changes.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  test("rows are counted by how they differ", () => {
    const { changedRows, differentRows, commonRows } = comparison.overview;
    expect({ changedRows, differentRows, commonRows }).toEqual({
      changedRows: 3,
      differentRows: 5,
      commonRows: 4,
    });
  });

  test("services and span names of one trace alone are listed", () => {
    expect(comparison.overview.onlyB).toEqual({
      services: ["mail"],
      spanNames: [["mail", "send"]],
      spanNameCount: 1,
    });
    expect(comparison.overview.onlyA).toEqual({ services: [], spanNames: [], spanNameCount: 0 });
  });
});
