// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { TimeZoom, zoomCommand } from "./time-zoom";

globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

function page() {
  const scroller = document.createElement("div");
  const grid = document.createElement("div");
  const ruler = document.createElement("div");
  scroller.append(grid);
  grid.append(ruler);
  ruler.getBoundingClientRect = () => new DOMRect(100, 0, 200, 24);
  scroller.getBoundingClientRect = () => new DOMRect(0, 0, 400, 300);
  return { scroller, grid, ruler, drawAxis: vi.fn() };
}
const shown = (grid: HTMLElement) =>
  ["--from", "--zoom"].map((name) => Number(grid.style.getPropertyValue(name)));

describe("the time in sight", () => {
  test("is what the URL says, and the whole where it says nothing", () => {
    const zoom = new TimeZoom({ wholeNs: 1000, range: "250-500", onRest: vi.fn() });
    const at = page();
    zoom.attach(at);
    expect(shown(at.grid)).toEqual([0.25, 4]);
    zoom.show(undefined);
    frames.flush();
    expect(shown(at.grid)).toEqual([0, 1]);
  });

  test("follows keys and wheel without React, and is told once it has come to rest", () => {
    vi.useFakeTimers();
    const onRest = vi.fn();
    const zoom = new TimeZoom({ wholeNs: 1000, range: undefined, onRest });
    const at = page();
    zoom.attach(at);
    zoom.run("zoom-in");
    zoom.run("zoom-in");
    frames.flush();
    expect(shown(at.grid)[1]).toBeCloseTo(2.25);
    expect(onRest).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(onRest).toHaveBeenCalledExactlyOnceWith("278-722");
    zoom.run("zoom-reset");
    vi.runAllTimers();
    expect(onRest).toHaveBeenLastCalledWith(undefined);
    vi.useRealTimers();
  });

  test("is the same in all grids that follow it, until they leave", () => {
    const zoom = new TimeZoom({ wholeNs: 1000, range: undefined, onRest: vi.fn() });
    const [one, two] = [page(), page()];
    zoom.attach(one);
    const leave = zoom.attach(two);
    zoom.run("zoom-in");
    frames.flush();
    expect(shown(two.grid)).toEqual(shown(one.grid));
    leave();
    zoom.run("zoom-in");
    frames.flush();
    expect(two.grid.style.getPropertyValue("--zoom")).toBe("");
    zoom.stop();
  });
});

test("keys with modifiers are the browser's", () => {
  const press = { key: "+", ctrlKey: false, metaKey: false, altKey: false };
  expect(zoomCommand(press)).toBe("zoom-in");
  expect(zoomCommand({ ...press, ctrlKey: true })).toBeUndefined();
});
