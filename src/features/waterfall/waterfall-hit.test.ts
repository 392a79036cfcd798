import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replay } from "@/canvas/draw-list";
import { createTextFit } from "@/canvas/text-fit";
import {
  createViewport,
  gapTop,
  resize,
  rowAt,
  scrollTo,
  withContent,
  withRange,
} from "@/canvas/viewport";
import { criticalPaths } from "@/derive/critical-path";
import { findRepeats } from "@/derive/find-repeats";
import { indexPath } from "@/derive/path-index";
import { createFormats } from "@/i18n/formats";
import { BitSet } from "@/lib/bitset";
import { cssPx, ns } from "@/lib/units";
import type { TraceCore } from "@/model/trace";
import { allRows, plainLook } from "@/state/timeline-look";
import { createTraceViewStore } from "@/state/trace-view-store";
import { traces } from "@/testing/arbitraries";
import { RecordingContext } from "@/testing/recording-context";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { rowHeight } from "@/trace-ui/span-bars";
import { closedFoldAt } from "./folds";
import { rowsFor } from "./rows";
import { viewStyle } from "./view-style";
import { hitWaterfall } from "./waterfall-hit";
import { rowsScene } from "./waterfall-scene";

const shares = fc.double({ min: 0, max: 1, noNaN: true });

function sceneOf(
  core: TraceCore,
  view: { from: number; to: number; top: number; width: number; gap?: number },
  rows: Uint32Array = Uint32Array.from(core.spans.startNs, (_, row) => row),
) {
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

/** A trace of few names, so that spans are alike, with events in and around them. */
const eventful = fc.tuple(traces(), fc.array(fc.nat(40), { maxLength: 60 })).map(([core, at]) => {
  const { spans } = core;
  const eventOffset = new Uint32Array(spans.length + 1);
  const times: number[] = [];
  spans.startNs.forEach((start, span) => {
    const own = at.filter((_, i) => i % spans.length === span).sort((one, two) => one - two);
    for (const place of own) times.push(start + ((place - 10) / 20) * spans.durationNs[span]!);
    eventOffset[span + 1] = times.length;
  });
  const alike = { name: new Uint32Array(spans.length), kind: new Uint8Array(spans.length) };
  return {
    ...core,
    eventTimeNs: Float64Array.from(times),
    spans: { ...spans, ...alike, eventOffset },
  };
});

const looks = fc.record({
  path: fc.boolean(),
  selfTime: fc.boolean(),
  gaps: fc.boolean(),
  folds: fc.boolean(),
  pale: fc.boolean(),
  collapsed: fc.array(fc.nat(40), { maxLength: 4 }),
});

const theme = new Proxy({} as CanvasTheme, {
  get: (_, name) => (name === "service" || name === "onService" ? ["#336699"] : String(name)),
});
const formats = createFormats("en");

/** The picture of a view with all that it can have, and what hits are looked for in. */
function fullScene(core: TraceCore, view: Parameters<typeof sceneOf>[1], look: Look) {
  const { spans } = core;
  const path = criticalPaths(spans);
  const rowsWithin = look.collapsed.filter((row) => row < spans.length);
  const store = createTraceViewStore(spans.length, {
    collapsed: BitSet.of(spans.length, rowsWithin),
    layout: {
      ...allRows,
      folds: look.folds ? findRepeats(core) : undefined,
      context: look.pale ? BitSet.of(spans.length, rowsWithin) : undefined,
    },
    look: {
      ...plainLook,
      path: look.path ? { ...path, ...indexPath(spans, path) } : undefined,
      selfTime: look.selfTime,
      gapNs: look.gaps ? 0 : undefined,
    },
  });
  const state = store.getState();
  const scene = {
    ...sceneOf(core, view, rowsFor(core, state)),
    foldAt: (span: number) => closedFoldAt(state, span),
  };
  const style = viewStyle(
    { core, view: store, viewport: scene.viewport },
    {
      theme,
      text: createTextFit((text) => text.length * 6),
      colorOfResource: new Uint8Array(8),
      durationLabel: formats.duration,
      formats,
      foldLabel: () => "×9",
    },
  );
  return { scene, list: rowsScene(scene, style) };
}
type Look = typeof looks extends fc.Arbitrary<infer T> ? T : never;

describe("hitting", () => {
  it.each([1, 1.25, 2, 3])("finds what was painted, at a ratio of %d", (dpr) => {
    fc.assert(
      fc.property(eventful, views, looks, (core, view, look) => {
        const { scene, list } = fullScene(core, view, look);
        const canvas = new RecordingContext();
        replay(canvas.context, list, dpr, "");
        for (const call of canvas.calls) {
          // All but the grid is a bar, or on one: errors, events, path, self time, gaps, folds.
          if (call.name !== "fillRect" || call.fillStyle === "rule") continue;
          const [x = 0, y = 0, w = 0, h = 0] = call.args as number[];
          const middle = y + h / 2;
          if (middle < 0 || middle >= scene.viewport.height) continue;
          const row = rowAt(scene.viewport, cssPx(middle), rowHeight);
          const hit = hitWaterfall(scene, x + w / 2, middle);
          expect(hit).toMatchObject({ row, span: scene.rows[row], onBar: true });
          // A tick stands out of its bar, and tells which events it is for.
          if (h > 16) expect(hit?.events).toBeDefined();
        }
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

  it("tells the events at a point, and nothing beside them", () => {
    const core = {
      ...traceFromDiagram("a work |=========|"),
      eventTimeNs: Float64Array.of(1e6, 1.01e6, 5e6, 10e6),
    };
    const { spans } = core;
    const withEvents = { ...core, spans: { ...spans, eventOffset: Uint32Array.of(0, 4) } };
    const scene = sceneOf(withEvents, { from: 0, to: 1, top: 0, width: 1000 });
    expect(hitWaterfall(scene, 100, 12)?.events).toEqual([0, 2]);
    expect(hitWaterfall(scene, 500, 4)?.events).toEqual([2, 3]);
    expect(hitWaterfall(scene, 300, 12)).toEqual({ row: 0, span: 0, onBar: true });
    expect(hitWaterfall(scene, 500, 1)).toEqual({ row: 0, span: 0, onBar: false });
    expect(hitWaterfall(scene, 999, 12)?.events).toEqual([3, 4]);
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
