import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { resize } from "@/canvas/viewport";
import { cssPx, ns } from "@/lib/units";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { keepRange, runZoom, zoomCommand, type ZoomCommand } from "./time-zoom";

function timeLine(lengthNs = 1000) {
  const store = createViewportStore(ns(lengthNs));
  updateViewport(store, (v) => resize(v, cssPx(200), cssPx(300)));
  const onRest = vi.fn();
  const keeper = keepRange(store, onRest);
  const run = (command: ZoomCommand) => updateViewport(store, (v) => runZoom(v, command));
  const inSight = () => {
    const { startNs, endNs } = store.getState().viewport;
    return [startNs, endNs];
  };
  return { keeper, onRest, run, inSight };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the time in sight", () => {
  test("is what the URL says, and the whole where it says nothing", () => {
    const { keeper, inSight, onRest } = timeLine();
    keeper.show("250-500");
    expect(inSight()).toEqual([250, 500]);
    keeper.show(undefined);
    expect(inSight()).toEqual([0, 1000]);
    vi.runAllTimers();
    expect(onRest).not.toHaveBeenCalledWith("250-500");
  });

  test("follows the keys, and is told once it has come to rest", () => {
    const { run, onRest, inSight } = timeLine();
    run("zoom-in");
    run("zoom-in");
    expect(inSight()[0]).toBeCloseTo(278, 0);
    expect(onRest).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(onRest).toHaveBeenCalledExactlyOnceWith("278-722");
    run("zoom-reset");
    vi.runAllTimers();
    expect(onRest).toHaveBeenLastCalledWith(undefined);
  });

  test("what was told does not come back as something else", () => {
    const { run, keeper, onRest, inSight } = timeLine();
    run("zoom-in");
    vi.runAllTimers();
    const before = inSight();
    keeper.show(onRest.mock.lastCall?.[0] as string);
    expect(inSight()).toEqual(before);
  });

  test("stays what it is on a time line of another length, and the whole stays the whole", () => {
    const { keeper, inSight } = timeLine();
    keeper.setLength(ns(4000));
    expect(inSight()).toEqual([0, 4000]);
    keeper.show("250-500");
    keeper.setLength(ns(1000));
    expect(inSight()).toEqual([250, 500]);
  });

  test("is nobody's business any more after the end", () => {
    const { run, keeper, onRest } = timeLine();
    run("zoom-in");
    keeper.stop();
    vi.runAllTimers();
    expect(onRest).not.toHaveBeenCalled();
  });
});

test("keys with modifiers are the browser's", () => {
  const press = { key: "+", ctrlKey: false, metaKey: false, altKey: false };
  expect(zoomCommand(press)).toBe("zoom-in");
  expect(zoomCommand({ ...press, ctrlKey: true })).toBeUndefined();
});
