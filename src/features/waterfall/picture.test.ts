import { describe, expect, it } from "vitest";
import { svgText } from "@/canvas/draw-list-svg";
import { createTextFit } from "@/canvas/text-fit";
import { resize, scrollTo, withContent, withRange } from "@/canvas/viewport";
import { findRepeats } from "@/derive/find-repeats";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { cssPx, ns } from "@/lib/units";
import { allRows } from "@/state/timeline-look";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { rowHeight } from "@/trace-ui/span-bars";
import { pictureSvg, timelinePicture } from "./picture";
import type { Timeline } from "./timeline-commands";

const theme = new Proxy({} as CanvasTheme, {
  get: (_, name) => {
    if (name === "font") return "12px sans-serif";
    if (name === "error") return "#ff0000";
    const isList = name === "service" || name === "onService";
    return isList ? Array.from({ length: 40 }, () => "#336699") : "#111111";
  },
});
const options = {
  theme,
  formats: createFormats("en"),
  words: en.trace.timeline,
  rowWords: en.rows,
  heading: "api: list",
  text: createTextFit((text) => text.length * 6),
};
const lines = Array.from({ length: 30 }, (_, i) => `  db call-${i} ${" ".repeat(i)}|=|`);
const core = traceFromDiagram(["api list |==============================!|", ...lines].join("\n"));

function open(): Timeline {
  const viewport = createViewportStore(ns(core.durationNs));
  updateViewport(viewport, (v) => resize(v, cssPx(800), cssPx(250)));
  updateViewport(viewport, (v) => withContent(v, cssPx(core.spans.length * rowHeight)));
  return { core, viewport, view: createTraceViewStore(core.spans.length) };
}

describe("a picture of a timeline", () => {
  it("has the whole rows in sight, with their names and the ruler, and nothing else", () => {
    const timeline = open();
    updateViewport(timeline.viewport, (v) => scrollTo(v, cssPx(5 * 24 + 10)));
    const svg = svgText(pictureSvg(timelinePicture(timeline, options)!));
    expect(svg).toContain("api: list");
    const names = [...svg.matchAll(/>(call-\d+)</g)].map((match) => match[1]);
    // Row 0 is the root; 5 and 15 are cut by the edges.
    expect(names).toEqual([
      "call-5",
      "call-6",
      "call-7",
      "call-8",
      "call-9",
      "call-10",
      "call-11",
      "call-12",
      "call-13",
    ]);
    expect(svg).toContain(">0 ms<");
  });

  it("has the range in sight, marks errors, and says what shares a row", () => {
    const timeline = open();
    const equal = { ...core, spans: { ...core.spans, name: new Uint32Array(core.spans.length) } };
    const folds = findRepeats(equal);
    timeline.view.setState({ layout: { ...allRows, folds } });
    updateViewport(timeline.viewport, (v) => withRange(v, ns(5e6), ns(9e6)));
    const picture = timelinePicture({ ...timeline, core: equal }, options)!;
    expect(picture.list.rectColors).toContain("#ff0000");
    expect(picture.list.labelTexts.filter((text) => text === "×30")).toHaveLength(1);
    expect(picture.list.labelTexts.some((text) => text.startsWith("×30  min"))).toBe(true);
    expect(picture.list.labelTexts).toContain("6.0 ms");
  });

  it("is not made of a timeline without a size", () => {
    const viewport = createViewportStore(ns(core.durationNs));
    expect(timelinePicture({ ...open(), viewport }, options)).toBeUndefined();
  });
});
