import { describe, expect, it } from "vitest";
import { DrawList } from "@/canvas/draw-list";
import { createViewport, resize, withRange, type Viewport } from "@/canvas/viewport";
import { criticalPath } from "@/derive/critical-path";
import { indexPath } from "@/derive/path-index";
import { BitSet } from "@/lib/bitset";
import { cssPx, ns } from "@/lib/units";
import type { TraceCore } from "@/model/trace";
import { allRows, plainLook, type RowLayout, type TimelineLook } from "@/state/timeline-look";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { barBox } from "@/trace-ui/span-bars";
import { decorateBar } from "./bar-decoration";

const theme = { fg: "fg", bg: "bg" } as unknown as CanvasTheme;
const small = traceFromDiagram(
  `
  a root     |=========|
    b one     |==|
    b two          |===|
  `,
  { unitNs: 100 },
);
const many = 20_000;
/** A leaf every third nanosecond, so that there is a gap after each. */
const spread = traceFromDiagram(
  [`a root |=|`, ...Array.from({ length: many }, () => "  b leaf |=|")].join("\n"),
  { unitNs: 1 },
);
const wide: TraceCore = {
  ...spread,
  durationNs: 3 * many,
  spans: {
    ...spread.spans,
    startNs: Float64Array.from({ length: many + 1 }, (_, i) => (i === 0 ? 0 : 3 * (i - 1))),
    durationNs: Float64Array.from({ length: many + 1 }, (_, i) => (i === 0 ? 3 * many : 2)),
  },
};

const viewOf = (core: TraceCore, width = 1000): Viewport =>
  resize(createViewport(ns(core.durationNs)), cssPx(width), cssPx(100));

function draw(
  core: TraceCore,
  look: TimelineLook,
  span = 0,
  options: Partial<{ collapsed: boolean; viewport: Viewport; layout: RowLayout }> = {},
) {
  const viewport = options.viewport ?? viewOf(core);
  const list = new DrawList();
  const box = barBox(viewport, core, span, 0);
  if (typeof box === "number") throw new Error("The bar is out of sight");
  const isCollapsed = () => options.collapsed ?? false;
  const scene = { core, viewport, look, isCollapsed, layout: options.layout ?? allRows };
  decorateBar(list, scene, { span, row: 0, box }, theme);
  return list.rectColors.map((color, i) => ({
    color,
    from: Math.round(list.rects[i * 4]!),
    to: Math.round(list.rects[i * 4]! + list.rects[i * 4 + 2]!),
  }));
}

const lookOf = (core: TraceCore): TimelineLook => {
  const path = criticalPath(core.spans, 0);
  return { ...plainLook, path: { ...path, ...indexPath(core.spans, path, 0) } };
};
const lines = (rects: ReturnType<typeof draw>) =>
  rects.filter(({ color }) => color === "fg").map(({ from, to }) => [from, to]);

describe("the critical path on a bar", () => {
  it("is the span's own part of it, or that of all it hides", () => {
    const look = lookOf(small);
    expect(lines(draw(small, look))).toEqual([
      [0, 100],
      [400, 600],
    ]);
    expect(lines(draw(small, look, 0, { collapsed: true }))).toEqual([[0, 1000]]);
    expect(lines(draw(small, look, 1))).toEqual([[100, 400]]);
    const layout = { ...allRows, shown: BitSet.of(3, [0, 2]) };
    expect(lines(draw(small, look, 0, { layout }))).toEqual([[0, 600]]);
  });

  it("is drawn where it is in sight", () => {
    const viewport = withRange(viewOf(small), ns(400), ns(700));
    for (const [from = 0, to = 0] of lines(draw(small, lookOf(small), 0, { viewport }))) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(1000);
    }
  });
});

describe("self time on a bar", () => {
  it("leaves the times without a child full", () => {
    const look = { ...plainLook, selfTime: true };
    expect(draw(small, look).map(({ from, to }) => [from, to])).toEqual([
      [100, 400],
      [600, 1000],
    ]);
    expect(draw(small, look, 1)).toEqual([]);
  });

  it("costs what is in sight, not what there is", () => {
    const look = { ...lookOf(wide), selfTime: true, gapNs: 1 };
    expect(wide.spans.length).toBe(many + 1);
    expect(draw(wide, look, 0, { viewport: viewOf(wide, 300) }).length).toBeLessThan(6 * 300);
  });
});
