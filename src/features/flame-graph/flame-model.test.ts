import fc from "fast-check";
import { expect, it } from "vitest";
import { flameSteps } from "@/derive/flame-graph";
import { traces } from "@/testing/arbitraries";
import { opensByItself, pathOf, visibleNodes } from "./flame-model";

it("shows a node unless one above it, below the one that is shown, is folded", () => {
  fc.assert(
    fc.property(traces(30), fc.integer({ min: -1, max: 8 }), fc.nat(), (core, wanted, folds) => {
      const steps = flameSteps(core, "self");
      let step = steps.next();
      while (!step.done) step = steps.next();
      const { tree } = step.value;
      const zoom = Math.min(wanted, tree.length - 1);
      const isOpen = (node: number): boolean => ((folds >> (node % 20)) & 1) === 0;
      const visible = [...visibleNodes(tree, zoom, isOpen)];
      for (let node = 0; node < tree.length; node += 1) {
        const path = pathOf(tree, node);
        expect(path.at(-1)).toBe(node);
        expect(path).toHaveLength((tree.depth[node] ?? 0) + 1);
        const from = zoom < 0 ? 0 : path.indexOf(zoom);
        const isShown = from >= 0 && path.slice(from, -1).every(isOpen);
        expect(visible.includes(node)).toBe(isShown);
      }
      const opens = opensByItself(tree, zoom);
      if (zoom >= 0) expect(opens(zoom)).toBe(true);
    }),
  );
});
