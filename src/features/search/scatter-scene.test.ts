import fc from "fast-check";
import { expect, test } from "vitest";
import type { TraceSummary } from "@/model/trace-summary";
import { nearestPoint, scatterScene } from "./scatter-scene";

const box = { width: 800, height: 120, left: 60, right: 20, top: 10, bottom: 20 };
const trace = (startMs: number, durationNs: number): TraceSummary => ({
  traceId: `${startMs}-${durationNs}`,
  rootService: "a",
  rootName: "b",
  startUnixNano: BigInt(startMs) * 1_000_000n,
  durationNs,
  spanCount: 1,
  errorCount: 0,
  orphanCount: 0,
  services: [],
});
const traces = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 1e13 }))
    .map(([start, duration]) => trace(start, duration)),
  { minLength: 1, maxLength: 40 },
);

test("every trace lies inside the box, later ones to the right, longer ones higher", () => {
  fc.assert(
    fc.property(traces, (summaries) => {
      const { x, y } = scatterScene(summaries, box, "utc");
      summaries.forEach((one, i) => {
        expect(x[i]).toBeGreaterThanOrEqual(box.left - 0.01);
        expect(x[i]).toBeLessThanOrEqual(box.width - box.right + 0.01);
        expect(y[i]).toBeGreaterThanOrEqual(box.top - 0.01);
        expect(y[i]).toBeLessThanOrEqual(box.height - box.bottom + 0.01);
        summaries.forEach((other, k) => {
          if (one.startUnixNano < other.startUnixNano) expect(x[i]).toBeLessThanOrEqual(x[k] ?? 0);
          if (one.durationNs < other.durationNs) {
            expect(y[i]).toBeGreaterThanOrEqual(y[k] ?? 0);
          }
        });
      });
    }),
  );
});

test("ticks do not touch each other", () => {
  fc.assert(
    fc.property(traces, fc.integer({ min: 0, max: 2000 }), (summaries, width) => {
      const scene = scatterScene(summaries, { ...box, width }, "utc");
      const gaps = (ticks: readonly { at: number }[]) =>
        ticks.slice(1).map(({ at }, i) => Math.abs(at - (ticks[i]?.at ?? 0)));
      for (const gap of gaps(scene.timeTicks)) expect(gap).toBeGreaterThan(110);
      for (const gap of gaps(scene.durationTicks)) expect(gap).toBeGreaterThan(14);
    }),
  );
});

test("pointing at a trace finds it, pointing beside all finds none", () => {
  const scene = scatterScene([trace(0, 10), trace(1000, 1e6), trace(5000, 1e9)], box, "utc");
  for (const i of [0, 1, 2]) {
    expect(nearestPoint(scene, (scene.x[i] ?? 0) + 2, (scene.y[i] ?? 0) - 2, 10)).toBe(i);
  }
  expect(nearestPoint(scene, 700, 100, 10)).toBeUndefined();
});
