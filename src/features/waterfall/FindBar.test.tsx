// @vitest-environment jsdom
import { act, cleanup, configure, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { frames } from "@/canvas/frame-scheduler";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { ns } from "@/lib/units";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore } from "@/state/viewport-store";
import { traceFromDiagram } from "@/testing/trace-diagram";
import { FindBar } from "./FindBar";
import type { Timeline } from "./timeline-commands";

// Nothing is hidden here, and to make sure of it at every query takes most of the time.
configure({ defaultHidden: true });

afterEach(cleanup);

const core = traceFromDiagram(`
  api GET /cart    |==========|
    cart read        |==!|
      redis GET       |=|
    cart write           |=|
`);

function open(initialText = "") {
  const timeline: Timeline = {
    core,
    view: createTraceViewStore(core.spans.length),
    viewport: createViewportStore(ns(core.durationNs)),
  };
  const onChange = vi.fn<(text: string) => void>();
  const onLeave = vi.fn<() => void>();
  const bar = (text: string) => (
    <I18nProvider messages={en} formats={createFormats("en")}>
      <FindBar timeline={timeline} initialText={text} onChange={onChange} onLeave={onLeave} />
    </I18nProvider>
  );
  const { rerender } = render(bar(initialText));
  frame();
  return { timeline, onChange, onLeave, url: (text: string) => rerender(bar(text)) };
}

const frame = () => act(() => frames.flush());
const box = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Find in trace" });
const status = () => screen.getByRole("status").textContent;
const type = (value: string) => {
  fireEvent.change(box(), { target: { value } });
  frame();
};

describe("find in trace", () => {
  it("counts the matches and goes through them", () => {
    const { timeline } = open();
    expect(status()).toBe("");
    type("cart");
    expect(status()).toBe("1 of 3");
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(status()).toBe("2 of 3");
    expect(timeline.view.getState().cursor).toBe(1);
    fireEvent.keyDown(box(), { key: "Enter", shiftKey: true });
    expect(status()).toBe("1 of 3");
    fireEvent.click(screen.getByRole("button", { name: "Previous match" }));
    expect(status()).toBe("3 of 3");
    fireEvent.click(screen.getByRole("button", { name: "Next match" }));
    expect(status()).toBe("1 of 3");
    type("zzz");
    expect(status()).toBe("0 of 0");
  });

  it("starts with the text of the URL and does not move the view for it", () => {
    const { timeline } = open("redis");
    expect(box().value).toBe("redis");
    expect(status()).toBe("1 of 1");
    expect(timeline.view.getState().cursor).toBe(0);
  });

  it("keeps what is being typed when earlier text comes back from the URL", () => {
    const { onChange, url } = open();
    type("re");
    type("red");
    expect(onChange.mock.calls).toEqual([["re"], ["red"]]);
    url("re");
    expect(box().value).toBe("red");
    url("red");
    expect(box().value).toBe("red");
    // Back in the history, to a text that was there before.
    url("re");
    expect(box().value).toBe("re");
    url("");
    expect(box().value).toBe("");
  });

  it("clears with Escape, then leaves", () => {
    const { onLeave, onChange } = open("cart");
    fireEvent.keyDown(box(), { key: "Escape" });
    expect(box().value).toBe("");
    expect(onChange).toHaveBeenLastCalledWith("");
    expect(onLeave).not.toHaveBeenCalled();
    fireEvent.keyDown(box(), { key: "Escape" });
    expect(onLeave).toHaveBeenCalledOnce();
  });
});
