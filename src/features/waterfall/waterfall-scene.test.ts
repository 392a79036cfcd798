import { describe, expect, it } from "vitest";
import { createTextFit } from "@/canvas/text-fit";
import {
  createViewport,
  resize,
  rowsInSight,
  scrollTo,
  withContent,
  withRange,
} from "@/canvas/viewport";
import { createFormats } from "@/i18n/formats";
import { cssPx, ns } from "@/lib/units";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { rowHeight } from "@/trace-ui/span-bars";
import {
  overlayScene,
  rowsScene,
  rulerHeight,
  rulerScene,
  type WaterfallScene,
} from "./waterfall-scene";

const theme = new Proxy({} as CanvasTheme, {
  get: (_, name) => (name === "service" || name === "onService" ? ["blue"] : String(name)),
});
const style = {
  theme,
  text: createTextFit((text) => text.length * 6),
  colorOfResource: new Uint8Array(8),
  durationLabel: createFormats("en").duration,
  formats: createFormats("en"),
};

const lines = Array.from({ length: 1000 }, (_, i) => `  b span-${i} |=|`);
const core = traceFromDiagram(["a root |=========|", ...lines].join("\n"));
const rows = Uint32Array.from(core.spans.startNs, (_, row) => row);

function scene(top = 0, height = 240): WaterfallScene {
  const v = resize(createViewport(ns(core.durationNs)), cssPx(1000), cssPx(height));
  const whole = withContent(v, cssPx(rows.length * rowHeight));
  return { core, rows, viewport: scrollTo(whole, cssPx(top)) };
}

describe("the rows' picture", () => {
  it("has the rows in sight, and parts of rows at the edges", () => {
    expect(rowsInSight(scene().viewport, 1001, rowHeight)).toEqual({ first: 0, last: 10 });
    expect(rowsInSight(scene(10).viewport, 1001, rowHeight)).toEqual({ first: 0, last: 11 });
    expect(rowsInSight(scene(1e9).viewport, 1001, rowHeight)).toEqual({ first: 991, last: 1001 });
    expect(rowsInSight(scene().viewport, 3, rowHeight)).toEqual({ first: 0, last: 3 });
  });

  it("costs what is in sight, not what there is", () => {
    const bars = rowsScene(scene(), style).rectColors.filter((color) => color === "blue");
    // One more than the rows: the ground of the label on the root's bar.
    expect(bars.length).toBeLessThanOrEqual(11);
  });
});

describe("the ruler", () => {
  it("has a mark at each time and a label where it fits", () => {
    const list = rulerScene(scene(), style);
    expect(list.labelTexts.slice(0, 2)).toEqual(["0 ms", "1 ms"]);
    list.labelTexts.forEach((text, i) => {
      expect(list.labels[i * 2]! + text.length * 6).toBeLessThanOrEqual(1000);
    });
    expect(list.rectColors.length).toBeGreaterThanOrEqual(list.labelTexts.length);
  });
});

describe("the ruler of a phone", () => {
  it("has its only label where that fits", () => {
    const clock = { epochUnixNano: 1_768_228_200_000_000_000n, zone: "utc" as const };
    const narrow = resize(createViewport(ns(10e6)), cssPx(120), cssPx(240));
    const viewport = withRange(narrow, ns(0.2e6), ns(1.1e6));
    const list = rulerScene({ ...scene(), viewport }, { ...style, clock });
    expect(list.labelTexts).toHaveLength(1);
    expect(list.labelAligns).toEqual(["right"]);
  });
});

describe("times of day", () => {
  const clock = { epochUnixNano: 1_768_228_200_000_000_000n, zone: "utc" as const };

  it("are on the ruler and under the pointer", () => {
    const ofDay = { ...style, clock };
    expect(rulerScene(scene(), ofDay).labelTexts.slice(0, 2)).toEqual([
      "14:30:00.000",
      "14:30:00.001",
    ]);
    const pointer = { x: 500, y: 5 };
    const list = overlayScene(scene(), { pointer, brush: undefined }, ofDay);
    expect(list.labelTexts).toEqual(["14:30:00.00500"]);
  });
});

describe("the overlay", () => {
  it("is empty without a pointer", () => {
    const list = overlayScene(scene(), { pointer: undefined, brush: undefined }, style);
    expect([list.rectColors, list.labelTexts, list.outlineColors]).toEqual([[], [], []]);
  });

  it("has a line with its time, and outlines the bar under the pointer", () => {
    const pointer = { x: 500, y: rulerHeight + 12 };
    const list = overlayScene(scene(), { pointer, brush: undefined }, style);
    expect(list.labelTexts).toEqual(["5.00 ms"]);
    expect(list.outlineColors).toEqual(["fg"]);
    const beside = { x: 900, y: rulerHeight + 60 };
    expect(
      overlayScene(scene(), { pointer: beside, brush: undefined }, style).outlineColors,
    ).toEqual([]);
  });

  it("keeps the label inside the area", () => {
    for (const x of [0, 1000]) {
      const list = overlayScene(scene(), { pointer: { x, y: 5 }, brush: undefined }, style);
      const left = list.labels[0]!;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + list.labelTexts[0]!.length * 6).toBeLessThanOrEqual(1000);
    }
  });

  it("shows the length of a range that is being selected", () => {
    const brush = { fromX: 300, toX: 100 };
    const list = overlayScene(scene(), { pointer: undefined, brush }, style);
    expect(list.labelTexts).toEqual(["2 ms"]);
  });

  it("points a moment out, with its time, while that is in sight", () => {
    const nothing = { pointer: undefined, brush: undefined };
    const list = overlayScene(scene(), { ...nothing, mark: ns(2.5e6) }, style);
    expect(list.labelTexts).toEqual(["2.50 ms"]);
    expect(list.rects[0]).toBe(249);
    expect(overlayScene(scene(), { ...nothing, mark: ns(11e6) }, style).rectColors).toEqual([]);
  });

  it("shows the edges of a measured range that are in sight", () => {
    const nothing = { pointer: undefined, brush: undefined };
    const measure = { startNs: ns(2e6), endNs: ns(4e6) };
    const list = overlayScene(scene(), { ...nothing, measure }, style);
    expect(list.rectColors).toEqual(["accent", "accent", "accent"]);
    expect(list.rects.slice(0, 4)).toEqual([200, rulerHeight - 4, 200, 4]);
    const zoomed = { ...scene(), viewport: withRange(scene().viewport, ns(3e6), ns(3.5e6)) };
    expect(overlayScene(zoomed, { ...nothing, measure }, style).rectColors).toEqual(["accent"]);
    const away = { ...scene(), viewport: withRange(scene().viewport, ns(5e6), ns(6e6)) };
    expect(overlayScene(away, { ...nothing, measure }, style).rectColors).toEqual([]);
  });

  it("names times as exactly as a pixel is", () => {
    const v = withRange(scene().viewport, ns(5e6), ns(5e6 + 1000));
    const pointer = { x: 500, y: 5 };
    const list = overlayScene({ ...scene(), viewport: v }, { pointer, brush: undefined }, style);
    expect(list.labelTexts).toEqual(["5,000.500 µs"]);
  });
});
