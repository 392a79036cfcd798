// @vitest-environment jsdom
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Backend, SearchOptions } from "@/backend/backend";
import type { LoadedTrace, TraceEngine } from "@/engine/trace-engine";
import { whenIdle } from "@/lib/activity";
import { Problem } from "@/lib/problem";
import { spanIndex } from "@/model/indexes";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { SpanView } from "@/model/span-view";
import type { LoadOptions } from "@/model/trace-source";
import { setPreferences } from "@/state/preferences-store";
import { useOperations, useServices } from "./catalog";
import { createQueryClient } from "./query-client";
import { useSearch, useSummariesById } from "./search";
import { type Source, SourceProvider } from "./source-context";
import { useSpanDetail, useTrace } from "./trace";

const missing = () => Promise.reject(new Error("Not for this test"));
const query: SearchQuery = { attributes: {}, startUnixMicro: 0, endUnixMicro: 1, limit: 20 };
const answer: SearchAnswer = { summaries: [], route: "v3-summaries", limitReached: false };

function makeBackend(calls: Partial<Backend>): Backend {
  return {
    info: { kind: "jaeger-v3", version: "", searchesAllServices: true },
    services: missing,
    operations: missing,
    search: missing,
    summariesById: missing,
    traceSource: (traceId) => ({ kind: "library", libraryId: "l", traceId }),
    ...calls,
  };
}

function makeEngine(calls: Partial<TraceEngine>): TraceEngine {
  return {
    load: missing,
    openLibrary: missing,
    searchLibrary: missing,
    libraryServices: missing,
    libraryOperations: missing,
    closeLibrary: missing,
    knownAttributes: missing,
    summarise: missing,
    spanDetail: missing,
    match: missing,
    criticalPath: missing,
    linksIn: missing,
    linksFromOthers: missing,
    selfTimes: missing,
    statistics: missing,
    clockSkew: missing,
    serviceGraph: missing,
    serviceGraphOf: missing,
    compare: missing,
    flame: missing,
    compareFlames: missing,
    subtree: missing,
    spanOrder: missing,
    eventList: missing,
    eventRows: missing,
    jsonText: missing,
    spanGroups: missing,
    spanMarks: missing,
    repeats: missing,
    completions: missing,
    correctTimes: missing,
    previewExport: missing,
    exportTrace: missing,
    release: async () => undefined,
    ...calls,
  };
}

/** A loaded trace of which only what the cache looks at is there. */
const loaded = (handle: string, spans = 1): LoadedTrace =>
  ({ handle, core: { spans: { length: spans } } }) as unknown as LoadedTrace;

/** A promise that is settled from outside, and rejects when its signal is aborted. */
function controlled<T>(options: LoadOptions = {}) {
  let settle: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined;
  const promise = new Promise<T>((resolve, reject) => (settle = { resolve, reject }));
  options.signal?.addEventListener("abort", () => settle?.reject(options.signal?.reason));
  return {
    promise,
    options,
    resolve: (value: T) => settle?.resolve(value),
    reject: (error: unknown) => settle?.reject(error),
  };
}

let client: QueryClient;
beforeEach(() => {
  client = createQueryClient();
  setPreferences({ timeLimitMs: 30_000 });
});
afterEach(() => {
  cleanup();
  client.clear();
  vi.useRealTimers();
});

function render<T, P>(
  hook: (props: P) => T,
  calls: { backend?: Partial<Backend>; engine?: Partial<TraceEngine> },
  initialProps: P,
) {
  const source: Source = {
    key: "test",
    backend: makeBackend(calls.backend ?? {}),
    engine: makeEngine(calls.engine ?? {}),
  };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <SourceProvider source={source}>{children}</SourceProvider>
    </QueryClientProvider>
  );
  return renderHook(hook, { wrapper, initialProps });
}

describe("lists", () => {
  it("are fetched once, operations only for a service", async () => {
    const asked: string[] = [];
    const backend: Partial<Backend> = {
      services: async () => ["a"],
      async operations(service) {
        asked.push(service);
        return [{ name: "x", kind: "" }];
      },
    };
    const useBoth = (service: string | undefined) =>
      [useServices(), useOperations(service)] as const;
    const { result, rerender } = render(useBoth, { backend }, undefined as string | undefined);
    await waitFor(() => expect(result.current[0].data).toEqual(["a"]));
    rerender("");
    rerender("a");
    await waitFor(() => expect(result.current[1].data).toEqual([{ name: "x", kind: "" }]));
    expect(asked).toEqual(["a"]);
  });
});

/** A backend that notes its searches, and answers each when told to. */
function controlledSearches() {
  const searches: ReturnType<typeof controlled<SearchAnswer>>[] = [];
  const backend: Partial<Backend> = {
    search(_, options) {
      const search = controlled<SearchAnswer>(options);
      searches.push(search);
      return search.promise;
    },
  };
  return { searches, backend };
}

describe("useSearch", () => {
  it("asks nothing without a query, and gives up a search that another takes the place of", async () => {
    const { searches, backend } = controlledSearches();
    const { result, rerender } = render(
      useSearch,
      { backend },
      undefined as SearchQuery | undefined,
    );
    expect(result.current).toMatchObject({ data: undefined, isFetching: false });
    rerender(query);
    await waitFor(() => expect(searches).toHaveLength(1));
    rerender({ ...query, limit: 5 });
    await waitFor(() => expect(searches).toHaveLength(2));
    expect(searches[0]?.options.signal?.aborted).toBe(true);
    searches[1]?.resolve(answer);
    await waitFor(() => expect(result.current.data).toBe(answer));
    expect(result.current).toMatchObject({ problem: undefined, isFetching: false });
    await whenIdle();
  });

  it("tells apart searches whose attributes differ in nothing but a hostile key", async () => {
    const asked: SearchQuery[] = [];
    const backend: Partial<Backend> = {
      async search(one) {
        asked.push(one);
        return answer;
      },
    };
    const hostile = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
    const { rerender } = render(useSearch, { backend }, query as SearchQuery | undefined);
    await waitFor(() => expect(asked).toHaveLength(1));
    rerender({ ...query, attributes: hostile });
    await waitFor(() => expect(asked).toHaveLength(2));
    rerender({ limit: 20, endUnixMicro: 1, startUnixMicro: 0, attributes: {} });
    await act(() => whenIdle());
    expect(asked).toHaveLength(2);
  });

  it("shows a problem at once, and asks again when told to", async () => {
    let fails = true;
    const backend: Partial<Backend> = {
      async search() {
        if (fails) throw new Problem("unreachable", { url: "u" });
        return answer;
      },
    };
    const { result } = render(useSearch, { backend }, query as SearchQuery | undefined);
    await waitFor(() => expect(result.current.problem?.code).toBe("unreachable"));
    fails = false;
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.data).toBe(answer));
    expect(result.current.problem).toBeUndefined();
  });

  it("shows progress, and neither data nor a problem when cancelled", async () => {
    const { searches, backend } = controlledSearches();
    const { result } = render(useSearch, { backend }, query as SearchQuery | undefined);
    await waitFor(() => expect(searches).toHaveLength(1));
    act(() => searches[0]?.options.onProgress?.({ phase: "reading", bytes: 7, spans: 0 }));
    const progress = { phase: "reading", bytes: 7, spans: 0 };
    await waitFor(() => expect(result.current.progress).toEqual(progress));
    act(() => result.current.cancel());
    await waitFor(() => expect(result.current.isFetching).toBe(false));
    expect(result.current).toMatchObject({
      data: undefined,
      problem: undefined,
      progress: undefined,
    });
    expect(searches[0]?.options.signal?.aborted).toBe(true);
    await whenIdle();
    act(() => result.current.retry());
    await waitFor(() => expect(searches).toHaveLength(2));
  });

  it("gives what has come of an answer until there is the whole, or another attempt", async () => {
    const { searches, backend } = controlledSearches();
    const { result } = render(useSearch, { backend }, query as SearchQuery | undefined);
    const begins = async (attempt: number) => {
      await waitFor(() => expect(searches).toHaveLength(attempt));
      expect(result.current).toMatchObject({ data: undefined, some: undefined });
      const options: SearchOptions | undefined = searches[attempt - 1]?.options;
      act(() => options?.onSome?.([]));
      await waitFor(() => expect(result.current.some).toEqual([]));
    };
    await begins(1);
    act(() => result.current.cancel());
    await waitFor(() => expect(result.current.isFetching).toBe(false));
    expect(result.current).toMatchObject({ data: undefined, some: [] });
    act(() => result.current.retry());
    await begins(2);
    searches[1]?.resolve(answer);
    await waitFor(() => expect(result.current.data).toBe(answer));
    expect(result.current.some).toBeUndefined();
  });

  it("ends a search that keeps silent for too long, unless the user waits", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    setPreferences({ timeLimitMs: 1000 });
    const backend: Partial<Backend> = {
      search: (_, options) => controlled<SearchAnswer>(options).promise,
    };
    const { result } = render(useSearch, { backend }, query as SearchQuery | undefined);
    await act(() => vi.advanceTimersByTimeAsync(900));
    act(() => result.current.keepWaiting());
    await act(() => vi.advanceTimersByTimeAsync(900));
    expect(result.current.isFetching).toBe(true);
    await act(() => vi.advanceTimersByTimeAsync(300));
    expect(result.current.problem).toMatchObject({ code: "timeout", params: { limitMs: 2000 } });
    expect(result.current.isFetching).toBe(false);
  });

  it("sets no limit to what is done in this browser, nor to building", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    setPreferences({ timeLimitMs: 1000 });
    const info = { kind: "files" as const, version: "", searchesAllServices: true };
    const search: Backend["search"] = (_, options) => controlled<SearchAnswer>(options).promise;
    const local = render(
      useSearch,
      { backend: { info, search } },
      query as SearchQuery | undefined,
    );
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(local.result.current.isFetching).toBe(true);
    local.unmount();
    client.clear();
    const building: Backend["search"] = (_, options) => {
      options?.onProgress?.({ phase: "building", bytes: 1, spans: 1 });
      return controlled<SearchAnswer>(options).promise;
    };
    const remote = render(
      useSearch,
      { backend: { search: building } },
      query as SearchQuery | undefined,
    );
    await act(() => vi.advanceTimersByTimeAsync(60_000));
    expect(remote.result.current.isFetching).toBe(true);
  });
});

describe("useSummariesById", () => {
  it("asks for the ids that a link names", async () => {
    const asked: (readonly string[])[] = [];
    const backend: Partial<Backend> = {
      async summariesById(ids) {
        asked.push(ids);
        return [];
      },
    };
    const { result, rerender } = render(useSummariesById, { backend }, [] as readonly string[]);
    expect(result.current.isFetching).toBe(false);
    rerender(["a", "b"]);
    await waitFor(() => expect(result.current.data).toEqual([]));
    expect(asked).toEqual([["a", "b"]]);
  });
});

describe("useTrace", () => {
  function traces(spans: number) {
    const released: string[] = [];
    let last = 0;
    const engine: Partial<TraceEngine> = {
      async load(source) {
        last += 1;
        return loaded(`${source.traceId}${last}`, spans);
      },
      async release(handle) {
        released.push(handle);
      },
    };
    return { engine, released };
  }

  it("keeps small traces for going back, and frees large ones", async () => {
    for (const [spans, expected] of [
      [1000, []],
      [400_000, ["a1"]],
    ] as const) {
      const { engine, released } = traces(spans);
      const { result, rerender, unmount } = render(useTrace, { engine }, "a" as string);
      await waitFor(() => expect(result.current.data?.handle).toBe("a1"));
      rerender("b");
      expect(result.current.data).toBeUndefined();
      await waitFor(() => expect(result.current.data?.handle).toBe("b2"));
      expect(released).toEqual(expected);
      unmount();
      client.clear();
      expect(released.sort()).toEqual(["a1", "b2"]);
    }
  });

  it("frees what a second reading takes the place of", async () => {
    const { engine, released } = traces(10);
    const { result } = render(useTrace, { engine }, "a" as string);
    await waitFor(() => expect(result.current.data?.handle).toBe("a1"));
    act(() => result.current.retry());
    await waitFor(() => expect(result.current.data?.handle).toBe("a2"));
    expect(released).toEqual(["a1"]);
  });

  it("gives up a load when the page is left", async () => {
    const loads: LoadOptions[] = [];
    const engine: Partial<TraceEngine> = {
      load(_, options = {}) {
        loads.push(options);
        return controlled<LoadedTrace>(options).promise;
      },
    };
    const { unmount } = render(useTrace, { engine }, "a" as string);
    await waitFor(() => expect(loads).toHaveLength(1));
    unmount();
    expect(loads[0]?.signal?.aborted).toBe(true);
    await whenIdle();
  });
});

describe("useSpanDetail", () => {
  const view = (index: number): SpanView => ({ index: spanIndex(index) }) as unknown as SpanView;
  type Props = { handle: string | undefined; span: number | undefined };
  const useDetail = ({ handle, span }: Props) =>
    useSpanDetail(handle, span === undefined ? undefined : spanIndex(span));

  it("never shows another span than the one asked for", async () => {
    const engine: Partial<TraceEngine> = { spanDetail: async (_, span) => view(span) };
    const { result, rerender } = render(useDetail, { engine }, {
      handle: "t",
      span: undefined,
    } as Props);
    expect(result.current).toMatchObject({ data: undefined, isFetching: false });
    rerender({ handle: "t", span: 1 });
    await waitFor(() => expect(result.current.data?.index).toBe(1));
    rerender({ handle: "t", span: 2 });
    expect(result.current.data).toBeUndefined();
    await waitFor(() => expect(result.current.data?.index).toBe(2));
  });

  it("reads the trace anew when the engine has lost it", async () => {
    let loads = 0;
    const engine: Partial<TraceEngine> = {
      async load() {
        loads += 1;
        return loaded(`t${loads}`);
      },
      async spanDetail(handle, span) {
        if (handle === "t1") throw new Problem("engine-failed");
        return view(span);
      },
    };
    const useBoth = () => {
      const trace = useTrace("a");
      return { trace, detail: useSpanDetail(trace.data?.handle, spanIndex(3)) };
    };
    const { result } = render(useBoth, { engine }, undefined);
    await waitFor(() => expect(result.current.detail.problem?.code).toBe("engine-failed"));
    act(() => result.current.detail.retry());
    await waitFor(() => expect(result.current.detail.data?.index).toBe(3));
    expect(result.current.trace.data?.handle).toBe("t2");
  });
});
