import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import type { SpanTable } from "@/model/span-table";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { selfTimeOf, selfTimes } from "./self-time";

/** By the definition: cut the span at every edge, and add up the pieces that no child covers. */
function bySweeping(spans: SpanTable, row: number): number {
  const start = spans.startNs[row]!;
  const end = start + spans.durationNs[row]!;
  const children: [number, number][] = [];
  for (let i = 0; i < spans.length; i += 1) {
    if (spans.parent[i] === row) {
      children.push([spans.startNs[i]!, spans.startNs[i]! + spans.durationNs[i]!]);
    }
  }
  const edges = [start, end, ...children.flat()].filter((t) => t >= start && t <= end);
  edges.sort((a, b) => a - b);
  let self = 0;
  for (let i = 1; i < edges.length; i += 1) {
    const [from, to] = [edges[i - 1]!, edges[i]!];
    if (!children.some(([a, b]) => a <= from && b >= to)) self += to - from;
  }
  return self;
}

describe("self time", () => {
  it("is the duration less what children cover, once, inside the span", () => {
    const { spans } = traceFromDiagram(`
      a one      |==========|
        b over   |====|
        b lap      |====|
        b late            |======|
    `);
    // Columns: the span has 11; children cover 0 to 7 and 9 to 11 of them.
    const ms = 1e6;
    const expected = bySweeping(spans, 0);
    expect(selfTimeOf(spans, spanIndex(0))).toBe(expected);
    expect(expected).toBeGreaterThan(0);
    expect(expected % ms).toBe(0);
  });

  it("agrees with the definition on any forest, and is never negative", () => {
    fc.assert(
      fc.property(traces(), ({ spans }) => {
        const all = selfTimes(spans);
        for (let row = 0; row < spans.length; row += 1) {
          expect(all[row]).toBe(bySweeping(spans, row));
          expect(selfTimeOf(spans, spanIndex(row))).toBe(all[row]);
          expect(all[row]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
