// @vitest-environment jsdom
import {
  act,
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Backend, BackendKind } from "@/backend/backend";
import type { LoadedTrace, LoadTraceOptions, TraceEngine } from "@/engine/trace-engine";
import { Problem, type ProblemRecord } from "@/lib/problem";
import { readSpan } from "@/model/read-span";
import type { Trace } from "@/model/trace";
import { createQueryClient } from "@/queries/query-client";
import type { Source } from "@/queries/source-context";
import { setPreferences } from "@/state/preferences-store";
import { diagramTraceId, traceFromDiagram } from "@/testing/trace-diagram";
import { ObservedSizes } from "@/testing/observed-sizes";
import { App } from "./App";
import { loadLanguage } from "./I18nRoot";
import { createAppRouter } from "./routes";
import { createSources } from "./sources";

configure({ defaultHidden: true });

const part = traceFromDiagram(`
  p1 read          |==|     id=2
    p2 GET          |=|     id=3
  p1 write             |=|  id=4
`);
const whole = traceFromDiagram(`
  api GET /cart |==========|   id=1
    cart read     |==|         id=2
      redis GET    |=|         id=3
    cart write        |=|      id=4
`);
const grown = traceFromDiagram(`
  api GET /cart |==========|   id=1
    cart check   |=|           id=5
    cart read     |==|         id=2
      redis GET    |=|         id=3
    cart write        |=|      id=4
      redis SET        ||      id=6
`);

/** Loads in the order in which they were begun, each answered from the test. */
interface Load {
  readonly options: LoadTraceOptions;
  preview(trace: Trace): void;
  resolve(trace: Trace, partial?: ProblemRecord): void;
  reject(error: Error): void;
}

let loads: Load[];
let held: Map<string, Trace>;

function fakeEngine(): TraceEngine {
  const hold = (core: Trace): LoadedTrace => {
    const handle = `t${held.size}`;
    held.set(handle, core);
    return { handle, core, format: "jaeger-v1", bytes: 1 };
  };
  const engine: Partial<TraceEngine> = {
    load: (_, options = {}) =>
      new Promise((resolve, reject) => {
        options.signal?.addEventListener("abort", () => reject(options.signal?.reason));
        loads.push({
          options,
          preview: (trace) => act(() => options.onPreview?.(hold(trace))),
          resolve: (trace, partial) =>
            act(() => resolve({ ...hold(trace), ...(partial && { partial }) })),
          reject: (error) => act(() => reject(error)),
        });
      }),
    async spanDetail(handle, span) {
      const trace = held.get(handle);
      if (!trace) throw new Problem("engine-failed");
      return readSpan(trace, span);
    },
    async release(handle) {
      held.delete(handle);
    },
  };
  return engine as TraceEngine;
}

function sourceOf(kind: BackendKind): Source {
  const backend: Partial<Backend> = {
    info: { kind, version: "", searchesAllServices: true },
    traceSource: (traceId) => ({ kind: "library", libraryId: "l", traceId }),
  };
  return { key: kind, backend: backend as Backend, engine: fakeEngine() };
}

async function open(query = "", kind: BackendKind = "jaeger-v3") {
  const search = [query, kind === "demo" ? "source=demo" : ""].filter(Boolean).join("&");
  history.replaceState(null, "", `/trace/${diagramTraceId}${search && `?${search}`}`);
  const source = sourceOf(kind);
  const router = createAppRouter("/");
  await router.load();
  render(
    <App
      language={await loadLanguage("en", { whole: true })}
      queryClient={createQueryClient()}
      sources={createSources({
        unprovenJaeger: source,
        connectJaeger: async () => source,
        openDemo: async () => source,
        openFiles: () => Promise.reject(new Error("Not for this test")),
      })}
      router={router}
    />,
  );
  // In development React mounts everything twice; the first load is given up.
  const isWanted = ({ options }: Load) => !options.signal?.aborted;
  await waitFor(() => expect(loads.filter(isWanted)).toHaveLength(1));
  loads = loads.filter(isWanted);
}

beforeEach(() => {
  loads = [];
  held = new Map();
  setPreferences({ locale: "en", theme: "light", timeZone: "utc", timeLimitMs: 30_000 });
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1200);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }));
  vi.stubGlobal("ResizeObserver", ObservedSizes);
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => setTimeout(callback, 0));
  globalThis.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const grid = () => screen.findByRole("treegrid", { name: "Spans" });
const row = async (name: RegExp) => within(await grid()).findByRole("row", { name });
const hasRows = async (count: number) => {
  const rows = await grid();
  await waitFor(() => expect(rows.getAttribute("aria-rowcount")).toBe(String(count)));
};
const load = (at: number): Load => {
  const one = loads[at];
  if (!one) throw new Error(`There was no load ${at}`);
  return one;
};
const says = (text: string | RegExp) => screen.findByText(text);

it("shows what has arrived and what comes later in its place, without moving anything", async () => {
  await open();
  load(0).preview(part);
  await hasRows(3);
  expect((await says("Partial: 3 spans so far")).getAttribute("role")).toBe("status");
  expect(screen.getByRole("progressbar")).toBeDefined();
  act(() =>
    load(0).options.onProgress?.({ phase: "reading", bytes: 31e6, totalBytes: 80e6, spans: 9 }),
  );
  expect(await says("31 MB of 80 MB")).toBeDefined();

  const read = await row(/^p1: read/);
  fireEvent.click(within(read).getByRole("button", { name: "Collapse" }));
  await hasRows(2);
  fireEvent.click(read);
  act(() => read.focus());
  const details = await screen.findByRole("region", { name: "Span details" });
  await within(details).findByRole("heading", { name: "read" });
  expect(location.search).toBe("?span=0000000000000002");

  load(0).resolve(whole);
  await hasRows(3);
  // The same elements: neither the focus nor the panel has gone for a moment.
  expect(read.isConnected).toBe(true);
  expect(document.activeElement).toBe(read);
  expect(read.getAttribute("aria-label")).toMatch(/^cart: read/);
  expect(read.getAttribute("aria-level")).toBe("2");
  expect(read.getAttribute("aria-expanded")).toBe("false");
  expect(read.getAttribute("aria-selected")).toBe("true");
  expect(details.isConnected).toBe(true);
  expect(details.getAttribute("aria-busy")).toBe("false");
  expect(details.textContent).toContain("cart");
  expect(screen.queryByRole("progressbar")).toBeNull();
  expect(screen.queryByText(/Partial/)).toBeNull();
  // What could not be linked to before is in the link now.
  await waitFor(() => expect(location.search).toMatch(/collapsed=/));
  await waitFor(() => expect([...held.values()]).toEqual([whole]));
});

it("does with the whole what its link says, which the part could not do", async () => {
  await open("span=0000000000000001&range=4000000-6000000");
  load(0).preview(part);
  await hasRows(3);
  expect(screen.queryByText(/not in this trace/)).toBeNull();
  load(0).resolve(whole);
  await hasRows(4);
  const root = await row(/^api: GET \/cart/);
  await waitFor(() => expect(root.getAttribute("aria-selected")).toBe("true"));
  const start = screen.getByRole("slider", { name: "Start of range" });
  await waitFor(() => expect(start.getAttribute("aria-valuenow")).toBe("4000000"));
  expect(location.search).toBe("?span=0000000000000001&range=4000000-6000000");
});

it("keeps what is there when the rest is cancelled or fails, and reads again when asked", async () => {
  await open();
  load(0).preview(part);
  await hasRows(3);
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await says(/Partial: 3 spans. Reading ended/);
  expect(load(0).options.signal?.aborted).toBe(true);
  expect(screen.queryByRole("progressbar")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Retry" }));
  await waitFor(() => expect(loads).toHaveLength(2));
  load(1).reject(new Problem("server-error", { status: 500 }));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Only a part of this trace could be read: 3 spans");
  await hasRows(3);
  fireEvent.click(within(alert).getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByRole("alert")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Retry" }));
  await waitFor(() => expect(loads).toHaveLength(3));
  load(2).resolve(whole);
  await hasRows(4);
  expect(screen.queryByText(/Partial/)).toBeNull();
});

it("keeps what a broken answer has brought, also when the next one brings less", async () => {
  await open();
  const cut = { code: "cut-off", params: { spans: 4 } } as const;
  load(0).resolve(whole, cut);
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Only a part of this trace could be read: 4 spans");
  fireEvent.click(within(alert).getByRole("button", { name: "Retry" }));
  await waitFor(() => expect(loads).toHaveLength(2));
  // Less than what is there is not shown in its place.
  load(1).preview(part);
  load(1).resolve(part, { code: "cut-off", params: { spans: 3 } });
  await screen.findByRole("alert");
  await hasRows(4);
  expect([...held.values()]).toEqual([whole]);
});

it("is read again by a key, and says how many spans have come", async () => {
  await open();
  load(0).resolve(whole);
  await hasRows(4);
  const write = await row(/^cart: write/);
  fireEvent.keyDown(document.body, { key: "r", code: "KeyR" });
  await waitFor(() => expect(loads).toHaveLength(2));
  expect(load(1).options.onPreview).toBeUndefined();
  load(1).resolve(grown);
  await hasRows(6);
  await says("2 spans added");
  expect(write.isConnected).toBe(true);

  fireEvent.click(screen.getByRole("button", { name: "Refresh" }));
  await waitFor(() => expect(loads).toHaveLength(3));
  load(2).reject(new Problem("unreachable"));
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The trace could not be read again; it is shown as it was");
  expect(screen.queryByText("2 spans added")).toBeNull();
  await hasRows(6);
  fireEvent.click(within(alert).getByRole("button", { name: "Retry" }));
  await waitFor(() => expect(loads).toHaveLength(4));
  load(3).resolve(grown);
  await says("No new spans");
});

it("is not read again where all of it is here", async () => {
  await open("", "demo");
  load(0).resolve(whole);
  await hasRows(4);
  expect(screen.queryByRole("button", { name: "Refresh" })).toBeNull();
});
