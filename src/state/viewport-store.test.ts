import { describe, expect, it } from "vitest";
import { pan, resize, withContent, withRange } from "@/canvas/viewport";
import { cssPx, ns } from "@/lib/units";
import { createViewportStore, updateViewport } from "./viewport-store";

describe("the viewport store", () => {
  it("begins with the whole trace", () => {
    const { viewport, pointer, brush } = createViewportStore(ns(5000)).getState();
    expect(viewport).toMatchObject({ startNs: 0, endNs: 5000 });
    expect([pointer, brush]).toEqual([undefined, undefined]);
  });

  it("speaks only when something has changed", () => {
    const store = createViewportStore(ns(5000));
    let heard = 0;
    store.subscribe(() => (heard += 1));
    updateViewport(store, (v) => resize(v, cssPx(100), cssPx(100)));
    expect(heard).toBe(1);
    updateViewport(store, (v) => pan(v, cssPx(500)));
    expect(heard).toBe(1);
    updateViewport(store, (v) => withRange(v, ns(0), ns(100)));
    updateViewport(store, (v) => withContent(v, cssPx(1000)));
    expect(heard).toBe(3);
  });
});
