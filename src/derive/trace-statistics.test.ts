import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import { SpanFlag } from "@/model/span-table";
import type { Trace } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { nearestRank } from "./percentile";
import { selfTimes } from "./self-time";
import type { GroupKey } from "./span-groups";
import { traceStatistics, type GroupFigures } from "./trace-statistics";

/** The figures of some spans, from their definitions. */
function figures({ spans }: Trace, rows: readonly number[]): GroupFigures {
  const self = selfTimes(spans);
  const ascending = rows.map((row) => spans.durationNs[row]!).sort((a, b) => a - b);
  const own = rows.map((row) => self[row]!);
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const rank = (p: number): number =>
    ascending.find((value) => ascending.filter((one) => one <= value).length >= p * rows.length)!;
  return {
    count: rows.length,
    errors: rows.filter((row) => (spans.flags[row]! & SpanFlag.Error) !== 0).length,
    totalNs: sum(ascending),
    minNs: Math.min(...ascending),
    maxNs: Math.max(...ascending),
    p50Ns: rank(0.5),
    p95Ns: rank(0.95),
    p99Ns: rank(0.99),
    selfTotalNs: sum(own),
    selfMinNs: Math.min(...own),
    selfMaxNs: Math.max(...own),
  };
}

describe("statistics of a trace", () => {
  it("are the figures of the spans that share a value, or a pair of values", () => {
    const labels = { service: spanService, name: spanName };
    const key = fc.constantFrom<keyof typeof labels>("service", "name");
    fc.assert(
      fc.property(traces(), key, key, (trace, first, second) => {
        const keys: [GroupKey, GroupKey] = [{ by: first }, { by: second }];
        const { groups, details, groupCount, detailCount } = traceStatistics(trace, keys);
        expect([groupCount, detailCount]).toEqual([groups.length, details.length]);
        const rows = Array.from(trace.spans.name, (_, row) => row);
        const label = (by: keyof typeof labels, row: number) => labels[by](trace, spanIndex(row));
        for (const { path, ...found } of groups) {
          const own = rows.filter((row) => label(first, row) === path[0]);
          expect(found).toEqual(figures(trace, own));
        }
        for (const { path, ...found } of details) {
          const own = rows.filter(
            (row) => label(first, row) === path[0] && label(second, row) === path[1],
          );
          expect(found).toEqual(figures(trace, own));
        }
        for (const list of [groups, details]) {
          const totals = list.map(({ totalNs }) => totalNs);
          expect(totals).toEqual(totals.toSorted((a, b) => b - a));
          expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
        }
      }),
    );
  });

  it("group by an attribute, by a field that is one elsewhere, and by its lack", () => {
    const trace = traceFromDiagram(`
      a one   |====|     team=core kind=server
      a two   |==!|      team=
      b three |=|        team=core
      b four  |===|
    `);
    const by = (key: string) =>
      traceStatistics(trace, [{ by: "attribute", key }]).groups.map(({ path, count }) => [
        path[0],
        count,
      ]);
    expect(by("team")).toEqual([
      [undefined, 2],
      ["core", 2],
    ]);
    expect(by("span.kind")).toContainEqual(["server", 1]);
    expect(by("error")).toContainEqual(["true", 1]);
    expect(by("service.name")).toHaveLength(2);
    expect(by("__proto__")).toEqual([[undefined, 4]]);
  });
});

describe("nearest rank", () => {
  it("is always one of the values, and exact where a product is rounded", () => {
    const hundred = Float64Array.from({ length: 100 }, (_, at) => at + 1);
    for (let percent = 1; percent <= 100; percent += 1) {
      expect(nearestRank(hundred, percent / 100)).toBe(percent);
    }
    expect(nearestRank([7], 0.5)).toBe(7);
    expect(nearestRank([1, 2], 0)).toBe(1);
    expect(nearestRank([], 0.5)).toBeNaN();
  });
});
