// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createAnalysis } from "@/engine/analysis";
import { en } from "@/i18n/en";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { ns } from "@/lib/units";
import { createQueryClient } from "@/queries/query-client";
import { SourceProvider, type Source } from "@/queries/source-context";
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

const grown = traceFromDiagram(`
  api GET /cart    |==========|
    cart read        |==!|
      redis GET       |=|
    cart write           |=|
    cart close            |=|
`);

function open(initialText = "") {
  const timelineOf = (trace: typeof core): Timeline => ({
    core: trace,
    view: createTraceViewStore(trace.spans.length),
    viewport: createViewportStore(ns(trace.durationNs)),
  });
  const timeline = timelineOf(core);
  const onChange = vi.fn<(text: string) => void>();
  const onLeave = vi.fn<() => void>();
  const engine = createAnalysis((handle) => (handle === "grown" ? grown : core));
  const source = { key: "test", engine } as unknown as Source;
  const client = createQueryClient();
  const bar = (text: string, shown: Timeline, handle: string) => (
    <QueryClientProvider client={client}>
      <SourceProvider source={source}>
        <I18nProvider messages={en} formats={createFormats("en")}>
          <FindBar
            timeline={shown}
            handle={handle}
            initialText={text}
            onChange={onChange}
            onLeave={onLeave}
          />
        </I18nProvider>
      </SourceProvider>
    </QueryClientProvider>
  );
  const { rerender } = render(bar(initialText, timeline, "first"));
  return {
    timeline,
    onChange,
    onLeave,
    url: (text: string) => rerender(bar(text, timeline, "first")),
    grow(text: string) {
      const next = timelineOf(grown);
      next.view.setState({ find: timeline.view.getState().find });
      rerender(bar(text, next, "grown"));
      return next;
    },
  };
}

const box = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Find in trace" });
const status = () => screen.getByRole("status").textContent;
const says = (text: string) => waitFor(() => expect(status()).toBe(text));
const type = (value: string) => fireEvent.change(box(), { target: { value } });

describe("find in trace", () => {
  it("counts the matches and goes through them", async () => {
    const { timeline } = open();
    expect(status()).toBe("");
    type("cart");
    await says("1 of 3");
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
    await says("0 of 0");
  });

  it("starts with the text of the URL and does not move the view for it", async () => {
    const { timeline } = open("redis");
    expect(box().value).toBe("redis");
    await says("1 of 1");
    expect(timeline.view.getState().cursor).toBe(0);
  });

  it("takes queries, and says where a text is none and is searched as words", async () => {
    open();
    type("service=cart and not name=write");
    await says("1 of 1");
    expect(screen.queryByText(/Searched as plain words/)).toBeNull();
    type("cart status=");
    const fault = await screen.findByText(/A value is missing after “=” \(character 12\)/);
    expect(box().getAttribute("aria-describedby")).toBe(fault.parentElement?.id);
    await says("1 of 3");
  });

  it("stays at the match that it is at when more of the trace comes", async () => {
    const { timeline, grow } = open("cart");
    await says("1 of 3");
    fireEvent.keyDown(box(), { key: "Enter" });
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(status()).toBe("3 of 3");
    const at = timeline.view.getState().find;
    expect(at.matches[at.current]).toBe(3);
    const next = grow("cart");
    // What was known stays until the rows that are new have been looked at.
    expect(status()).toBe("3 of 3");
    await says("3 of 4");
    expect(next.view.getState().cursor).toBe(0);
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

  it("completes what is typed from the trace, by keys, and stays a text box", async () => {
    const { onChange, onLeave } = open();
    box().focus();
    type("serv");
    const list = await screen.findByRole("listbox", { name: "Ways to go on" });
    expect(box().getAttribute("aria-controls")).toBe(list.id);
    expect(box().hasAttribute("aria-activedescendant")).toBe(false);
    fireEvent.keyDown(box(), { key: "ArrowDown" });
    const option = screen.getByRole("option", { name: /^service/ });
    expect(option.getAttribute("aria-selected")).toBe("true");
    expect(box().getAttribute("aria-activedescendant")).toBe(option.id);
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(box().value).toBe("service=");
    expect(onChange).toHaveBeenLastCalledWith("service=");
    // The commonest value first.
    const values = await screen.findByRole("option", { name: /^cart/ });
    expect(values.parentElement?.firstElementChild).toBe(values);
    fireEvent.keyDown(box(), { key: "ArrowDown" });
    fireEvent.keyDown(box(), { key: "Tab" });
    expect(box().value).toBe("service=cart");
    await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
    await says("1 of 2");
    expect(onLeave).not.toHaveBeenCalled();
  });

  it("closes the list with Escape, and leaves Enter to the matches", async () => {
    const { timeline } = open();
    box().focus();
    type("car");
    await screen.findByRole("listbox");
    await says("1 of 3");
    fireEvent.keyDown(box(), { key: "Enter" });
    expect(status()).toBe("2 of 3");
    expect(timeline.view.getState().cursor).toBe(1);
    type("cart re");
    await screen.findByRole("listbox");
    fireEvent.keyDown(box(), { key: "Escape" });
    await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
    expect(box().value).toBe("cart re");
    fireEvent.keyDown(box(), { key: "Escape" });
    expect(box().value).toBe("");
  });
});
