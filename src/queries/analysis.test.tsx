// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it } from "vitest";
import type { MatchOptions, SpanMatches, TraceEngine } from "@/engine/trace-engine";
import { spanIndex } from "@/model/indexes";
import { useCriticalPath, useMatches } from "./analysis";
import { createQueryClient } from "./query-client";
import { SourceProvider, type Source } from "./source-context";

afterEach(cleanup);

function wrapperOf(engine: Partial<TraceEngine>) {
  const client = createQueryClient();
  const source = { key: "test", engine } as unknown as Source;
  return ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <SourceProvider source={source}>{children}</SourceProvider>
    </QueryClientProvider>
  );
}

const found = (isWhole: boolean, ...rows: number[]): SpanMatches => ({
  rows: Uint32Array.from(rows),
  searched: rows.length,
  isWhole,
  problem: undefined,
});

/** An engine whose searches are answered from outside. */
function controlledEngine() {
  const calls: {
    readonly text: string;
    readonly options: MatchOptions;
    readonly resolve: (matches: SpanMatches) => void;
  }[] = [];
  const engine: Partial<TraceEngine> = {
    match: (_, text, options = {}) =>
      new Promise((resolve, reject) => {
        calls.push({ text, options, resolve });
        options.signal?.addEventListener("abort", () => reject(options.signal?.reason));
      }),
  };
  return { calls, engine };
}

it("shows what has been found so far, then all of it", async () => {
  const { calls, engine } = controlledEngine();
  const { result } = renderHook(() => useMatches("trace", "a"), { wrapper: wrapperOf(engine) });
  expect(result.current).toMatchObject({ data: undefined, isFetching: true });
  calls[0]?.options.onPartial?.(found(false, 1));
  await waitFor(() => expect(result.current.data).toEqual(found(false, 1)));
  expect(result.current.isFetching).toBe(true);
  calls[0]?.resolve(found(true, 1, 2));
  await waitFor(() => expect(result.current.data).toEqual(found(true, 1, 2)));
  expect(result.current.isFetching).toBe(false);
});

it("gives up the search for the last text, and does not take its part for an answer", async () => {
  const { calls, engine } = controlledEngine();
  const { result, rerender } = renderHook(({ text }) => useMatches("trace", text), {
    wrapper: wrapperOf(engine),
    initialProps: { text: "a" },
  });
  calls[0]?.options.onPartial?.(found(false, 1));
  await waitFor(() => expect(result.current.data).toBeDefined());
  rerender({ text: "ab" });
  expect(result.current.data).toBeUndefined();
  expect(calls[0]?.options.signal?.aborted).toBe(true);
  calls[1]?.resolve(found(true));
  await waitFor(() => expect(result.current.data).toEqual(found(true)));
  rerender({ text: "a" });
  await waitFor(() => expect(calls.map(({ text }) => text)).toEqual(["a", "ab", "a"]));
  rerender({ text: "ab" });
  expect(result.current).toMatchObject({ data: found(true), isFetching: false });
  expect(calls).toHaveLength(3);
});

it("asks nothing for an empty text or an unknown trace", () => {
  const { calls, engine } = controlledEngine();
  const wrapper = wrapperOf(engine);
  expect(renderHook(() => useMatches("trace", " "), { wrapper }).result.current).toEqual({
    data: undefined,
    problem: undefined,
    isFetching: false,
  });
  renderHook(() => useMatches(undefined, "a"), { wrapper });
  expect(calls).toHaveLength(0);
});

it("asks for a critical path once", async () => {
  let asked = 0;
  const path = {
    span: Uint32Array.of(0),
    startNs: Float64Array.of(0),
    endNs: Float64Array.of(5),
    onPath: Uint32Array.of(0),
    firstSection: Uint32Array.of(0),
    lastSection: Uint32Array.of(0),
    ownOffset: Uint32Array.of(0, 1),
    own: Uint32Array.of(0),
  };
  const wrapper = wrapperOf({
    criticalPath: async () => {
      asked += 1;
      return path;
    },
  });
  const root = spanIndex(0);
  const { result } = renderHook(() => useCriticalPath("trace", root), { wrapper });
  await waitFor(() => expect(result.current.data).toBe(path));
  renderHook(() => useCriticalPath("trace", root), { wrapper });
  renderHook(() => useCriticalPath("trace", undefined), { wrapper });
  expect(asked).toBe(1);
});
