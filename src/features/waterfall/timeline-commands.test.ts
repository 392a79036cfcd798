import { describe, expect, it } from "vitest";
import { resize, withContent } from "@/canvas/viewport";
import { cssPx, ns } from "@/lib/units";
import { BitSet } from "@/lib/bitset";
import { spanIndex } from "@/model/indexes";
import { allRows } from "@/state/timeline-look";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { rowsFor } from "./rows";
import {
  currentSpan,
  goToMatch,
  moveCursor,
  reveal,
  runTimelineCommand,
  stepMatch,
  type Timeline,
} from "./timeline-commands";

const many = Array.from({ length: 200 }, (_, i) => `    c leaf-${i} ${" ".repeat(i)}|=|`);
const core = traceFromDiagram(["a root |=|", "  b middle |=|", ...many].join("\n"));

function open(): Timeline {
  const viewport = createViewportStore(ns(core.durationNs));
  updateViewport(viewport, (v) => resize(v, cssPx(1000), cssPx(240)));
  updateViewport(viewport, (v) => withContent(v, cssPx(core.spans.length * 24)));
  return { core, viewport, view: createTraceViewStore(core.spans.length) };
}
const viewOf = ({ viewport }: Timeline) => viewport.getState().viewport;

describe("timeline commands", () => {
  it("collapse and expand", () => {
    const timeline = open();
    const rows = () => rowsFor(core, timeline.view.getState()).length;
    runTimelineCommand(timeline, "collapse-all");
    expect(rows()).toBe(1);
    runTimelineCommand(timeline, "expand-level");
    expect(rows()).toBe(2);
    runTimelineCommand(timeline, "expand-all");
    expect(rows()).toBe(202);
    runTimelineCommand(timeline, "collapse-level");
    expect(rows()).toBe(2);
  });

  it("zoom around the middle, pan and reset", () => {
    const timeline = open();
    const { endNs } = viewOf(timeline);
    runTimelineCommand(timeline, "zoom-in");
    const zoomed = viewOf(timeline);
    expect(zoomed.endNs - zoomed.startNs).toBeCloseTo(endNs / 1.5, 0);
    expect((zoomed.endNs + zoomed.startNs) / 2).toBeCloseTo(endNs / 2, 0);
    runTimelineCommand(timeline, "pan-right-far");
    expect(viewOf(timeline).endNs).toBe(endNs);
    runTimelineCommand(timeline, "pan-left");
    expect(viewOf(timeline).endNs).toBeLessThan(endNs);
    runTimelineCommand(timeline, "zoom-reset");
    expect(viewOf(timeline)).toMatchObject({ startNs: 0, endNs });
  });

  it("fit the span that the keyboard is at", () => {
    const timeline = open();
    moveCursor(timeline, spanIndex(100));
    runTimelineCommand(timeline, "fit-span");
    const { startNs, endNs } = viewOf(timeline);
    const start = core.spans.startNs[100]!;
    expect(startNs).toBeLessThan(start);
    expect(endNs).toBeGreaterThan(start + core.spans.durationNs[100]!);
    expect(endNs - startNs).toBeLessThan(2 * core.spans.durationNs[100]!);
  });

  it("scroll only as far as the cursor needs", () => {
    const timeline = open();
    moveCursor(timeline, spanIndex(9));
    expect(viewOf(timeline).scrollTop).toBe(0);
    moveCursor(timeline, spanIndex(10));
    expect(viewOf(timeline).scrollTop).toBe(24);
  });

  it("know the row that stands for a hidden cursor", () => {
    const timeline = open();
    moveCursor(timeline, spanIndex(50));
    runTimelineCommand(timeline, "collapse-level");
    expect(currentSpan(timeline)).toBe(1);
  });

  it("reveal a hidden span in place and time", () => {
    const timeline = open();
    runTimelineCommand(timeline, "collapse-all");
    updateViewport(timeline.viewport, (v) => withContent(v, cssPx(24)));
    runTimelineCommand(timeline, "zoom-in-far");
    runTimelineCommand(timeline, "zoom-in-far");
    reveal(timeline, spanIndex(190));
    const { scrollTop, height, startNs, endNs } = viewOf(timeline);
    expect(scrollTop).toBeLessThanOrEqual(190 * 24);
    expect(scrollTop + height).toBeGreaterThanOrEqual(191 * 24);
    expect(core.spans.startNs[190]!).toBeGreaterThanOrEqual(startNs);
    expect(core.spans.startNs[190]!).toBeLessThanOrEqual(endNs);
    expect(timeline.view.getState().cursor).toBe(190);
  });

  it("go through the matches, around the ends", () => {
    const timeline = open();
    stepMatch(timeline, 1);
    const matches = Uint32Array.of(3, 7, 150);
    timeline.view.setState({ find: { text: "x", matches, current: -1, searching: false } });
    const current = () => timeline.view.getState().find.current;
    runTimelineCommand(timeline, "previous-match");
    expect([current(), timeline.view.getState().cursor]).toEqual([2, 150]);
    runTimelineCommand(timeline, "next-match");
    expect([current(), timeline.view.getState().cursor]).toEqual([0, 3]);
    goToMatch(timeline, 1);
    expect(timeline.view.getState().cursor).toBe(7);
    goToMatch(timeline, 99);
    expect(current()).toBe(1);
  });

  it("go only to matches and errors that no filter leaves out", () => {
    const timeline = open();
    const matches = Uint32Array.of(3, 7, 90, 150);
    const find = { text: "x", matches, current: 0, searching: false };
    const shown = BitSet.of(core.spans.length, [0, 1, 7, 150]);
    timeline.view.setState({ find, layout: { ...allRows, shown } });
    const step = (by: 1 | -1, from?: number) => {
      stepMatch(timeline, by, from);
      const state = timeline.view.getState();
      return [state.find.current, state.cursor];
    };
    expect([step(1), step(1), step(1), step(-1)]).toEqual([
      [1, 7],
      [3, 150],
      [1, 7],
      [3, 150],
    ]);
    // What was typed just now leads to the first one.
    expect(step(1, -1)).toEqual([1, 7]);
    timeline.view.setState({ layout: { ...allRows, focus: spanIndex(90) } });
    expect(step(1)).toEqual([2, 90]);
    timeline.view.setState({ layout: { ...allRows, focus: spanIndex(8) } });
    expect(step(-1)).toEqual([2, 90]);
  });
});
