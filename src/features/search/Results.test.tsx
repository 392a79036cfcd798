// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { loadCatalogue, type Catalogue } from "@/i18n/catalogue";
import { createFormats } from "@/i18n/formats";
import { I18nProvider } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import { SourceProvider, type Source } from "@/queries/source-context";
import { chosenTraces } from "@/state/chosen-traces";
import { setPreferences } from "@/state/preferences-store";
import { Results, type ResultsProps } from "./Results";

const hour = { startUnixMicro: 1_768_226_400_000_000, endUnixMicro: 1_768_230_000_000_000 };
const query: SearchQuery = { service: "api", attributes: {}, limit: 200, ...hour };

const trace = (i: number, change: Partial<TraceSummary> = {}): TraceSummary => ({
  traceId: `${i}`.padStart(32, "0"),
  rootService: "api",
  rootName: `GET /${i}`,
  startUnixNano: BigInt(hour.startUnixMicro + i) * 1000n,
  durationNs: 1_000_000 * (i + 1),
  spanCount: i + 1,
  errorCount: 0,
  orphanCount: 0,
  services: [{ name: "api", spanCount: i + 1, errorCount: 0 }],
  ...change,
});
const answer = (summaries: readonly TraceSummary[], limitReached = false): SearchAnswer => ({
  summaries,
  route: "v3-summaries",
  limitReached,
});

const actions = {
  cancel: vi.fn<() => void>(),
  keepWaiting: vi.fn<() => void>(),
  retry: vi.fn<() => void>(),
};
const quiet = {
  some: undefined,
  data: undefined,
  problem: undefined,
  progress: undefined,
  isFetching: false,
  ...actions,
};
const Link: ResultsProps["Link"] = ({ traceId, children, ...rest }) => (
  <a href={`/trace/${traceId}`} {...rest}>
    {children}
  </a>
);
const older = {
  isFetching: false,
  problem: undefined,
  load: actions.retry,
  cancel: actions.cancel,
};
const onFilter = vi.fn<ResultsProps["onFilter"]>();
const onSort = vi.fn<ResultsProps["onSort"]>();
const onCompare = vi.fn<ResultsProps["onCompare"]>();
const onGraph = vi.fn<() => void>();

const source: Source = {
  key: "test",
  backend: {} as Source["backend"],
  engine: {} as Source["engine"],
};
let messages: Catalogue;
const page = (props: Partial<ResultsProps>, of: Source = source) => (
  <I18nProvider messages={messages} formats={createFormats("en")}>
    <SourceProvider source={of}>
      <Results
        query={query}
        problems={undefined}
        search={quiet}
        linkedIds={[]}
        linked={quiet}
        isExpected={false}
        searchesAll={false}
        sort={undefined}
        filter={undefined}
        older={older}
        live={undefined}
        onFilter={onFilter}
        onSort={onSort}
        onOpen={vi.fn<() => void>()}
        onSave={vi.fn<ResultsProps["onSave"]>()}
        onCompare={onCompare}
        onGraph={onGraph}
        Link={Link}
        {...props}
      />
    </SourceProvider>
  </I18nProvider>
);
const found = (summaries: readonly TraceSummary[], limitReached?: boolean) => ({
  search: { ...quiet, data: answer(summaries, limitReached) },
});
const table = () => screen.findByRole("table", { name: "Traces" });

beforeAll(async () => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  // The virtual list asks the scroller for its size, which jsdom does not lay out.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(480);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(656);
  messages = await loadCatalogue("en");
  // Compiling it for the first time may take longer than a test waits.
  await import("./FoundTraces");
});
beforeEach(() => {
  chosenTraces.setState(chosenTraces.getInitialState());
  onSort.mockClear();
  onCompare.mockClear();
  actions.retry.mockClear();
  setPreferences({ timeZone: "utc" });
});
afterEach(cleanup);

describe("results that are expected", () => {
  it("are made out of reach, and then filled in", async () => {
    const { container, rerender } = render(page({ query: undefined, isExpected: true }));
    await waitFor(() => expect(container.querySelector("[inert] [role=table]")).toBeTruthy());
    expect(screen.getByText("Find traces")).toBeTruthy();
    const made = container.querySelector("[role=table]");
    rerender(page({ isExpected: true, ...found([trace(0)]) }));
    expect(container.querySelector("[inert]")).toBeNull();
    expect(container.querySelector("[role=table]")).toBe(made);
    const links = [...container.querySelectorAll("[role=table] a")];
    expect(links.map((link) => link.getAttribute("href"))).toEqual([`/trace/${trace(0).traceId}`]);
    rerender(page({ isExpected: true, ...found([]) }));
    expect(container.querySelector("[inert] [role=table]")).toBe(made);
  });
});

describe("more results", () => {
  const live = {
    everyMs: undefined,
    onEvery: vi.fn<(everyMs: number | undefined) => void>(),
    onTake: vi.fn<() => void>(),
  };

  it("can be loaded where the limit cut the answer off", async () => {
    render(page(found([trace(0)], true)));
    fireEvent.click(await screen.findByRole("button", { name: "Load older" }));
    expect(actions.retry).toHaveBeenCalledTimes(1);
    cleanup();
    render(page({ ...found([trace(0)], true), older: { ...older, isFetching: true } }));
    await table();
    fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(actions.cancel).toHaveBeenCalled();
    cleanup();
    render(page(found([trace(0)])));
    await table();
    expect(screen.queryByRole("button", { name: "Load older" })).toBeNull();
  });

  it("wait until they are wanted", async () => {
    const fresh = { count: 3, problem: undefined };
    render(page({ ...found([trace(0)]), live: { ...live, fresh } }));
    fireEvent.click(await screen.findByRole("button", { name: "Show 3 new" }));
    expect(live.onTake).toHaveBeenCalledTimes(1);
    fireEvent.change(screen.getByLabelText("Auto refresh"), { target: { value: "30000" } });
    expect(live.onEvery).toHaveBeenCalledWith(30_000);
    expect(screen.getAllByRole("row")).toHaveLength(2);
  });
});

describe("what was found", () => {
  it("is counted with its errors, the limit and the window", async () => {
    render(page(found([trace(0), trace(1, { errorCount: 2 })])));
    const heading = await screen.findByRole("heading", { level: 1 });
    expect(heading.textContent).toBe(
      "2 traces, 1 with errors; at most 200 asked for; 2026-01-12 14:00:00–15:00:00",
    );
    expect(screen.queryByText(/There may be more/)).toBeNull();
  });

  it("says when the limit cut it off, and what to do", async () => {
    render(page(found([trace(0)], true)));
    expect(await screen.findByText(/There may be more.*Raise the limit/)).toBeTruthy();
  });

  it("is a table of links, newest first, of which only rows in view exist", async () => {
    render(page(found(Array.from({ length: 10_000 }, (_, i) => trace(i)))));
    expect((await table()).getAttribute("aria-rowcount")).toBe("10001");
    const rows = screen.getAllByRole("row");
    expect(rows.length).toBeLessThan(80);
    expect(rows[1]?.getAttribute("aria-rowindex")).toBe("2");
    const [first] = screen.getAllByRole("link");
    expect(first?.textContent).toBe("api: GET /9999");
    expect(first?.getAttribute("href")).toBe(`/trace/${"9999".padStart(32, "0")}`);
  });

  it("shows every service in words, also those that have no room", async () => {
    const services = ["a", "b", "c"].map((name) => ({ name, spanCount: 1, errorCount: 1 }));
    render(page(found([trace(0, { services, orphanCount: 2 })])));
    await table();
    expect(screen.getByTitle("a: 1 span, 1 error")).toBeTruthy();
    expect(screen.getByText("b: 1 span, 1 error; c: 1 span, 1 error")).toBeTruthy();
    expect(screen.getByTitle("2 spans have no parent in the trace").textContent).toBe("Incomplete");
  });

  it("is sorted by the column pressed, which the table says", async () => {
    const { rerender } = render(page(found([trace(0), trace(1)])));
    await table();
    const header = (name: string) => screen.getByRole("columnheader", { name });
    expect(header("Start").getAttribute("aria-sort")).toBe("descending");
    fireEvent.click(screen.getByRole("button", { name: "Duration" }));
    expect(header("Duration").getAttribute("aria-sort")).toBe("descending");
    await waitFor(() => expect(onSort).toHaveBeenCalledWith("-duration"));
    rerender(page({ ...found([trace(0), trace(1)]), sort: "duration" }));
    expect(header("Duration").getAttribute("aria-sort")).toBe("ascending");
    expect(header("Start").getAttribute("aria-sort")).toBeNull();
    expect(screen.getAllByRole("link")[0]?.textContent).toBe("api: GET /0");
  });

  it("can be compared, two and more, in the order of choosing", async () => {
    render(page(found([trace(0), trace(1), trace(2)])));
    await table();
    const compare = screen.getByRole("button", { name: "Compare" });
    const box = (i: number) => {
      const boxes = screen.getAllByRole("checkbox", { name: "Select for comparison" });
      fireEvent.click(boxes[i] ?? compare);
    };
    fireEvent.click(compare);
    expect(onCompare).not.toHaveBeenCalled();
    expect(compare.title).toMatch(/Choose two/);
    box(2);
    box(0);
    fireEvent.click(compare);
    expect(onCompare).toHaveBeenCalledWith([trace(0).traceId, trace(2).traceId]);
    fireEvent.click(screen.getByRole("button", { name: "Graph of these" }));
    expect(onGraph).toHaveBeenCalledTimes(1);
    box(1);
    expect(compare.title).toMatch(/first two/);
    fireEvent.click(compare);
    expect(onCompare).toHaveBeenLastCalledWith([0, 2, 1].map((i) => trace(i).traceId));
    fireEvent.click(screen.getByRole("button", { name: "Choose none" }));
    expect(compare.title).toMatch(/Choose two/);
  });
});

it("are still chosen after a look at one of them, and not among those of another source", async () => {
  const box = () => screen.getAllByRole<HTMLInputElement>("checkbox")[1];
  const first = render(page(found([trace(0), trace(1)])));
  await table();
  fireEvent.click(screen.getAllByRole("checkbox")[1] ?? document.body);
  expect(box()?.checked).toBe(true);
  first.unmount();
  const again = render(page(found([trace(0), trace(1)])));
  await table();
  expect(box()?.checked).toBe(true);
  again.unmount();
  render(page(found([trace(0), trace(1)]), { ...source, key: "other" }));
  await table();
  expect(box()?.checked).toBe(false);
});

describe("how the search stands", () => {
  it("before the first search, says what to do", () => {
    render(page({ query: undefined }));
    expect(screen.getByRole("heading", { name: "Find traces" })).toBeTruthy();
  });

  it("with nothing found up to now, says that the clock is wrong by hours", () => {
    const recent = { ...query, endUnixMicro: (Date.now() + 1000) * 1000 };
    const none = { ...answer([]), clockAheadMs: -7_200_000 };
    const { rerender } = render(page({ query: recent, search: { ...quiet, data: none } }));
    expect(screen.getByText(/it is 2 h behind the server's/)).toBeTruthy();
    rerender(page({ query: recent, ...found([]) }));
    expect(screen.queryByText(/clock/)).toBeNull();
  });

  it("with nothing found, names the conditions and what to loosen", () => {
    const narrow = { ...query, operation: "GET /x", attributes: { "a b": "c" } };
    render(page({ query: narrow, ...found([]) }));
    expect(screen.getByRole("heading", { name: "No traces found" })).toBeTruthy();
    expect(screen.getByText('"a b"=c')).toBeTruthy();
    expect(screen.getByText(/clear the operation/)).toBeTruthy();
    expect(screen.queryByText(/limits on the duration/)).toBeNull();
  });

  it("after a failure, shows why, a Retry, and the earlier results as such", async () => {
    const { rerender } = render(page(found([trace(0)])));
    await table();
    const problem = new Problem("server-error", { status: 500, serverMessage: "no shards" });
    rerender(page({ query: { ...query, limit: 5 }, search: { ...quiet, problem } }));
    expect(screen.getByRole("alert").textContent).toContain("no shards");
    expect(screen.getByText("These are the results of the earlier search.")).toBeTruthy();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("at most 200");
    expect(await table()).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Retry" }));
    expect(actions.retry).toHaveBeenCalledOnce();
  });

  it("shows what has come of a long answer, and says that it is not all", async () => {
    const some = [trace(1), trace(0)];
    const coming = { ...quiet, some, isFetching: true };
    const { rerender } = render(page({ search: coming }));
    const heading = await screen.findByRole("heading", { level: 1 });
    expect(heading.textContent).toBe("2 traces so far…");
    expect((await table()).getAttribute("aria-rowcount")).toBe("3");
    expect(screen.queryByRole("button", { name: "Graph of these" })).toBeNull();
    expect(screen.queryByText("These are the results of the earlier search.")).toBeNull();
    rerender(page({ search: { ...quiet, some } }));
    expect(heading.textContent).toBe("2 traces; the rest of the answer was not read");
    rerender(page(found([trace(2), ...some])));
    expect(heading.textContent).toContain("3 traces, none with errors");
    // Of another search, while it runs; an earlier whole is there again when it is given up.
    const wider = { ...query, limit: 500 };
    rerender(page({ query: wider, search: coming }));
    expect(heading.textContent).toBe("2 traces so far…");
    rerender(page({ query: wider, search: { ...quiet, some } }));
    expect(heading.textContent).toContain("3 traces, none with errors");
    expect(screen.getByText("These are the results of the earlier search.")).toBeTruthy();
  });

  it("when it was given up, says so", () => {
    render(page({}));
    expect(screen.getByText("The search was cancelled")).toBeTruthy();
  });
});

describe("traces that a link names", () => {
  it("are shown without a search, with how many of them there are", async () => {
    const linked = { ...quiet, data: [trace(7)] };
    render(page({ query: undefined, linkedIds: ["7", "8"], linked }));
    expect((await screen.findByRole("heading", { level: 1 })).textContent).toBe(
      "1 of 2 linked traces found",
    );
  });

  it("may all be gone", () => {
    render(page({ query: undefined, linkedIds: ["7"], linked: { ...quiet, data: [] } }));
    expect(screen.getByText("None of the linked traces was found")).toBeTruthy();
  });
});
