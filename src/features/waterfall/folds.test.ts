import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DrawList } from "@/canvas/draw-list";
import { createTextFit } from "@/canvas/text-fit";
import { resize, withContent } from "@/canvas/viewport";
import { findRepeats } from "@/derive/find-repeats";
import { cssPx, ns } from "@/lib/units";
import { spanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { allRows, plainLook } from "@/state/timeline-look";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { rowHeight } from "@/trace-ui/span-bars";
import { drawFold } from "./fold-bars";
import { closedFoldAt, foldHasMatch, openFoldOf } from "./folds";
import { parentInSight, rowFor, rowsFor, spansBetween } from "./rows";
import {
  closeFold,
  currentSpan,
  openFold,
  reveal,
  runTimelineCommand,
  type Timeline,
} from "./timeline-commands";
import { hitWaterfall } from "./waterfall-hit";

const calls = Array.from({ length: 6 }, (_, i) =>
  [`  db get ${" ".repeat(3 * i)}|=|`, `    disk seek ${" ".repeat(3 * i)}|!|`].join("\n"),
);
const core = traceFromDiagram(["api list |=====================|", ...calls].join("\n"));
const folds = findRepeats(core);

function open(shown: TraceCore = core): Timeline {
  const viewport = createViewportStore(ns(shown.durationNs));
  updateViewport(viewport, (v) => resize(v, cssPx(1000), cssPx(240)));
  updateViewport(viewport, (v) => withContent(v, cssPx(shown.spans.length * rowHeight)));
  const layout = { ...allRows, folds: findRepeats(shown) };
  return { core: shown, viewport, view: createTraceViewStore(shown.spans.length, { layout }) };
}
const rowsOf = ({ core: shown, view }: Timeline) => [...rowsFor(shown, view.getState())];

/** A trace of few names, so that spans are alike. */
const alike = traces(50).map((trace): TraceCore => {
  const { length } = trace.spans;
  const spans = { ...trace.spans, name: new Uint32Array(length), kind: new Uint8Array(length) };
  return { ...trace, spans };
});

describe("a fold", () => {
  it("opens and closes, and has the cursor", () => {
    const timeline = open();
    expect(rowsOf(timeline)).toEqual([0, 1]);
    openFold(timeline, spanIndex(1));
    expect(rowsOf(timeline)).toHaveLength(13);
    expect(openFoldOf(timeline.view.getState(), 5)).toBe(1);
    closeFold(timeline, spanIndex(1));
    expect(rowsOf(timeline)).toEqual([0, 1]);
    expect(currentSpan(timeline)).toBe(1);
  });

  it("opens for a span that is to be shown, and for the next error", () => {
    const timeline = open();
    expect(rowFor(core, timeline.view.getState(), spanIndex(8))).toBe(1);
    reveal(timeline, spanIndex(8));
    expect(currentSpan(timeline)).toBe(8);
    const other = open();
    runTimelineCommand(other, "next-error");
    expect(currentSpan(other)).toBe(2);
  });

  it("of a chain opens what was collapsed within it", () => {
    const deep = traceFromDiagram(
      Array.from({ length: 7 }, (_, i) => `${"  ".repeat(i)}a step |===|`).join("\n"),
    );
    const timeline = open(deep);
    runTimelineCommand(timeline, "collapse-all");
    expect(rowsOf(timeline)).toEqual([0]);
    openFold(timeline, spanIndex(0));
    expect(rowsOf(timeline)).toHaveLength(7);
  });

  it("is hit where it is painted, from the first to the last of its spans", () => {
    const { view, viewport } = open();
    const state = view.getState();
    const scene = {
      core,
      viewport: viewport.getState().viewport,
      rows: rowsFor(core, state),
      foldAt: (span: number) => closedFoldAt(state, span),
    };
    // Between two of the calls.
    const between = (2.5 / 23) * 1000;
    expect(hitWaterfall(scene, between, 36)).toEqual({ row: 1, span: 1, onBar: true });
    const list = new DrawList();
    const theme = new Proxy({} as CanvasTheme, {
      get: (_, name) => (name === "service" || name === "onService" ? ["#336699"] : "#ff0000"),
    });
    const style = {
      theme,
      text: createTextFit((text) => text.length * 6),
      colorOfResource: new Uint8Array(8),
      durationLabel: String,
      foldLabel: () => "×6",
    };
    const fold = { folds, fold: 0 };
    const plain = { ...scene, look: plainLook, layout: state.layout, isCollapsed: () => false };
    drawFold(list, plain, { fold, span: 1, row: 1 }, style);
    expect(list.rectColors.filter((color) => color === "#336699")).toHaveLength(6);
    expect(list.labelTexts).toEqual(["×6"]);
    // The errors among its spans show at its foot.
    expect(list.rectColors.some((color) => color.startsWith("#ff0000"))).toBe(true);
  });

  it("knows whether something is found among its spans, also below them", () => {
    fc.assert(
      fc.property(alike, fc.array(fc.nat(49)), (trace, picks) => {
        const { spans } = trace;
        const found = findRepeats(trace);
        const matches = Uint32Array.from(new Set(picks.filter((row) => row < spans.length))).sort();
        for (let fold = 0; fold < found.head.length; fold += 1) {
          const members = found.members.subarray(
            found.memberOffset[fold],
            found.memberOffset[fold + 1],
          );
          const ends = (row: number) =>
            found.isChain[fold] === 1 ? row + 1 : (spans.subtreeEnd[row] ?? 0);
          const expected = matches.some((match) =>
            members.some((row) => match >= row && match < ends(row)),
          );
          expect(foldHasMatch(spans, matches, { folds: found, fold })).toBe(expected);
        }
      }),
    );
  });
});

describe("rows with spans left out above them", () => {
  it("know what they are below, and how many are between", () => {
    const { spans } = core;
    const elided = open().view.getState().collapsed.clone();
    elided.add(1);
    const state = { ...open().view.getState(), layout: { ...allRows, elided } };
    const rows = rowsFor(core, state);
    expect(parentInSight(core, rows, spanIndex(2))).toBe(0);
    expect(parentInSight(core, rows, spanIndex(0))).toBeUndefined();
    expect(spansBetween(core, state.layout, spanIndex(2))).toBe(1);
    expect(spansBetween(core, state.layout, spanIndex(3))).toBe(0);
    expect(rows).toHaveLength(spans.length - 1);
  });
});
