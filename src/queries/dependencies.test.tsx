// @vitest-environment jsdom
import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { GraphOptions, TraceEngine, TracesGraph } from "@/engine/trace-engine";
import { Problem } from "@/lib/problem";
import type { SearchQuery } from "@/model/search-query";
import type { ServiceGraph } from "@/model/service-graph";
import type { TracesSource } from "@/model/trace-source";
import { prefetchTracesGraph, useTracesGraph } from "./dependencies";
import { createQueryClient } from "./query-client";
import { SourceProvider, type Source } from "./source-context";

const query: SearchQuery = { attributes: {}, startUnixMicro: 0, endUnixMicro: 1, limit: 20 };
const question = { query, unit: "service" } as const;

interface Asked {
  readonly url: string;
  readonly options: GraphOptions;
  readonly resolve: (counted: TracesGraph) => void;
  readonly reject: (problem: Problem) => void;
}

let client: QueryClient;
let asked: Asked[];

beforeEach(() => {
  client = createQueryClient();
  asked = [];
});
afterEach(() => {
  cleanup();
  client.clear();
});

/** A server of which one path is asked, under the name that all sources of it have. */
function sourceAt(url: string): Source {
  const engine: Partial<TraceEngine> = {
    serviceGraphOf: (source, _, options = {}) =>
      new Promise((resolve, reject) => {
        options.signal?.addEventListener("abort", () => reject(options.signal?.reason));
        const to = source.kind === "request" ? source.request.url : "";
        asked.push({ url: to, options, resolve, reject });
      }),
  };
  const tracesSource = (): TracesSource => ({ kind: "request", request: { url } });
  const backend = { info: { kind: "jaeger-v3" }, tracesSource };
  return { key: "test", backend, engine } as unknown as Source;
}

const graphOf = (traceCount: number) => ({ traceCount }) as ServiceGraph;
const render = (source: Source) =>
  renderHook(() => useTracesGraph(query, "service", true), {
    wrapper: ({ children }: { readonly children: ReactNode }) => (
      <QueryClientProvider client={client}>
        <SourceProvider source={source}>{children}</SourceProvider>
      </QueryClientProvider>
    ),
  });
const never = () => Promise.reject(new Error("Nobody needs to know"));

it("finds what is being counted since before there was a page, and does not ask again", async () => {
  void prefetchTracesGraph(client, { unproven: sourceAt("v3"), proven: never }, question);
  await waitFor(() => expect(asked).toHaveLength(1));
  act(() => asked[0]?.options.onPartial?.(graphOf(2)));
  const { result } = render(sourceAt("v3 for certain"));
  expect(result.current).toMatchObject({ data: { isPart: true }, isFetching: true });
  act(() => asked[0]?.resolve({ graph: graphOf(3) }));
  await waitFor(() => expect(result.current.data).toEqual({ graph: graphOf(3) }));
  expect(asked.map(({ url }) => url)).toEqual(["v3"]);
});

it("asks as the server wants it where that does not know the path", async () => {
  const proven = async () => sourceAt("v1");
  void prefetchTracesGraph(client, { unproven: sourceAt("v3"), proven }, question);
  const { result } = render(sourceAt("v1"));
  await waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.reject(new Problem("not-found", { pathUnknown: 1 }));
  await waitFor(() => expect(asked.map(({ url }) => url)).toEqual(["v3", "v1"]));
  expect(result.current).toMatchObject({ problem: undefined, isFetching: true });
  act(() => asked[1]?.resolve({ graph: graphOf(1) }));
  await waitFor(() => expect(result.current.data).toEqual({ graph: graphOf(1) }));
});

it("leaves it to the page to ask again for what has failed", async () => {
  const ahead = prefetchTracesGraph(client, { unproven: sourceAt("v3"), proven: never }, question);
  await waitFor(() => expect(asked).toHaveLength(1));
  asked[0]?.reject(new Problem("server-error", { status: 500 }));
  await ahead;
  const { result } = render(sourceAt("v3"));
  await waitFor(() => expect(asked).toHaveLength(2));
  act(() => asked[1]?.resolve({ graph: graphOf(1) }));
  await waitFor(() => expect(result.current.data).toEqual({ graph: graphOf(1) }));
});
