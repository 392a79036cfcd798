import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import { noFilter } from "@/state/result-filter";
import { keyTarget, rangeOfBrush, wholeBeyond } from "./chart-range";
import { durationBins, summariseDurations } from "./duration-bins";
import { inRange } from "./filter-results";
import { cellAt, cellPx, heatCells, heatLevels, isDense } from "./scatter-heat";
import { durationAxis, durationExtent, scatterScene } from "./scatter-scene";

const box = { width: 800, height: 120, left: 60, right: 20, top: 10, bottom: 20 };
const edges = { left: 60, right: 780, top: 10, bottom: 100 };
const trace = (startMicro: number, durationNs: number, errorCount = 0): TraceSummary => ({
  traceId: `${startMicro}-${durationNs}`,
  rootService: "a",
  rootName: "b",
  startUnixNano: BigInt(startMicro) * 1000n,
  durationNs,
  spanCount: 1,
  errorCount,
  orphanCount: 0,
  services: [],
});
const traces = fc.array(
  fc
    .tuple(
      fc.integer({ min: 1.7e15, max: 1.7e15 + 3.6e9 }),
      fc.integer({ min: 0, max: 1e12 }),
      fc.integer({ min: 0, max: 1 }),
    )
    .map(([start, duration, errors]) => trace(start, duration, errors)),
  { minLength: 1, maxLength: 60 },
);
const scale = fc.constantFrom("log" as const, "linear" as const);

describe("a brush", () => {
  const side = (low: number, high: number) =>
    fc
      .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

  test("chooses the traces whose points lie in it, and none that lie well outside", () => {
    fc.assert(
      fc.property(traces, scale, side(60, 780), side(10, 100), (list, by, [x0, x1], [y0, y1]) => {
        const scene = scatterScene(list, box, "utc", by);
        const range = rangeOfBrush({ x0, x1, y0, y1 }, edges, scene.microAt, scene.duration.ns);
        list.forEach((one, i) => {
          const x = scene.x[i] ?? 0;
          const y = scene.y[i] ?? 0;
          const chosen = inRange(one, { ...noFilter, ...range });
          const acrossIn = x1 - x0 < 6 || (x > x0 + 0.01 && x < x1 - 0.01);
          const upIn = y1 - y0 < 6 || (y > y0 + 0.01 && y < y1 - 0.01);
          if (acrossIn && upIn) expect(chosen).toBe(true);
          // Limits are whole microseconds, rounded outwards: a pixel may be less than that.
          const micro = Number(one.startUnixNano / 1000n);
          const before = micro < scene.microAt(x0) - 1;
          const after = micro > scene.microAt(x1) + 1;
          const across = x1 - x0 >= 6 && (before || after);
          if (across && x0 > 64 && x1 < 776) expect(chosen).toBe(false);
        });
      }),
    );
  });

  test("that is thin chooses along one axis; that touches an edge is open there", () => {
    const at = (px: number) => px;
    expect(rangeOfBrush({ x0: 100, x1: 200, y0: 50, y1: 53 }, edges, at, at)).toEqual({
      fromMicro: 100,
      toMicro: 200,
      minNs: undefined,
      maxNs: undefined,
    });
    const all = rangeOfBrush({ x0: 60, x1: 780, y0: 10, y1: 100 }, edges, at, at);
    expect(Object.values(all)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

test("a handle moves with the arrow keys and stays on its axis", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (key, at) => {
        const to = keyTarget(key, at) ?? -1;
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
      },
    ),
  );
  expect(keyTarget("a", 0.5)).toBeUndefined();
});

test("a handle gets to either end by its keys, however short the shortest duration", () => {
  fc.assert(
    fc.property(scale, fc.integer({ min: 0, max: 12 }), (by, power) => {
      const axis = durationAxis(durationExtent([trace(0, 0), trace(0, 10 ** power)]), by, [0, 1]);
      for (const [key, begin, end] of [
        ["ArrowRight", 0, 1],
        ["ArrowLeft", 1, 0],
      ] as const) {
        let at: number = begin;
        for (let step = 0; step < 80 && at !== end; step += 1) {
          const to = keyTarget(key, at) ?? at;
          at = to === end ? end : axis.px(wholeBeyond(axis.ns(to), axis.ns(at)));
          at = Math.max(0, Math.min(1, at));
        }
        expect(at).toBe(end);
      }
    }),
  );
  expect(wholeBeyond(7, 7)).toBe(7);
});

test("bins and cells hold every trace once, and its error", () => {
  fc.assert(
    fc.property(traces, scale, (list, by) => {
      const errors = list.filter(({ errorCount }) => errorCount > 0).length;
      const axis = durationAxis(durationExtent(list), by, [10, 250]);
      const bins = durationBins(list, axis, 24);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
      expect(bins.reduce((sum, bin) => sum + bin.errors, 0)).toBe(errors);
      const scene = scatterScene(list, box, "utc", by);
      const cells = heatCells(scene, (i) => (list[i]?.errorCount ?? 0) > 0);
      expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(list.length);
      expect(cells.reduce((sum, cell) => sum + cell.errors, 0)).toBe(errors);
      for (const cell of cells) {
        expect(cell.level).toBeGreaterThanOrEqual(0);
        expect(cell.level).toBeLessThan(heatLevels);
        expect(cellAt(cells, cell.x + cellPx / 2, cell.y + 1)).toBe(cell);
      }
    }),
  );
});

test("an axis reads back what it places", () => {
  fc.assert(
    fc.property(scale, fc.integer({ min: 1, max: 1e15 }), (by, ns) => {
      const axis = durationAxis([ns, ns * 3], by, [100, 10]);
      expect(axis.ns(axis.px(ns)) / ns).toBeCloseTo(1, 6);
    }),
  );
});

test("points become counts when they would cover a third of the plot", () => {
  expect(isDense(100, box)).toBe(false);
  expect(isDense(5000, box)).toBe(true);
});

test("percentiles are durations of traces", () => {
  const list = Array.from({ length: 100 }, (_, i) => trace(0, i + 1));
  expect(summariseDurations(list)).toEqual({ n: 100, p50: 50, p95: 95, p99: 99 });
  expect(summariseDurations([]).n).toBe(0);
});
