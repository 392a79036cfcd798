import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DrawList } from "@/canvas/draw-list";
import { createTextFit } from "@/canvas/text-fit";
import { createViewport, resize, withContent, withRange, type Viewport } from "@/canvas/viewport";
import { cssPx, ns } from "@/lib/units";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "./canvas-theme";
import { barBox, drawSpanBars, narrowestBar, rowHeight } from "./span-bars";

const theme: CanvasTheme = {
  service: Array.from({ length: 24 }, (_, i) => `service-${i}`),
  onService: Array.from({ length: 24 }, () => "on-service"),
  bg: "bg",
  bgSunken: "sunken",
  fg: "fg",
  fgMuted: "muted",
  rule: "rule",
  ruleStrong: "rule-strong",
  error: "error",
  accent: "accent",
  cursorLine: "cursor",
  font: "12px x",
};

const trace = traceFromDiagram(`
  a one      |================|
    b early  ||
    b mid        |*!|
    b late                   ||
`);
const all = Uint32Array.from(trace.spans.startNs, (_, row) => row);
const viewport = (width = 1000): Viewport =>
  withContent(
    resize(createViewport(ns(trace.durationNs)), cssPx(width), cssPx(600)),
    cssPx(all.length * rowHeight),
  );

function draw(v: Viewport, rows = all): DrawList {
  const list = new DrawList();
  drawSpanBars(
    list,
    { core: trace, viewport: v, rows },
    { first: 0, last: rows.length },
    {
      theme,
      text: createTextFit((text) => text.length * 6),
      colorOfResource: new Uint8Array(trace.resourceService.length).fill(3),
      durationLabel: (duration) => `${duration / 1e6} ms`,
    },
  );
  return list;
}

describe("bars", () => {
  it("are never narrower than can be seen, and stay inside", () => {
    fc.assert(
      fc.property(traces(), fc.integer({ min: 10, max: 3000 }), (core, width) => {
        const v = resize(createViewport(ns(core.durationNs)), cssPx(width), cssPx(600));
        for (let row = 0; row < core.spans.length; row += 1) {
          const box = barBox(v, core, row, row);
          if (typeof box === "number") throw new Error("every span is in sight");
          expect(box.w).toBeGreaterThanOrEqual(narrowestBar);
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.w).toBeLessThanOrEqual(width + 1e-6);
        }
      }),
    );
  });

  it("say on which side they are when they are out of sight", () => {
    const v = withRange(viewport(), ns(4e6), ns(6e6));
    expect(barBox(v, trace, 1, 1)).toBe(-1);
    expect(barBox(v, trace, 3, 3)).toBe(1);
    const list = draw(v);
    expect(list.labelTexts).toContain("‹ 1 ms");
    expect(list.labelTexts).toContain("1 ms ›");
  });

  it("have their durations after, before or on them, never cut off", () => {
    const list = draw(viewport());
    const at = (row: number) => {
      const align = list.labelAligns[row]!;
      const width = list.labelTexts[row]!.length * 6;
      const x = list.labels[row * 2]!;
      return align === "left" ? [x, x + width] : [x - width, x];
    };
    expect(list.labelTexts).toHaveLength(4);
    for (let row = 0; row < 4; row += 1) {
      const [left = -1, right = Infinity] = at(row);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(1000);
    }
    expect(list.labelColors[0]).toBe("on-service");
    expect(list.labelAligns[3]).toBe("right");
    // There is no room for the text anywhere: none is drawn.
    expect(draw(viewport(30)).labelTexts).toEqual([]);
  });

  it("mark errors and events", () => {
    const list = draw(viewport());
    const errors = list.rectColors.filter((color) => color === "error");
    expect(errors).toHaveLength(1);
    expect(list.rectColors.filter((color) => color === "fg")).toHaveLength(1);
  });

  it("draw events by the pixel, however many there are", () => {
    const many = traceFromDiagram(`a one |${"*".repeat(5000)}|`);
    const list = new DrawList();
    const v = resize(createViewport(ns(many.durationNs)), cssPx(400), cssPx(600));
    drawSpanBars(
      list,
      { core: many, viewport: v, rows: Uint32Array.of(0) },
      { first: 0, last: 1 },
      {
        theme,
        text: createTextFit((text) => text.length * 6),
        colorOfResource: new Uint8Array(1),
        durationLabel: () => "",
      },
    );
    expect(list.rectColors.filter((color) => color === "fg").length).toBeLessThanOrEqual(201);
  });
});
