import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DrawList, replay } from "@/canvas/draw-list";
import {
  createViewport,
  gapTop,
  resize,
  scrollTo,
  withContent,
  withRange,
} from "@/canvas/viewport";
import { cssPx, ns } from "@/lib/units";
import type { TraceCore } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { RecordingContext } from "@/testing/recording-context";
import { barBox, rowHeight } from "@/trace-ui/span-bars";
import { hitWaterfall } from "./waterfall-hit";

const shares = fc.double({ min: 0, max: 1, noNaN: true });

function sceneOf(
  core: TraceCore,
  view: { from: number; to: number; top: number; width: number; gap?: number },
) {
  const rows = Uint32Array.from(core.spans.startNs, (_, row) => row);
  let viewport = resize(createViewport(ns(core.durationNs)), cssPx(view.width), cssPx(240));
  viewport = withContent(viewport, cssPx(rows.length * rowHeight));
  const { limitNs } = viewport;
  viewport = withRange(viewport, ns(view.from * limitNs), ns(view.to * limitNs));
  const { gap } = view;
  if (gap) {
    viewport = { ...viewport, gap: { row: gap % rows.length, height: cssPx(gap) } };
  }
  return { core, rows, viewport: scrollTo(viewport, cssPx(view.top * 24 * rows.length)) };
}

const views = fc.record({
  from: shares,
  to: shares,
  top: shares,
  width: fc.integer({ min: 20, max: 2500 }),
  // Something may stand between the rows.
  gap: fc.nat(300),
});

describe("hitting", () => {
  it.each([1, 1.25, 2, 3])("finds the bar that was painted, at a ratio of %d", (dpr) => {
    fc.assert(
      fc.property(traces(), views, (core, view) => {
        const scene = sceneOf(core, view);
        scene.rows.forEach((span, row) => {
          const box = barBox(scene.viewport, core, span, row);
          if (typeof box === "number") return;
          const list = new DrawList();
          list.rect(box.x, box.y, box, "bar");
          const canvas = new RecordingContext();
          replay(canvas.context, list, dpr, "");
          const [x = 0, y = 0, w = 0, h = 0] = canvas.rects()[0] ?? [];
          const middle = y + h / 2;
          if (middle < 0 || middle >= scene.viewport.height) return;
          expect(hitWaterfall(scene, x + w / 2, middle)).toEqual({ row, span, onBar: true });
        });
      }),
    );
  });

  it("finds nothing in the room between two rows", () => {
    fc.assert(
      fc.property(traces(), (core) => {
        const scene = sceneOf(core, { from: 0, to: 1, top: 0, width: 1000, gap: 60 });
        const top = gapTop(scene.viewport, rowHeight) ?? 0;
        if (top + 60 > scene.viewport.height) return;
        expect(hitWaterfall(scene, 10, top - 1)).toBeDefined();
        expect(hitWaterfall(scene, 10, top)).toBeUndefined();
        expect(hitWaterfall(scene, 10, top + 59)).toBeUndefined();
      }),
    );
  });

  it("finds the row beside a bar, and nothing below the last row", () => {
    fc.assert(
      fc.property(traces(), (core) => {
        const scene = sceneOf(core, { from: 0, to: 1, top: 0, width: 1000 });
        for (let row = 0; row < Math.min(10, core.spans.length); row += 1) {
          expect(hitWaterfall(scene, -50, row * 24 + 1)).toEqual({ row, span: row, onBar: false });
        }
        if (core.spans.length < 10) {
          expect(hitWaterfall(scene, 10, core.spans.length * 24 + 1)).toBeUndefined();
        }
        expect(hitWaterfall(scene, 10, -1)).toBeUndefined();
        expect(hitWaterfall(scene, 10, 240)).toBeUndefined();
      }),
    );
  });
});
