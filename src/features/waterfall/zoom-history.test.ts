import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withRange } from "@/canvas/viewport";
import { ns } from "@/lib/units";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { recordZooms, stepZoom } from "./zoom-history";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the history of zooms", () => {
  it("takes a gesture for one step, and goes back and forth", () => {
    const store = createViewportStore(ns(1000));
    const stop = recordZooms(store);
    const show = (from: number, to: number) =>
      updateViewport(store, (v) => withRange(v, ns(from), ns(to)));
    const range = () => {
      const { startNs, endNs } = store.getState().viewport;
      return [startNs, endNs];
    };
    show(100, 900);
    show(200, 800);
    vi.runAllTimers();
    show(300, 400);
    stepZoom(store, -1);
    expect(range()).toEqual([200, 800]);
    stepZoom(store, -1);
    expect(range()).toEqual([0, 1000]);
    stepZoom(store, -1);
    expect(range()).toEqual([0, 1000]);
    stepZoom(store, 1);
    stepZoom(store, 1);
    expect(range()).toEqual([300, 400]);
    stepZoom(store, -1);
    show(500, 600);
    vi.runAllTimers();
    stepZoom(store, 1);
    expect(range()).toEqual([500, 600]);
    stop();
  });
});
