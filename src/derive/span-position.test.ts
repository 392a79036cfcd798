import { describe, expect, it } from "vitest";
import { spanIndex } from "@/model/indexes";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { percentileRank, spanPosition, type SpanPosition } from "./span-position";

const trace = traceFromDiagram(`
  api post     |==================|
    db select   |==|
    db select     |====|
    db select       |==|
    db select           |=============|
    db insert             |==|
    api select              |==|
`);

function positionOf(row: number, budget: number): SpanPosition {
  const steps = spanPosition(trace, spanIndex(row));
  for (let i = 0; i < 1000; i += 1) {
    const position = steps.step(budget);
    if (position) return position;
  }
  throw new Error("never done");
}

describe("spanPosition", () => {
  it("counts the spans of the same service and name", () => {
    const { bins, ...position } = positionOf(1, 100);
    expect(position).toEqual({
      count: 4,
      shorter: 0,
      equal: 2,
      shortestNs: trace.spans.durationNs[1],
      longestNs: trace.spans.durationNs[4],
      longest: 4,
      bin: 0,
    });
    expect(bins[0]).toBe(2);
    expect(bins.at(-1)).toBe(1);
    expect(bins.reduce((sum, n) => sum + n)).toBe(4);
    expect(positionOf(2, 100)).toMatchObject({ shorter: 2, equal: 1 });
  });

  it("is the same in small steps", () => {
    for (let row = 0; row < trace.spans.length; row += 1) {
      expect(positionOf(row, 1)).toEqual(positionOf(row, 1000));
    }
  });

  it("has one bin where all are as long", () => {
    expect(positionOf(5, 100)).toMatchObject({ count: 1, equal: 1, bin: 0, longest: 5 });
  });
});

it("is the percentile that has this duration by the nearest rank", () => {
  expect(percentileRank(positionOf(4, 100))).toBe(100);
  expect(percentileRank(positionOf(5, 100))).toBe(100);
  expect(percentileRank(positionOf(1, 100))).toBe(50);
  expect(percentileRank(positionOf(2, 100))).toBe(75);
});
