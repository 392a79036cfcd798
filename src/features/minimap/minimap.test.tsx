// @vitest-environment jsdom
import { act, cleanup, configure, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { createViewport, withRange } from "@/canvas/viewport";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { ns } from "@/lib/units";
import { createViewportStore } from "@/state/viewport-store";
import { traceFromDiagram } from "@/testing/trace-diagram";
import type { CanvasTheme } from "@/trace-ui/canvas-theme";
import { Minimap } from "./Minimap";
import { minimapScene } from "./minimap-scene";
import { moveRangeEnd, rangeKeyTarget } from "./range-keys";

const core = traceFromDiagram("a one |==========|", { unitNs: 1000 });
const limit = core.durationNs;

// Nothing is hidden here, and to make sure of it at every query takes most of the time.
configure({ defaultHidden: true });

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue(
    DOMRect.fromRect({ x: 0, y: 0, width: 1000, height: 50 }),
  );
  HTMLElement.prototype.setPointerCapture = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function open() {
  const viewport = createViewportStore(ns(limit));
  render(
    <I18nProvider messages={en} formats={createFormats("en")}>
      <Minimap core={core} viewport={viewport} />
    </I18nProvider>,
  );
  const range = () => {
    const v = viewport.getState().viewport;
    return [v.startNs / limit, v.endNs / limit];
  };
  return { viewport, range };
}
const frame = () => act(() => frames.flush());
const end = (name: string) => screen.getByRole("slider", { name });

describe("the overview", () => {
  it("has two sliders that say where the range is", () => {
    const { viewport } = open();
    expect(end("Start of range").getAttribute("aria-valuenow")).toBe("0");
    expect(end("End of range").getAttribute("aria-valuenow")).toBe(String(limit));
    viewport.setState(({ viewport: v }) => ({ viewport: withRange(v, ns(1000), ns(5000)) }));
    frame();
    expect(end("Start of range").getAttribute("aria-valuetext")).toBe("1 µs");
    expect(end("Start of range").getAttribute("aria-valuemax")).toBe("5000");
    expect(end("End of range").getAttribute("aria-valuenow")).toBe("5000");
  });

  it("moves either end by keys", () => {
    const { range } = open();
    fireEvent.keyDown(end("Start of range"), { key: "PageUp" });
    fireEvent.keyDown(end("Start of range"), { key: "ArrowRight" });
    fireEvent.keyDown(end("End of range"), { key: "ArrowLeft" });
    expect(range()[0]).toBeCloseTo(0.11, 6);
    expect(range()[1]).toBeCloseTo(0.99, 6);
    fireEvent.keyDown(end("Start of range"), { key: "Home" });
    fireEvent.keyDown(end("End of range"), { key: "End" });
    expect(range()).toEqual([0, 1]);
  });

  it("chooses a range by dragging, an end by its handle, a place by a click", () => {
    const { range } = open();
    const track = end("Start of range").parentElement!;
    const at = (clientX: number) => ({ pointerId: 1, button: 0, clientX });
    fireEvent.pointerDown(track, at(600));
    fireEvent.pointerMove(track, at(200));
    fireEvent.pointerUp(track, at(200));
    expect(range()).toEqual([0.2, 0.6]);
    fireEvent.pointerDown(end("End of range"), at(600));
    fireEvent.pointerMove(track, at(400));
    fireEvent.pointerUp(track, at(400));
    expect(range()[0]).toBeCloseTo(0.2, 6);
    expect(range()[1]).toBeCloseTo(0.4, 6);
  });

  it("is reset by its button", () => {
    const { viewport, range } = open();
    viewport.setState(({ viewport: v }) => ({ viewport: withRange(v, ns(1000), ns(5000)) }));
    frame();
    fireEvent.click(screen.getByRole("button", { name: "Reset zoom" }), { detail: 0 });
    expect(range()).toEqual([0, 1]);
    expect(document.activeElement).toBe(end("Start of range"));
  });
});

describe("the ends of the range", () => {
  it("stop before each other and at the trace's ends", () => {
    const v = withRange(createViewport(ns(1e6)), ns(400_000), ns(600_000));
    const start = moveRangeEnd(v, "start", ns(1e9));
    expect(start.endNs).toBe(600_000);
    expect(start.startNs).toBeLessThan(600_000);
    expect(moveRangeEnd(v, "start", ns(-5)).startNs).toBe(0);
    expect(moveRangeEnd(v, "end", ns(1e9)).endNs).toBe(1e6);
    expect(moveRangeEnd(v, "end", ns(0)).endNs).toBeGreaterThan(400_000);
    expect(rangeKeyTarget("x", "start", v)).toBeUndefined();
  });
});

describe("the overview's picture", () => {
  const theme = { service: ["blue", "green"], error: "red", fgMuted: "grey" } as const;
  it("draws runs as one and errors on top, inside", () => {
    const grid = {
      columns: 4,
      rows: 2,
      cells: Uint8Array.of(1, 1, 1, 1, 0, 2, 2, 0),
      errors: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 1),
    };
    const size = { width: 400, height: 48 };
    const list = minimapScene(grid, size, theme as unknown as CanvasTheme);
    expect(list.rectColors).toEqual(["blue", "green", "red", "red"]);
    expect(list.rects.slice(0, 4)).toEqual([0, 0, 400, 4]);
    expect(list.rects.slice(4, 6)).toEqual([100, 5]);
    for (let i = 2; i < 4; i += 1) {
      expect(list.rects[i * 4]!).toBeGreaterThanOrEqual(0);
      expect(list.rects[i * 4]! + list.rects[i * 4 + 2]!).toBeLessThanOrEqual(400);
    }
  });
});
