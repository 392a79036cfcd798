// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { letOthersRun } from "@/lib/let-others-run";
import { Splitter } from "./Splitter";
import { SplitPane } from "./SplitPane";

beforeEach(() => {
  HTMLElement.prototype.setPointerCapture = () => undefined;
  const observer = { observe() {}, disconnect() {} };
  vi.stubGlobal(
    "ResizeObserver",
    vi.fn(function () {
      return observer;
    }),
  );
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const splitter = (onChange: (value: number, final: boolean) => void, pixelsPerUnit = 10) => (
  <Splitter
    label="Width"
    value={30}
    min={10}
    max={80}
    step={2}
    pixelsPerUnit={() => pixelsPerUnit}
    onChange={onChange}
  />
);

describe("a splitter", () => {
  it("says what it is and where it stands", () => {
    render(splitter(() => undefined));
    const rule = screen.getByRole("separator", { name: "Width" });
    expect(rule.getAttribute("aria-valuenow")).toBe("30");
    expect(rule.getAttribute("aria-valuemin")).toBe("10");
    expect(rule.getAttribute("aria-valuemax")).toBe("80");
    expect(rule.tabIndex).toBe(0);
  });

  it("moves by keys, to the side that the key says", () => {
    const onChange = vi.fn<(value: number, final: boolean) => void>();
    const { rerender } = render(splitter(onChange));
    const rule = screen.getByRole("separator");
    const press = (key: string, shiftKey = false) => fireEvent.keyDown(rule, { key, shiftKey });
    press("ArrowRight");
    press("ArrowLeft", true);
    press("Home");
    press("End");
    press("x");
    expect(onChange.mock.calls).toEqual([
      [32, true],
      [20, true],
      [10, true],
      [80, true],
    ]);
    rerender(splitter(onChange, -1));
    press("ArrowRight");
    expect(onChange).toHaveBeenLastCalledWith(28, true);
  });

  it("moves up and down where it lies", () => {
    const onChange = vi.fn<(value: number, final: boolean) => void>();
    render(
      <Splitter
        orientation="horizontal"
        label="Height"
        value={30}
        min={10}
        max={80}
        step={2}
        pixelsPerUnit={() => -1}
        onChange={onChange}
      />,
    );
    const rule = screen.getByRole("separator", { name: "Height" });
    expect(rule.getAttribute("aria-orientation")).toBe("horizontal");
    fireEvent.keyDown(rule, { key: "ArrowUp" });
    fireEvent.keyDown(rule, { key: "ArrowLeft" });
    fireEvent.pointerDown(rule, { clientX: 5, clientY: 100, button: 0 });
    fireEvent.pointerUp(rule, { clientX: 500, clientY: 90 });
    expect(onChange.mock.calls).toEqual([
      [32, true],
      [40, true],
    ]);
  });

  it("moves by dragging, within its limits, and settles once", () => {
    const onChange = vi.fn<(value: number, final: boolean) => void>();
    render(splitter(onChange));
    const rule = screen.getByRole("separator");
    fireEvent.pointerDown(rule, { clientX: 100, button: 0 });
    fireEvent.pointerMove(rule, { clientX: 150 });
    fireEvent.pointerMove(rule, { clientX: 9999 });
    fireEvent.pointerUp(rule, { clientX: 120 });
    fireEvent.pointerMove(rule, { clientX: 500 });
    expect(onChange.mock.calls).toEqual([
      [35, false],
      [80, false],
      [32, true],
    ]);
  });
});

describe("a split pane", () => {
  const pane = (side: string | undefined, sheet: boolean) => (
    <SplitPane
      main={<button>main</button>}
      side={side}
      sidePx={400}
      minSidePx={280}
      minMainPx={280}
      label="Width of the side"
      onResize={() => undefined}
      sheet={sheet}
    />
  );

  it("has a rule only when there is something beside it", () => {
    const { rerender } = render(pane("side", false));
    expect(screen.getByRole("separator", { name: "Width of the side" })).toBeTruthy();
    expect(screen.getByText("side")).toBeTruthy();
    rerender(pane(undefined, false));
    expect(screen.queryByRole("separator")).toBeNull();
  });

  it("draws what comes before it makes room for it", async () => {
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1000);
    const { rerender } = render(pane(undefined, false));
    for (const side of ["side", "another"]) {
      rerender(pane(side, false));
      const { style } = screen.getByText(side);
      // As wide as it will be, and no room taken.
      expect([style.width, style.marginInlineStart]).toEqual(["400px", "-400px"]);
      expect(screen.queryByRole("separator")).toBeNull();
      // The frame that draws it tells its size.
      const tell = vi.mocked(ResizeObserver).mock.calls.at(-1)?.[0];
      await act(async () => {
        tell?.([], new ResizeObserver(() => undefined));
        await letOthersRun();
      });
      expect([style.width, style.marginInlineStart]).toEqual(["400px", ""]);
      expect(screen.getByRole("separator")).toBeTruthy();
      rerender(pane(undefined, false));
    }
  });

  it("is no wider than there is room for", () => {
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(600);
    render(pane("side", false));
    const rule = screen.getByRole("separator");
    expect(rule.getAttribute("aria-valuenow")).toBe("320");
    expect(rule.getAttribute("aria-valuemax")).toBe("320");
    expect(screen.getByText("side").style.width).toBe("320px");
  });

  it("covers and disables the main pane as a sheet", () => {
    render(pane("side", true));
    expect(screen.queryByRole("separator")).toBeNull();
    expect(screen.getByText("main").closest("[inert]")).not.toBeNull();
  });
});
