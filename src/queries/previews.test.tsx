// @vitest-environment jsdom
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { LoadedTrace, LoadTraceOptions, TraceEngine } from "@/engine/trace-engine";
import { whenIdle } from "@/lib/activity";
import { createQueryClient } from "./query-client";
import { SourceProvider, type Source } from "./source-context";
import { prefetchTrace, useTrace } from "./trace";

interface Load {
  readonly options: LoadTraceOptions;
  readonly resolve: (trace: LoadedTrace) => void;
}

let client: QueryClient;
let loads: Load[];
let released: string[];
let source: Source;

beforeEach(() => {
  client = createQueryClient();
  loads = [];
  released = [];
  const engine: Partial<TraceEngine> = {
    load: (_, options = {}) =>
      new Promise((resolve, reject) => {
        options.signal?.addEventListener("abort", () => reject(options.signal?.reason));
        loads.push({ options, resolve });
      }),
    release: async (handle) => void released.push(handle),
  };
  const backend = { info: { kind: "jaeger-v3" }, traceSource: () => ({ kind: "library" }) };
  source = { key: "test", backend, engine } as unknown as Source;
});
afterEach(() => {
  cleanup();
  client.clear();
});

const loaded = (handle: string, spans: number): LoadedTrace =>
  ({ handle, core: { spans: { length: spans } } }) as unknown as LoadedTrace;
const preview = (load: number, handle: string, spans: number) =>
  act(() => loads[load]?.options.onPreview?.(loaded(handle, spans)));
const render = () =>
  renderHook(() => useTrace("a"), {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <QueryClientProvider client={client}>
        <SourceProvider source={source}>{children}</SourceProvider>
      </QueryClientProvider>
    ),
  });

it("shows each preview in place of the one before, then the whole, and frees what is replaced", async () => {
  const { result } = render();
  await waitFor(() => expect(loads).toHaveLength(1));
  preview(0, "p1", 5);
  await waitFor(() => expect(result.current.preview?.handle).toBe("p1"));
  expect(result.current).toMatchObject({ data: undefined, isFetching: true });
  preview(0, "p2", 30);
  await waitFor(() => expect(result.current.preview?.handle).toBe("p2"));
  expect(released).toEqual(["p1"]);
  act(() => loads[0]?.resolve(loaded("t", 40)));
  await waitFor(() => expect(result.current.data?.handle).toBe("t"));
  expect(result.current).toMatchObject({ preview: undefined, isFetching: false });
  expect(released).toEqual(["p1", "p2"]);
});

it("finds the preview of a load that began before there was a page", async () => {
  void prefetchTrace(client, source, "a");
  await waitFor(() => expect(loads).toHaveLength(1));
  preview(0, "p1", 5);
  const { result } = render();
  expect(result.current).toMatchObject({ preview: { handle: "p1" }, isFetching: true });
  act(() => loads[0]?.resolve(loaded("t", 40)));
  await waitFor(() => expect(result.current.data?.handle).toBe("t"));
  expect(loads).toHaveLength(1);
});

it("forgets a part when its page is left, and reads the trace anew for the next one", async () => {
  const { unmount } = render();
  await waitFor(() => expect(loads).toHaveLength(1));
  preview(0, "p1", 5);
  unmount();
  await whenIdle();
  expect(loads[0]?.options.signal?.aborted).toBe(true);
  expect(released).toEqual(["p1"]);
  const { result } = render();
  await waitFor(() => expect(loads).toHaveLength(2));
  expect(result.current).toMatchObject({ preview: undefined, data: undefined, isFetching: true });
});

it("takes no preview that comes too late, or shows less than is there", async () => {
  const { result } = render();
  await waitFor(() => expect(loads).toHaveLength(1));
  preview(0, "p1", 50);
  await waitFor(() => expect(result.current.preview?.handle).toBe("p1"));
  act(() => result.current.cancel());
  await waitFor(() => expect(result.current.isFetching).toBe(false));
  expect(result.current.preview?.handle).toBe("p1");
  preview(0, "late", 70);
  expect(released).toEqual(["late"]);
  act(() => result.current.retry());
  await waitFor(() => expect(loads).toHaveLength(2));
  preview(1, "less", 20);
  expect(released).toEqual(["late", "less"]);
  expect(result.current.preview?.handle).toBe("p1");
  preview(1, "more", 60);
  await waitFor(() => expect(result.current.preview?.handle).toBe("more"));
});
