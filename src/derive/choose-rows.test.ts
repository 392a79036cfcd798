import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import { traces } from "@/testing/arbitraries";
import { chooseRows, greatest, type RowCriteria } from "./choose-rows";
import { visibleRows } from "./visible-rows";

const nothing: RowCriteria = {
  among: [],
  shortestNs: undefined,
  prunedResource: undefined,
  focus: undefined,
};

describe("chosen rows", () => {
  it("are in each of the sets that are given, which stay as they were", () => {
    fc.assert(
      fc.property(traces(), fc.nat(), ({ spans }, seed) => {
        const odd = new BitSet(spans.length);
        const some = new BitSet(spans.length);
        for (let row = 0; row < spans.length; row += 1) {
          if (row % 2 === 1) odd.add(row);
          if (((seed >> (row % 30)) & 1) === 1) some.add(row);
        }
        const both = odd.clone();
        both.keepOnly(some);
        const before = [...odd];
        const chosen = chooseRows(spans, { ...nothing, among: [odd, some] });
        expect(chosen).toEqual(chooseRows(spans, { ...nothing, among: [both] }));
        expect(chosen.wantedCount).toBe(both.count());
        expect([...odd]).toEqual(before);
      }),
    );
  });

  it("are those that fulfil everything, and their ancestors", () => {
    fc.assert(
      fc.property(traces(), fc.nat(), fc.nat({ max: 9000 }), ({ spans }, seed, shortestNs) => {
        const n = spans.length;
        const wanted = BitSet.of(
          n,
          Array.from({ length: n }, (_, i) => i).filter((i) => ((seed >> (i % 29)) & 1) === 1),
        );
        const prunedResource = Uint8Array.of((seed >> 3) & 1, (seed >> 4) & 1);
        const chosen = chooseRows(spans, {
          ...nothing,
          among: [wanted],
          shortestNs,
          prunedResource,
        });
        const isPruned = (row: number): boolean =>
          row >= 0 && (prunedResource[spans.resource[row]!] === 1 || isPruned(spans.parent[row]!));
        const isWanted = (row: number) =>
          wanted.has(row) && spans.durationNs[row]! >= shortestNs && !isPruned(row);
        const rows = Array.from({ length: n }, (_, i) => i);
        const isAbove = (row: number) =>
          rows.some((other) => other > row && other < spans.subtreeEnd[row]! && isWanted(other));
        const shown = rows.filter((row) => isWanted(row) || isAbove(row));
        expect([...chosen.shown]).toEqual(shown);
        expect([...chosen.context]).toEqual(shown.filter((row) => !isWanted(row)));
        expect(chosen.wantedCount).toBe(rows.filter(isWanted).length);
        expect(chosen.prunedCount).toBe(rows.filter(isPruned).length);
        expect([...visibleRows(spans, new BitSet(n), chosen)]).toEqual(shown);
      }),
    );
  });

  it("leave out a service or what is short without what is below, where that is wanted", () => {
    fc.assert(
      fc.property(traces(), fc.nat(), fc.nat({ max: 9000 }), ({ spans }, seed, shortestNs) => {
        const prunedResource = Uint8Array.of((seed >> 3) & 1, (seed >> 4) & 1);
        const folds = { foldsShort: true, foldsResources: true };
        const chosen = chooseRows(spans, { ...nothing, ...folds, shortestNs, prunedResource });
        const isOff = (row: number) =>
          prunedResource[spans.resource[row]!] === 1 ||
          (spans.durationNs[row]! < shortestNs && spans.parent[row]! >= 0);
        const isShort = (row: number) => spans.durationNs[row]! < shortestNs;
        const rows = Array.from({ length: spans.length }, (_, row) => row);
        expect([...(chosen.elided ?? [])]).toEqual(rows.filter(isOff));
        expect(chosen.elidedCount).toBe(rows.filter(isOff).length);
        expect(chosen.prunedCount).toBe(0);
        const wanted = rows.filter((row) => !isOff(row) && !isShort(row));
        expect(chosen.wantedCount).toBe(wanted.length);
        const seen = visibleRows(spans, new BitSet(spans.length), chosen);
        // Short roots are there for what is below them alone.
        expect([...seen].filter((row) => !isShort(row))).toEqual(wanted);
        expect([...seen].some(isOff)).toBe(false);
      }),
    );
  });

  it("are those of one subtree, with its top whatever it is", () => {
    fc.assert(
      fc.property(traces(), fc.nat(), ({ spans }, pick) => {
        const focus = spanIndex(pick % spans.length);
        const none = chooseRows(spans, { ...nothing, among: [new BitSet(spans.length)], focus });
        expect([...none.shown]).toEqual([focus]);
        const all = chooseRows(spans, { ...nothing, focus });
        expect(all.wantedCount).toBe(spans.subtreeEnd[focus]! - focus);
        const rows = visibleRows(spans, new BitSet(spans.length), { focus, shown: all.shown });
        expect(rows.length).toBe(all.total);
      }),
    );
  });
});

describe("the greatest values", () => {
  it("are found in order, without zeros", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 })), fc.integer({ min: 1, max: 10 }), (list, count) => {
        const values = Float64Array.from(list);
        const expected = Array.from(list, (_, i) => i)
          .filter((i) => list[i]! > 0)
          .sort((a, b) => list[b]! - list[a]! || a - b)
          .slice(0, count);
        expect(greatest(values, count)).toEqual(expected);
      }),
    );
  });
});
