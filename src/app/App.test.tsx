// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Backend } from "@/backend/backend";
import { Problem } from "@/lib/problem";
import { createQueryClient } from "@/queries/query-client";
import type { Source } from "@/queries/source-context";
import { setPreferences } from "@/state/preferences-store";
import { App } from "./App";
import { loadLanguage } from "./I18nRoot";
import { createAppRouter } from "./routes";
import { createSources, type SourceOpeners } from "./sources";

// The pages are others' work: here it matters which of them is shown, and with what address.
vi.mock("./SearchPage", () => ({ SearchPage: () => <p>the search page</p> }));
vi.mock("./TracePage", () => ({ TracePage: () => <p>the trace page</p> }));
vi.mock("./compare-page/ComparisonOfTraces", () => ({
  ComparisonOfTraces: ({ a, b }: Record<"a" | "b", { readonly traceId: string }>) => (
    <p>{`compares ${a.traceId} with ${b.traceId}`}</p>
  ),
}));

const id = "4bf92f3577b34da6a3ce929d0e0e4736";

function sourceOf(kind: "jaeger-v3" | "demo" | "files"): Source {
  const info = { kind, version: kind === "jaeger-v3" ? "2.20.1" : "", searchesAllServices: true };
  return { key: kind, backend: { info } as Backend, engine: {} as Source["engine"] };
}

const openers = {
  unprovenJaeger: sourceOf("jaeger-v3"),
  connectJaeger: vi.fn<SourceOpeners["connectJaeger"]>(),
  openDemo: vi.fn<SourceOpeners["openDemo"]>(),
  openFiles: vi.fn<SourceOpeners["openFiles"]>(),
};

async function open(address: string, base = "/") {
  history.replaceState(null, "", address);
  const language = await loadLanguage("en", { whole: true });
  const router = createAppRouter(base);
  render(
    <App
      language={language}
      queryClient={createQueryClient()}
      sources={createSources(openers)}
      router={router}
    />,
  );
  await screen.findByRole("banner");
  return router;
}

const address = () => location.pathname + decodeURIComponent(location.search);

beforeEach(() => {
  setPreferences({ locale: "en", theme: "system", timeZone: "local" });
  openers.connectJaeger.mockResolvedValue(sourceOf("jaeger-v3"));
  openers.openDemo.mockResolvedValue(sourceOf("demo"));
  globalThis.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe("the addresses", () => {
  it("begin at the search", async () => {
    await open("/?service=api");
    await screen.findByText("the search page");
    expect(address()).toBe("/search?service=api");
  });

  it("stay in Jaeger's plain form, also what the page does not know", async () => {
    const plain = '/search?limit=20&lookback=1h&service=123&tags={"a":"true"}&uiEmbed=v0';
    await open(plain);
    await screen.findByText("the search page");
    const params = new URLSearchParams(location.search);
    params.sort();
    expect([...params]).toEqual([
      ["limit", "20"],
      ["lookback", "1h"],
      ["service", "123"],
      ["tags", '{"a":"true"}'],
      ["uiEmbed", "v0"],
    ]);
  });

  it("carry trace ids in their canonical form", async () => {
    await open(`/trace/${id.toUpperCase()}?uiFind=x`);
    await screen.findByText("the trace page");
    expect(address()).toBe(`/trace/${id}?uiFind=x`);
  });

  it("work below a base path", async () => {
    await open(`/jaeger/ui/trace/ABC`, "/jaeger/ui/");
    await screen.findByText("the trace page");
    expect(address()).toBe(`/jaeger/ui/trace/${"0".repeat(29)}abc`);
    expect(screen.getByRole("link", { name: "Search" }).getAttribute("href")).toBe(
      "/jaeger/ui/search",
    );
  });

  it("that no page has say so, with a way on", async () => {
    await open("/nowhere");
    await screen.findByRole("heading", { name: "Page not found" });
    expect(screen.getByText("/nowhere")).toBeDefined();
    fireEvent.click(screen.getByRole("link", { name: "Search traces" }));
    await screen.findByText("the search page");
  });

  it("of Jaeger UI's other pages say that they are not here", async () => {
    await open("/monitor");
    const reason = /This page of Jaeger UI is not part of Spanwise yet/;
    expect(await screen.findByText(reason)).toBeDefined();
  });
});

describe("the comparison page", () => {
  it("shows both traces, swaps them and takes others", async () => {
    await open(`/trace/${id}...ABC?cohort=x&source=demo`);
    const page = await screen.findByRole("region", { name: "Comparison" });
    const abc = `${"0".repeat(29)}abc`;
    const box = (name: string) => within(page).getByRole<HTMLInputElement>("textbox", { name });
    expect(box("Trace A").value).toBe(id);
    expect(await within(page).findByText(`compares ${id} with ${abc}`)).toBeDefined();
    expect(box("Trace B").value).toBe(abc);
    fireEvent.click(within(page).getByRole("button", { name: "Swap" }));
    await waitFor(() => expect(box("Trace A").value).toBe(abc));
    expect(address()).toBe(`/trace/${abc}...${id}?cohort=x&source=demo`);

    fireEvent.change(box("Trace B"), { target: { value: "https://x/trace/DEF?y=1" } });
    fireEvent.keyDown(box("Trace B"), { key: "Enter" });
    await waitFor(() => expect(box("Trace B").value).toBe(`${"0".repeat(29)}def`));
    fireEvent.change(box("Trace B"), { target: { value: "no id in here" } });
    fireEvent.keyDown(box("Trace B"), { key: "Enter" });
    expect(box("Trace B").getAttribute("aria-invalid")).toBe("true");
    expect(within(page).getByRole("link", { name: "Open trace A" }).getAttribute("href")).toContain(
      `/trace/${abc}`,
    );
  });

  it("may have a side empty", async () => {
    await open(`/trace/...${id}`);
    const page = await screen.findByRole("region", { name: "Comparison" });
    expect(within(page).getByText("No trace chosen")).toBeDefined();
    expect(within(page).queryByRole("link", { name: "Open trace A" })).toBeNull();
  });
});

describe("the Trace ID box", () => {
  const box = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Trace ID" });
  const submit = (text: string) => {
    fireEvent.change(box(), { target: { value: text } });
    const form = box().form;
    if (form) fireEvent.submit(form);
  };

  it("opens what is pasted, in the source in use", async () => {
    await open("/search?source=demo");
    await screen.findByText("the search page");
    submit(`00-${id}-00f067aa0ba902b7-01`);
    await screen.findByText("the trace page");
    expect(location.pathname).toBe(`/trace/${id}`);
    expect(new URLSearchParams(location.search).get("source")).toBe("demo");
    expect(new URLSearchParams(location.search).get("span")).toBe("00f067aa0ba902b7");
    expect(box().value).toBe("");
  });

  it("says at the field what is wrong, until it is changed", async () => {
    await open("/search");
    submit("there is nothing here");
    const described = document.getElementById(box().getAttribute("aria-describedby") ?? "");
    expect(box().getAttribute("aria-invalid")).toBe("true");
    expect(described?.textContent).toContain("There is no trace ID in this");
    fireEvent.change(box(), { target: { value: "a" } });
    expect(box().getAttribute("aria-invalid")).toBeNull();
    expect(location.pathname).toBe("/search");
  });
});

describe("the source", () => {
  it("is shown with its version", async () => {
    await open("/search");
    const button = await screen.findByRole("button", { name: "Source: Jaeger 2.20 · v3" });
    expect(button.textContent).toBe("Jaeger 2.20 · v3");
  });

  it("out of reach is said, and can be tried again or done without", async () => {
    openers.connectJaeger.mockRejectedValue(new Problem("unreachable", { url: "http://x/api" }));
    await open("/search?service=a");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("No Jaeger in reach");
    expect(alert.textContent).toContain("http://x/api");
    expect(alert.textContent).toContain("JAEGER_URL");
    expect(within(alert).getByRole("button", { name: "Open files…" })).toBeDefined();

    fireEvent.click(within(alert).getByRole("button", { name: "Retry" }));
    await waitFor(() => expect(openers.connectJaeger).toHaveBeenCalledTimes(2));
    fireEvent.click(await screen.findByRole("button", { name: "Look at demo data" }));
    await screen.findByText("the search page");
    await screen.findByRole("button", { name: "Source: Demo data" });
    expect(new URLSearchParams(location.search).get("source")).toBe("demo");
    expect(new URLSearchParams(location.search).get("service")).toBeNull();
  });

  it("that lets nobody in is not looked for elsewhere", async () => {
    openers.connectJaeger.mockRejectedValue(new Problem("rate-limited", { status: 429 }));
    await open("/search?service=a");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Too many requests");
    expect(alert.textContent).not.toContain("No Jaeger in reach");
    expect(alert.textContent).not.toContain("JAEGER_URL");
    expect(within(alert).getByRole("button", { name: "Look at demo data" })).toBeDefined();
  });

  it("that is long in coming shows as progress, and need not be waited for", async () => {
    openers.connectJaeger.mockReturnValue(new Promise(() => undefined));
    await open("/search?service=a");
    await screen.findByRole("progressbar");
    expect(screen.getByText("Looking for a Jaeger…")).toBeDefined();
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    await screen.findByRole("heading", { name: "Not connected to a Jaeger" });
    expect(screen.getByRole("button", { name: "Source: No Jaeger" })).toBeDefined();
    expect(screen.getByRole("button", { name: "Look at demo data" })).toBeDefined();

    openers.connectJaeger.mockResolvedValue(sourceOf("jaeger-v3"));
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("the search page");
  });

  it("need not be known to ask it for a trace", async () => {
    openers.connectJaeger.mockReturnValue(new Promise(() => undefined));
    await open(`/trace/${id}`);
    await screen.findByText("the trace page");
  });

  it("out of reach, when no trace came of it either, is said on the trace's page", async () => {
    openers.connectJaeger.mockRejectedValue(new Problem("unreachable", { url: "http://x/api" }));
    await open(`/trace/${id}`);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("No Jaeger in reach");
    expect(screen.queryByText("the trace page")).toBeNull();
  });

  it("stays from page to page, until another is chosen", async () => {
    await open(`/trace/${id}?source=demo`);
    await screen.findByText("the trace page");
    fireEvent.click(screen.getByRole("link", { name: "Search" }));
    await screen.findByText("the search page");
    expect(address()).toBe("/search?source=demo");
    expect(openers.connectJaeger).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Source: Demo data" }));
    fireEvent.click(await screen.findByRole("menuitemradio", { name: "Jaeger" }));
    await screen.findByRole("button", { name: "Source: Jaeger 2.20 · v3" });
    expect(address()).toBe("/search");
  });

  it("of files that are gone says so", async () => {
    await open(`/trace/${id}?source=files`);
    await screen.findByRole("heading", { name: "The files are no longer open" });
    expect(screen.getByRole("button", { name: "Use Jaeger" })).toBeDefined();
  });
});

describe("files", () => {
  const file = new File(["{}"], "a<b>.json");
  const drop = (files: readonly File[]) =>
    fireEvent.drop(globalThis as never, { dataTransfer: { types: ["Files"], files } });

  function answer(traceCount: number, problem?: Problem) {
    openers.openFiles.mockResolvedValueOnce({
      source: sourceOf("files"),
      info: {
        libraryId: "1",
        files: [
          {
            name: file.name,
            bytes: 2,
            traceCount,
            spanCount: traceCount * 3,
            ...(traceCount === 1 && { traceId: id }),
            ...(problem && { problem: problem.toJSON() }),
          },
        ],
        summaries: [],
      },
      close: () => undefined,
    });
  }

  it("that are dropped open their one trace, with a list of what came of them", async () => {
    await open("/search");
    fireEvent.dragEnter(globalThis as never, { dataTransfer: { types: ["Files"] } });
    expect(await screen.findByText("Drop to open as traces")).toBeDefined();
    answer(1);
    drop([file]);
    await screen.findByText("the trace page");
    expect(address()).toBe(`/trace/${id}?source=files`);
    const list = screen.getByRole("region", { name: "Opened files" });
    expect(list.textContent).toContain("a<b>.json");
    expect(list.textContent).toContain("1 trace");
    expect(list.textContent).toContain("3 spans");
    await screen.findByRole("button", { name: "Source: 1 file" });
    expect(screen.queryByText("Drop to open as traces")).toBeNull();
    // Gone with the page, when there is nothing to act on.
    fireEvent.click(screen.getByRole("link", { name: "Search" }));
    await waitFor(() => expect(screen.queryByRole("region", { name: "Opened files" })).toBeNull());
  });

  it("that are refused say why and leave the page as it is", async () => {
    await open(`/trace/${id}`);
    await screen.findByText("the trace page");
    answer(0, new Problem("unknown-format", { where: "[0]", byteOffset: 12 }));
    drop([file]);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The format is not known");
    expect(alert.textContent).toContain("[0], byte 12");
    expect(screen.getByText("the trace page")).toBeDefined();
    expect(address()).toBe(`/trace/${id}`);
    fireEvent.click(screen.getByRole("button", { name: "Hide this list" }));
    expect(screen.queryByRole("region", { name: "Opened files" })).toBeNull();
  });

  it("of several traces open as a search", async () => {
    await open("/search");
    answer(2);
    drop([file]);
    await waitFor(() => expect(address()).toBe("/search?source=files"));
  });
});

describe("the settings and the keys", () => {
  it("switch the language", async () => {
    await open("/search");
    fireEvent.click(screen.getByRole("button", { name: "Language: EN (English)" }));
    fireEvent.click(await screen.findByRole("menuitemradio", { name: "Русский" }));
    await screen.findByRole("link", { name: "Поиск" });
    expect(document.documentElement.lang).toBe("ru");
  });

  it("are listed at a press of ?, which is a character in a text field", async () => {
    await open("/search");
    fireEvent.keyDown(screen.getByRole("textbox", { name: "Trace ID" }), { key: "?" });
    expect(screen.queryByRole("dialog")).toBeNull();
    fireEvent.keyDown(document.body, { key: "?" });
    const dialog = await screen.findByRole("dialog", { name: "Keys" });
    // In the timeline, and in a comparison.
    expect(within(dialog).getAllByText("Find in trace")).toHaveLength(2);
    fireEvent.click(within(dialog).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("let the keyboard skip to the content", async () => {
    await open("/search");
    fireEvent.click(screen.getByRole("link", { name: "Skip to content" }));
    expect(document.activeElement?.id).toBe("main");
  });
});
