// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { resize, withContent } from "@/canvas/viewport";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { cssPx, ns } from "@/lib/units";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { attachBarTooltip } from "./hover-tooltip";
import { rulerHeight } from "./waterfall-scene";

const plain = traceFromDiagram(`
  api GET /cart    |=========|
    cart <b>read</b> |==!|
`);
const { spans } = plain;
const core = {
  ...plain,
  eventTimeNs: Float64Array.of(5e6, 5.01e6),
  spans: { ...spans, eventOffset: Uint32Array.of(0, 2, 2) },
};

let element: HTMLDivElement;
let stop: () => void;
const view = createTraceViewStore(core.spans.length);
const viewport = createViewportStore(ns(core.durationNs));
updateViewport(viewport, (v) => withContent(resize(v, cssPx(1000), cssPx(240)), cssPx(48)));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", () => 0);
  element = document.createElement("div");
  element.hidden = true;
  stop = attachBarTooltip(
    { core, view, viewport },
    {
      element,
      origin: () => ({ left: 200, top: 100 }),
      words: en.trace.timeline,
      rowWords: en.rows,
      formats: createFormats("en"),
    },
  );
});

afterEach(() => {
  stop();
  viewport.setState({ pointer: undefined });
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pointAt = (x: number, row: number) => {
  viewport.setState({ pointer: { x, y: rulerHeight + row * 24 + 12 } });
  frames.flush();
};
const lines = () => [...element.children].map((line) => line.textContent);

describe("the tooltip of a bar", () => {
  it("waits until the pointer rests, and then follows from bar to bar", () => {
    pointAt(200, 0);
    expect(element.hidden).toBe(true);
    vi.advanceTimersByTime(400);
    expect(element.hidden).toBe(false);
    expect(lines().slice(0, 2)).toEqual(["api", "GET /cart"]);
    pointAt(300, 1);
    // What the trace says is text, whatever it looks like.
    expect(lines().slice(0, 3)).toEqual(["cart", "<b>read</b>", "Error"]);
    expect(element.querySelector("b")).toBeNull();
    pointAt(900, 1);
    expect(element.hidden).toBe(true);
  });

  it("tells the events whose ticks are under the pointer", () => {
    pointAt(300, 0);
    vi.advanceTimersByTime(400);
    expect(lines()).toHaveLength(3);
    pointAt(500, 0);
    expect(lines().at(-1)).toMatch(/^2 events from 5 ms/);
    pointAt(300, 0);
    expect(lines()).toHaveLength(3);
  });

  it("has the times that the ruler has", () => {
    view.setState(({ look }) => ({ look: { ...look, clock: "utc" } }));
    pointAt(300, 0);
    vi.advanceTimersByTime(400);
    expect(lines().at(-1)).toMatch(/starts at \d\d:\d\d:\d\d\.\d{6}$/);
  });
});
