import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextFit } from "@/canvas/text-fit";
import { flameSteps } from "@/derive/flame-graph";
import type { FlameTree } from "@/derive/flame-tree";
import type { TraceCore } from "@/model/trace";
import { traces } from "@/testing/arbitraries";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { flameBox, flameScene, hitFlame, levelHeight, type FlameStyle } from "./flame-scene";

function treeOf(core: TraceCore): FlameTree {
  const steps = flameSteps(core, "self");
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value.tree;
  }
}
const theme = { ruleStrong: "others", bg: "bg", error: "red", rule: "rule" } as CanvasTheme;
const style: FlameStyle = {
  theme,
  text: createTextFit((text) => text.length * 6),
  label: (node) => `node ${node}`,
  colors: (node) => ({ fill: `fill ${node}`, ink: "ink" }),
  hasErrors: () => false,
  isPale: () => false,
};
const whole = (tree: FlameTree, zoom = -1) => ({
  ...{ tree, zoom, scrollTop: 0, width: 900 },
  height: 100 * levelHeight,
});

describe("the picture of a flame graph", () => {
  it("has a box for every node that is wide enough, where the box of the node is", () => {
    fc.assert(
      fc.property(traces(30), fc.integer({ min: -1, max: 5 }), (core, wanted) => {
        const tree = treeOf(core);
        const zoom = Math.min(wanted, tree.length - 1);
        const scene = whole(tree, zoom);
        const list = flameScene(scene, style);
        const drawn = new Map(list.rectColors.map((color, at) => [color, at]));
        for (let node = 0; node < tree.length; node += 1) {
          const box = flameBox(scene, node);
          const at = drawn.get(`fill ${node}`);
          if (!box || box.w < 2) continue;
          expect(at).toBeDefined();
          expect(list.rects[at! * 4]).toBe(box.x);
          expect(list.rects[at! * 4 + 1]).toBe(box.y);
        }
        // Nothing is drawn outside of the area.
        for (let at = 0; at < list.rectColors.length; at += 1) {
          expect(list.rects[at * 4]).toBeGreaterThanOrEqual(0);
          expect(list.rects[at * 4]! + list.rects[at * 4 + 2]!).toBeLessThanOrEqual(900.001);
        }
      }),
    );
  });

  it("is hit where it is painted", () => {
    fc.assert(
      fc.property(traces(30), fc.integer({ min: -1, max: 5 }), (core, wanted) => {
        const tree = treeOf(core);
        const scene = whole(tree, Math.min(wanted, tree.length - 1));
        for (let node = 0; node < tree.length; node += 1) {
          const box = flameBox(scene, node);
          if (!box || box.w < 0.01) continue;
          expect(hitFlame(scene, box.x + box.w / 2, box.y + box.h / 2)).toBe(node);
        }
        expect(hitFlame(scene, -1, 5)).toBe(-1);
        expect(hitFlame(scene, 5, 99 * levelHeight)).toBe(-1);
      }),
    );
  });

  it("draws narrow nodes as blocks: no more of them than pixels", () => {
    const { spans, ...rest } = traceFromDiagram("s x |=|");
    const count = 50_000;
    const core = {
      ...rest,
      names: [...rest.names, ...Array.from({ length: count }, (_, at) => `span ${at}`)],
      spans: {
        ...spans,
        length: count,
        parent: new Int32Array(count).fill(-1),
        startNs: new Float64Array(count),
        durationNs: new Float64Array(count).fill(10),
        name: Uint32Array.from({ length: count }, (_, at) => rest.names.length + at),
        resource: new Uint32Array(count).fill(spans.resource[0]!),
        flags: new Uint16Array(count),
      },
    };
    const list = flameScene(whole(treeOf(core)), style);
    expect(list.rectColors.length).toBeLessThanOrEqual(451);
    expect(new Set(list.rectColors)).toEqual(new Set(["others"]));
  });

  it("shows what is above the node that it is zoomed into over the whole width", () => {
    const tree = treeOf(
      traceFromDiagram(`
        web get      |==========|
          db read    |===|
          db write        |==|
      `),
    );
    const list = flameScene(whole(tree, 2), style);
    expect(list.rectColors).toEqual(["fill 0", "fill 2"]);
    for (const at of [2, 6]) expect(list.rects[at]).toBeCloseTo(899);
    expect(list.labelTexts).toEqual(["node 0", "node 2"]);
  });
});
