import { expect, it } from "vitest";
import { resize } from "@/canvas/viewport";
import { cssPx, ns } from "@/lib/units";
import { spanIndex } from "@/model/indexes";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { measuredSpans, measureSpan, setMeasure } from "./measure";

const core = traceFromDiagram(
  `
  a root   |=========|
    b one    |==|
    b two       |==|
    c three         |=|
  `,
  { unitNs: 100 },
);

it("measures a range in sight, from either end, or a span", () => {
  const viewport = createViewportStore(ns(core.durationNs));
  updateViewport(viewport, (v) => resize(v, cssPx(100), cssPx(100)));
  const measure = () => viewport.getState().measure;
  setMeasure({ core, viewport }, 60, -20);
  expect(measure()).toEqual({ startNs: 0, endNs: core.durationNs * 0.6 });
  measureSpan({ core, viewport }, spanIndex(1));
  expect(measure()).toEqual({ startNs: 200, endNs: 500 });
  measureSpan({ core, viewport }, spanIndex(1));
  expect(measure()).toBeUndefined();
});

it("counts the spans that lie within it, and their services", () => {
  const all = { startNs: ns(0), endNs: ns(core.durationNs) };
  expect(measuredSpans(core, all)).toEqual({ spanCount: 4, serviceCount: 3 });
  const some = { startNs: ns(200), endNs: ns(800) };
  expect(measuredSpans(core, some)).toEqual({ spanCount: 2, serviceCount: 1 });
});
