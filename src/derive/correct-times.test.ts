import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { clockSkew } from "./clock-skew";
import { correctTimes } from "./correct-times";

describe("corrected times", () => {
  it("move spans and events, and the start of the trace with them", () => {
    const trace = traceFromDiagram(
      `
      a root    |====*====|
        b call |==*=|
      `,
      { unitNs: 1000 },
    );
    const corrected = correctTimes(trace, Float64Array.of(0, 4000));
    expect([...corrected.spans.startNs]).toEqual([0, 3000]);
    expect(corrected.epochUnixNano - trace.epochUnixNano).toBe(1000n);
    expect(corrected.durationNs).toBe(10_000);
    const moved = Array.from(corrected.eventTimeNs, (time, i) => time - trace.eventTimeNs[i]!);
    expect(moved).toEqual([-1000, 3000]);
    expect([...trace.spans.startNs]).toEqual([1000, 0]);
  });

  it("keep every span within the trace, and nothing moves that need not", () => {
    fc.assert(
      fc.property(traces(), (trace) => {
        const hosts = trace.resourceService.map((_, i) => i);
        const { deltaNs } = clockSkew(trace.spans, hosts);
        const corrected = correctTimes(trace, deltaNs);
        expect(Math.min(...corrected.spans.startNs)).toBe(0);
        const ends = Array.from(
          corrected.spans.startNs,
          (start, i) => start + trace.spans.durationNs[i]!,
        );
        expect(Math.max(...ends)).toBe(corrected.durationNs);
        const unmoved = correctTimes(trace, new Float64Array(trace.spans.length));
        expect([...unmoved.spans.startNs]).toEqual([...trace.spans.startNs]);
        expect(unmoved.epochUnixNano).toBe(trace.epochUnixNano);
      }),
    );
  });
});
