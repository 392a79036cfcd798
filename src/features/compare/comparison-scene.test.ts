import { describe, expect, it } from "vitest";
import { createTextFit } from "@/canvas/text-fit";
import { createViewport, resize, withContent, withRange } from "@/canvas/viewport";
import { compareTraces } from "@/derive/compare-traces";
import { criticalPath } from "@/derive/critical-path";
import { parentShifts } from "@/derive/parent-shifts";
import { indexPath } from "@/derive/path-index";
import { createFormats } from "@/i18n/formats";
import { cssPx, ns } from "@/lib/units";
import { spanIndex } from "@/model/indexes";
import type { Trace } from "@/model/trace";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { rowHeight } from "@/trace-ui/span-bars";
import { overlayScene } from "./comparison-painter";
import {
  barsScene,
  hitComparison,
  sideBox,
  type ComparisonLook,
  type ComparisonScene,
} from "./comparison-scene";

const theme = new Proxy({} as CanvasTheme, { get: (_, name) => String(name) });
const formats = createFormats("en");
const style = {
  theme,
  text: createTextFit((text) => text.length * 6),
  formats,
  sides: { a: "#0000aa", b: "#aa5500" },
};
const before = traceFromDiagram(`
  shop GET /cart      |=========|
    cart read           |==|
    db query                |=|
    db query                   |=|
`);
const after = traceFromDiagram(`
  shop GET /cart      |===================|
    cart read             |==!|
      mail send               |
`);
const plain: ComparisonLook = { path: undefined, selfTime: false };

function scene(a: Trace, b: Trace, change: Partial<ComparisonScene> = {}): ComparisonScene {
  const comparison = compareTraces(a, b);
  const side = (core: Trace) => ({ core, handle: "h", format: "otlp-json", bytes: 0 }) as const;
  const v = resize(createViewport(ns(20e6)), cssPx(1000), cssPx(240));
  return {
    compared: { a: side(a), b: side(b), comparison },
    rows: Uint32Array.from(comparison.parent, (_, row) => row),
    viewport: withContent(v, cssPx(comparison.length * rowHeight)),
    sides: ["a", "b"],
    shiftNs: undefined,
    look: plain,
    ...change,
  };
}
const both = scene(before, after);
/** x, y, width and height of the rectangles of a colour. */
const rects = (of: ComparisonScene, color: string) => {
  const list = barsScene(of, style);
  return list.rectColors.flatMap((one, i) =>
    one === color ? [list.rects.slice(4 * i, 4 * i + 4)] : [],
  );
};

describe("the bars of a row", () => {
  it("lie below each other over one time line, A full and B striped", () => {
    expect(sideBox(both, "a", 1, 1)).toEqual({ x: 100, y: 27, w: 150, h: 8 });
    expect(sideBox(both, "b", 1, 1)).toMatchObject({ x: 200, y: 37, h: 8 });
    expect(rects(both, style.sides.a)[0]).toEqual([0, 3, 500, 8]);
    expect(rects(both, style.sides.b).slice(0, 3)).toEqual([
      [0, 13, 1000, 2],
      [0, 16, 1000, 2],
      [0, 19, 1000, 2],
    ]);
  });

  it("are missing where a trace has nothing, and pointed to where they are out of sight", () => {
    const row = both.rows.length - 1;
    expect(sideBox(both, "b", row, row)).toBeUndefined();
    const late = { ...both, viewport: withRange(both.viewport, ns(15e6), ns(20e6)) };
    expect(sideBox(late, "a", 1, 1)).toBe(-1);
    expect(barsScene(late, style).labelTexts).toContain("‹");
  });

  it("show when the spans of a group were at work, and errors at their foot", () => {
    const pale = rects(both, "#0000aa40");
    expect(pale).toHaveLength(1);
    const stretches = rects(both, style.sides.a).filter(([, y]) => y === pale[0]?.[1]);
    expect(stretches).toHaveLength(2);
    expect(rects(both, "error")).toHaveLength(1);
  });

  it("begin where the row above does, when they are aligned by it", () => {
    const late = traceFromDiagram(`
      shop GET /cart      |===================|
        cart read               |==|
          redis get              |=|
    `);
    const early = traceFromDiagram(`
      shop GET /cart      |===================|
        cart read           |==|
          redis get          |=|
    `);
    const apart = scene(early, late);
    const shiftNs = parentShifts(apart.compared.comparison);
    const aligned = { ...apart, shiftNs };
    const startOf = (of: ComparisonScene, side: "a" | "b", row: number) => {
      const box = sideBox(of, side, row, row);
      return typeof box === "object" ? box.x : undefined;
    };
    expect(startOf(apart, "b", 2)).not.toBe(startOf(apart, "a", 2));
    expect(startOf(aligned, "b", 2)).toBe(startOf(aligned, "a", 2));
    // The row whose parent begins at the same time shows that it came later.
    expect(startOf(aligned, "b", 1)).toBe(startOf(apart, "b", 1));
  });

  it("show self times and the critical path of each trace", () => {
    const own = scene(before, after, { look: { ...plain, selfTime: true } });
    // The root of A is at work before its children and between them.
    expect(rects(own, style.sides.a).filter(([, y]) => y === 3)).toHaveLength(3);
    const pathOf = (trace: Trace) => {
      const path = criticalPath(trace.spans, spanIndex(0));
      return { ...path, ...indexPath(trace.spans, path, 0) };
    };
    const path = { a: pathOf(before), b: pathOf(after) };
    const marked = scene(before, after, { look: { path, selfTime: false } });
    expect(rects(marked, "fg").length).toBeGreaterThan(4);
  });

  it("cost what is in sight, not what there is", () => {
    const lines = Array.from({ length: 500 }, (_, i) => `  b span-${i} |=|`);
    const large = traceFromDiagram(["a root |=========|", ...lines].join("\n"));
    const list = barsScene(scene(large, large), style);
    expect(list.rectColors.length).toBeLessThan(100);
    // A group of many is drawn by the pixel.
    const calls = Array.from({ length: 5000 }, (_, i) => `  b call ${" ".repeat(i % 9)}|=|`);
    const many = traceFromDiagram(["a root |=========|", ...calls].join("\n"));
    expect(barsScene(scene(many, many), style).rectColors.length).toBeLessThan(4000);
  });
});

describe("what is hit", () => {
  it("is what is drawn there", () => {
    for (let at = 0; at < both.rows.length; at += 1) {
      for (const side of both.sides) {
        const box = sideBox(both, side, both.rows[at] ?? 0, at);
        if (typeof box !== "object") continue;
        const hit = hitComparison(both, box.x + box.w / 2, box.y + box.h / 2);
        expect(hit).toEqual({ row: both.rows[at], at, side });
      }
    }
    expect(hitComparison(both, 900, 30)).toEqual({ row: 1, at: 1, side: undefined });
    expect(hitComparison(both, 10, -1)).toBeUndefined();
    expect(hitComparison(both, 10, 24 * both.rows.length + 5)).toBeUndefined();
  });

  it("has a frame, and a line with its time, that touch nothing else", () => {
    const list = overlayScene(both, { pointer: { x: 120, y: 24 + 30 }, brush: undefined }, style);
    expect(list.outlines).toEqual([99, 50, 152, 10]);
    expect(list.labelTexts).toEqual(["2.40 ms"]);
    const brush = { fromX: 100, toX: 200 };
    const selecting = overlayScene(both, { pointer: { x: 1, y: 1 }, brush }, style);
    expect(selecting.labelTexts).toEqual(["2 ms"]);
  });
});
