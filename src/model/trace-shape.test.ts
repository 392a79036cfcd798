import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { traceShape } from "./trace-shape";

describe("the shape of a trace", () => {
  const trace = traceFromDiagram(`
    a root     |==========|
      b first    |==|
      b second   |====|
        c deep     |!|
      a third            |
  `);

  it("has a bar for each span where there is room", () => {
    const shape = traceShape(trace, 40);
    expect(shape).toMatchObject({ spanCount: 5, levels: 3, spansPerBar: 1 });
    expect(shape.services).toEqual(["a", "b", "c"]);
    expect(shape.bars.map(({ service }) => service)).toEqual([0, 1, 1, 2, 0]);
    expect(shape.bars.map(({ isError }) => isError)).toEqual([false, false, false, true, false]);
    expect(shape.bars[0]).toEqual({ start: 0, length: 1, service: 0, isError: false });
    expect(shape.bars[4]?.length).toBe(0);
  });

  it("draws the longest of those behind a bar, and tells of an error among them", () => {
    const shape = traceShape(trace, 2);
    expect(shape.spansPerBar).toBe(3);
    expect(shape.bars.map(({ service, isError }) => [shape.services[service], isError])).toEqual([
      ["a", false],
      ["c", true],
    ]);
  });

  it("stays within the trace and within the number of bars", () => {
    fc.assert(
      fc.property(traces(), fc.integer({ min: 1, max: 12 }), (one, mostBars) => {
        const { bars, spansPerBar, spanCount } = traceShape(one, mostBars);
        expect(bars.length).toBeLessThanOrEqual(mostBars);
        expect(bars.length).toBe(Math.ceil(spanCount / spansPerBar));
        for (const { start, length } of bars) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + length).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});
