import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { coveredTimes } from "./covered-times";
import { selfTimes } from "./self-time";

describe("covered times", () => {
  it("join what overlaps or touches, and stay within the span", () => {
    const { spans } = traceFromDiagram(
      `
      a root     |==========|
        b one     |==|
        b two       |===|
        b three           |=====|
      `,
      { unitNs: 1 },
    );
    expect([...coveredTimes(spans, spanIndex(0))]).toEqual([1, 7, 9, 11]);
    expect([...coveredTimes(spans, spanIndex(1))]).toEqual([]);
  });

  it("leave the self time, whatever the trace", () => {
    fc.assert(
      fc.property(traces(), ({ spans }) => {
        const self = selfTimes(spans);
        for (let row = 0; row < spans.length; row += 1) {
          const times = coveredTimes(spans, spanIndex(row));
          let left = spans.durationNs[row]!;
          let before = Number.NEGATIVE_INFINITY;
          for (let i = 0; i < times.length; i += 2) {
            expect(times[i]).toBeGreaterThan(before);
            expect(times[i + 1]).toBeGreaterThan(times[i]!);
            left -= times[i + 1]! - times[i]!;
            before = times[i + 1]!;
          }
          expect(left).toBe(self[row]);
        }
      }),
    );
  });

  it("do not mind the order of siblings", () => {
    const { spans } = traceFromDiagram(
      `
      a root |=========|
        b one   |==|
        b two        |==|
      `,
      { unitNs: 1 },
    );
    const shuffled = { ...spans, startNs: Float64Array.of(0, 6, 2) };
    expect([...coveredTimes(shuffled, spanIndex(0))]).toEqual([2, 5, 6, 9]);
  });
});
