// @vitest-environment jsdom
import { act, cleanup, configure, fireEvent, render, screen, within } from "@testing-library/react";
import { createRef, Profiler, useEffect } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { BitSet } from "@/lib/bitset";
import { ns } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore } from "@/state/viewport-store";
import { RecordingContext } from "@/testing/recording-context";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { ObservedSizes } from "@/testing/observed-sizes";
import { moveCursor, type Timeline } from "./timeline-commands";
import { nameColumnWidth, Waterfall } from "./Waterfall";
import type { WaterfallRowsHandle } from "./WaterfallRows";

const width = 1200;
const height = 268;
let contexts: RecordingContext[];

// Nothing is hidden here, and to make sure of it at every query takes most of the time.
configure({ defaultHidden: true });

beforeEach(() => {
  contexts = [];
  const made = new Map<HTMLCanvasElement, RecordingContext>();
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(function (
    this: HTMLCanvasElement,
  ) {
    const context = made.get(this) ?? new RecordingContext();
    if (!made.has(this) && this.isConnected) contexts.push(context);
    made.set(this, context);
    return context.context as never;
  });
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(width);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(height);
  vi.stubGlobal("matchMedia", () => ({ addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal("ResizeObserver", ObservedSizes);
  vi.stubGlobal("requestAnimationFrame", () => 0);
  HTMLElement.prototype.setPointerCapture = () => undefined;
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const small = traceFromDiagram(`
  api GET /cart    |==========|
    cart read        |==!|
      redis GET       |=|
    cart <b>write</b>    |=|
`);
const large = traceFromDiagram(
  ["a root |===|", ...Array.from({ length: 3000 }, (_, i) => `  b leaf-${i} |=|`)].join("\n"),
);

function open(core: TraceCore, onSelect: (span: SpanIndex, byKey: boolean) => void = () => {}) {
  const timeline: Timeline = {
    core,
    view: createTraceViewStore(core.spans.length),
    viewport: createViewportStore(ns(core.durationNs)),
  };
  let commits = 0;
  const view = (selected?: SpanIndex) => (
    <I18nProvider messages={en} formats={createFormats("en")}>
      <Profiler id="waterfall" onRender={() => (commits += 1)}>
        <Waterfall timeline={timeline} selected={selected} onSelect={onSelect} narrow={false} />
      </Profiler>
    </I18nProvider>
  );
  const { rerender } = render(view());
  frame();
  return { timeline, rerender, view, commits: () => commits };
}

const frame = () => act(() => frames.flush());
const grid = () => screen.getByRole("treegrid", { name: "Spans" });
const row = (name: RegExp) => within(grid()).getByRole("row", { name });
const press = (key: string) => {
  const target = document.activeElement ?? document.body;
  fireEvent.keyDown(target, { key });
  frame();
};

describe("the tree grid", () => {
  it("says what it has, by role and name", () => {
    const { rerender, view } = open(small);
    expect(grid().getAttribute("aria-rowcount")).toBe("4");
    const rows = within(grid()).getAllByRole("row");
    expect(rows.map((one) => one.getAttribute("aria-label"))).toEqual([
      "api: GET /cart, 11 ms",
      "cart: read, 4 ms, Error",
      "redis: GET, 2 ms",
      "cart: <b>write</b>, 2 ms",
    ]);
    expect(rows.map((one) => one.getAttribute("aria-level"))).toEqual(["1", "2", "3", "2"]);
    expect(rows.map((one) => one.getAttribute("aria-rowindex"))).toEqual(["1", "2", "3", "4"]);
    expect(rows.map((one) => one.getAttribute("aria-expanded"))).toEqual([
      "true",
      "true",
      null,
      null,
    ]);
    expect(rows.filter((one) => one.tabIndex === 0)).toHaveLength(1);
    rerender(view(spanIndex(2)));
    expect(row(/^redis: GET/).getAttribute("aria-selected")).toBe("true");
    expect(row(/^cart: read/).getAttribute("aria-selected")).toBe("false");
  });

  it("says which row is pressed, before the press becomes a selection", () => {
    const pressed: unknown[] = [];
    const timeline: Timeline = {
      core: small,
      view: createTraceViewStore(small.spans.length),
      viewport: createViewportStore(ns(small.durationNs)),
    };
    render(
      <I18nProvider messages={en} formats={createFormats("en")}>
        <Waterfall
          timeline={timeline}
          selected={undefined}
          onSelect={(span) => pressed.push(["selected", span])}
          onPress={(span) => pressed.push(span)}
          narrow={false}
        />
      </I18nProvider>,
    );
    fireEvent.pointerDown(row(/^redis/), { button: 2 });
    fireEvent.pointerDown(row(/^redis/), { button: 0 });
    fireEvent.click(row(/^redis/));
    expect(pressed).toEqual([2, ["selected", 2]]);
  });

  it("is operated by keys", () => {
    const selected: unknown[] = [];
    open(small, (span, byKey) => selected.push([span, byKey]));
    act(() => row(/^api/).focus());
    press("ArrowDown");
    expect(document.activeElement).toBe(row(/^cart: read/));
    press("ArrowLeft");
    expect(row(/^cart: read/).getAttribute("aria-expanded")).toBe("false");
    expect(grid().getAttribute("aria-rowcount")).toBe("3");
    expect(row(/^cart: read.*1 span hidden/)).toBe(document.activeElement);
    press("End");
    expect(document.activeElement).toBe(row(/write/));
    press("Enter");
    expect(selected).toEqual([[3, true]]);
    press("Home");
    press("ArrowRight");
    press(" ");
    expect(grid().getAttribute("aria-rowcount")).toBe("4");
  });

  it("is operated by the pointer", () => {
    const selected: unknown[] = [];
    open(small, (span, byKey) => selected.push([span, byKey]));
    fireEvent.click(within(row(/^cart: read/)).getByRole("button", { name: "Collapse" }));
    expect(grid().getAttribute("aria-rowcount")).toBe("3");
    expect(selected).toEqual([]);
    fireEvent.click(row(/write/));
    expect(selected).toEqual([[3, false]]);
  });

  it("keeps the focus in the rows where its own is folded away, and follows the current one", () => {
    const { timeline } = open(small);
    act(() => row(/^redis: GET/).focus());
    act(() => timeline.view.setState({ collapsed: BitSet.of(small.spans.length, [1]) }));
    expect(document.activeElement).toBe(row(/^cart: read/));
    act(() => timeline.view.setState({ collapsed: new BitSet(small.spans.length) }));
    expect(document.activeElement).toBe(row(/^redis: GET/));
    act(() => moveCursor(timeline, spanIndex(3)));
    expect(document.activeElement).toBe(row(/write/));
    act(() => row(/write/).blur());
    act(() => moveCursor(timeline, spanIndex(0)));
    expect(document.activeElement).toBe(document.body);
  });

  it("has the rows in sight only, and reaches the last of them all", () => {
    open(large);
    const count = within(grid()).getAllByRole("row").length;
    expect(count).toBeLessThan(40);
    expect(grid().getAttribute("aria-rowcount")).toBe("3001");
    act(() => row(/^a: root/).focus());
    press("End");
    expect(document.activeElement?.getAttribute("aria-rowindex")).toBe("3001");
  });

  it("keeps the focus on a row that is scrolled out of sight", () => {
    const { timeline } = open(large);
    act(() => row(/^a: root/).focus());
    act(() =>
      timeline.viewport.setState(({ viewport }) => ({
        viewport: { ...viewport, scrollTop: (viewport.contentHeight / 2) as never },
      })),
    );
    frame();
    expect(document.activeElement?.getAttribute("aria-rowindex")).toBe("1");
    expect(document.activeElement?.hasAttribute("data-pinned")).toBe(true);
    press("ArrowDown");
    expect(document.activeElement?.getAttribute("aria-rowindex")).toBe("2");
    expect(timeline.viewport.getState().viewport.scrollTop).toBeLessThan(100);
  });
});

describe("the focus", () => {
  it("comes to the current row, also when it is asked for before there are rows", () => {
    const timeline: Timeline = {
      core: small,
      view: createTraceViewStore(small.spans.length, { cursor: spanIndex(2) }),
      viewport: createViewportStore(ns(small.durationNs)),
    };
    const rows = createRef<WaterfallRowsHandle>();
    const Page = () => {
      useEffect(() => rows.current?.focus(), []);
      return (
        <Waterfall
          ref={rows}
          timeline={timeline}
          selected={undefined}
          onSelect={() => {}}
          narrow={false}
        />
      );
    };
    render(
      <I18nProvider messages={en} formats={createFormats("en")}>
        <Page />
      </I18nProvider>,
    );
    frame();
    expect(document.activeElement).toBe(row(/^redis: GET/));
  });
});

describe("gestures", () => {
  const pointAt = { clientX: 300, clientY: 60 };

  it("commit nothing in React: zooming, panning, hovering", () => {
    const { commits, timeline } = open(large);
    const stage = grid();
    const before = commits();
    for (let i = 0; i < 100; i += 1) {
      fireEvent.wheel(stage, { ...pointAt, deltaY: i % 3 === 0 ? 40 : -60, ctrlKey: true });
      fireEvent.wheel(stage, { ...pointAt, deltaX: 30 });
      fireEvent.pointerMove(stage, { clientX: 200 + i, clientY: 40 + i });
      frame();
    }
    const { startNs, endNs, limitNs } = timeline.viewport.getState().viewport;
    expect(endNs - startNs).toBeLessThan(limitNs);
    expect(commits()).toBe(before);
  });

  it("paint the overlay alone when the pointer moves, and both layers when the time does", () => {
    open(large);
    const [base, overlay] = contexts;
    if (!base || !overlay) throw new Error("there are two layers");
    base.calls.length = 0;
    overlay.calls.length = 0;
    fireEvent.pointerMove(grid(), { clientX: 300, clientY: 60 });
    frame();
    expect(base.calls).toEqual([]);
    expect(overlay.rects().length).toBeGreaterThan(0);
    fireEvent.wheel(grid(), { ...pointAt, deltaY: -60, ctrlKey: true });
    frame();
    expect(base.rects().length).toBeGreaterThan(0);
  });

  it("select the range that is dragged over the ruler", () => {
    const { timeline } = open(small);
    const { limitNs } = timeline.viewport.getState().viewport;
    const columns = timeline.viewport.getState().viewport.width;
    const drag = { pointerId: 1, button: 0, clientY: 10 };
    fireEvent.pointerDown(grid(), { ...drag, clientX: columns / 4 });
    fireEvent.pointerMove(grid(), { ...drag, clientX: columns / 2 });
    fireEvent.pointerUp(grid(), { ...drag, clientX: columns / 2 });
    const { startNs, endNs } = timeline.viewport.getState().viewport;
    expect(startNs / limitNs).toBeCloseTo(0.25, 2);
    expect(endNs / limitNs).toBeCloseTo(0.5, 2);
  });
});

describe("the name column", () => {
  it("has its share of the width, and leaves room for both columns", () => {
    expect(nameColumnWidth(0.32, 1200)).toBe(384);
    expect(nameColumnWidth(0.1, 390)).toBe(140);
    expect(nameColumnWidth(0.85, 390)).toBe(294);
  });

  it("is resized by keys", () => {
    const { timeline } = open(small);
    const rule = screen.getByRole("separator", { name: "Width of the name column" });
    const before = timeline.viewport.getState().viewport.width;
    fireEvent.keyDown(rule, { key: "ArrowRight" });
    frame();
    expect(timeline.viewport.getState().viewport.width).toBe(before - 24);
  });

  it("says when it is narrow, so that deep rows keep their names", () => {
    open(small);
    expect(document.querySelector("[data-narrow-names]")).toBeNull();
    const rule = screen.getByRole("separator", { name: "Width of the name column" });
    fireEvent.keyDown(rule, { key: "Home" });
    expect(document.querySelector("[data-narrow-names]")?.contains(grid())).toBe(true);
  });
});
