import { describe, expect, it } from "vitest";
import { resize, rowTop, scrollTo, withContent } from "@/canvas/viewport";
import { BitSet } from "@/lib/bitset";
import { cssPx, ns } from "@/lib/units";
import { spanIndex } from "@/model/indexes";
import { allRows } from "@/state/timeline-look";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { holdRows } from "./hold-rows";
import { rowFor } from "./rows";
import { runTimelineCommand, type Timeline } from "./timeline-commands";
import { rulerHeight } from "./waterfall-scene";

const calls = Array.from({ length: 60 }, (_, i) => `  b call-${i} |=|\n    c leaf-${i} |!|`);
const core = traceFromDiagram(["a root |===|", ...calls].join("\n"));

function open(scrollTop: number, pointerRow?: number): Timeline {
  const viewport = createViewportStore(ns(core.durationNs));
  updateViewport(viewport, (v) => resize(v, cssPx(1000), cssPx(240)));
  updateViewport(viewport, (v) =>
    scrollTo(withContent(v, cssPx(core.spans.length * 24)), cssPx(scrollTop)),
  );
  if (pointerRow !== undefined) {
    viewport.setState({ pointer: { x: 5, y: rulerHeight + pointerRow * 24 + 5 } });
  }
  return { core, viewport, view: createTraceViewStore(core.spans.length) };
}
/** Where on the screen the row of a span is. */
const topOf = ({ view, viewport }: Timeline, span: number) =>
  rowTop(viewport.getState().viewport, rowFor(core, view.getState(), spanIndex(span)), 24 as never);

describe("rows that come and go", () => {
  it("leave the row under the pointer where it is", () => {
    const timeline = open(60 * 24, 3);
    const before = topOf(timeline, 63);
    const shown = BitSet.of(core.spans.length, [
      0,
      ...Array.from({ length: 60 }, (_, i) => 2 * i + 1),
    ]);
    holdRows(timeline, () => timeline.view.setState({ layout: { ...allRows, shown } }));
    expect(topOf(timeline, 63)).toBe(before);
    holdRows(timeline, () => timeline.view.setState({ layout: allRows }));
    expect(topOf(timeline, 63)).toBe(before);
  });

  it("leave the selected row where it is, or the one that stands for what is gone", () => {
    const timeline = open(60 * 24);
    const before = topOf(timeline, 64);
    const collapsed = BitSet.of(
      core.spans.length,
      Array.from({ length: 60 }, (_, i) => 2 * i + 1),
    );
    holdRows(timeline, () => timeline.view.setState({ collapsed }), spanIndex(64));
    // 64 is below 63.
    expect(topOf(timeline, 63)).toBe(before);
  });

  it("show the top where there is nothing above it any more", () => {
    const timeline = open(60 * 24);
    runTimelineCommand(timeline, "collapse-all");
    expect(timeline.viewport.getState().viewport.scrollTop).toBe(0);
    runTimelineCommand(timeline, "expand-all");
    expect(topOf(timeline, 0)).toBe(0);
  });

  it("are not moved by a change that leaves them", () => {
    const timeline = open(100);
    holdRows(timeline, () => timeline.view.setState({ cursor: spanIndex(90) }));
    expect(timeline.viewport.getState().viewport.scrollTop).toBe(100);
  });
});
