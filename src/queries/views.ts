import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { JsonText, TraceAnalysis, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Problem } from "@/lib/problem";
import { useSource } from "./source-context";
import { problemOf } from "./use-transfer-query";

const forgetMs = 30_000;

interface Answer<T> {
  readonly data: T | undefined;
  readonly problem: Problem | undefined;
  readonly retry: () => void;
}

/** The rows of a trace's spans in an order; those of the order before until they are there. */
export function useSpanOrder(
  handle: TraceHandle,
  order: Parameters<TraceAnalysis["spanOrder"]>[1],
): Answer<Uint32Array> {
  const { key, engine } = useSource();
  const { data, error, refetch } = useQuery({
    queryKey: [key, "span order", handle, order.column, order.descending],
    queryFn: ({ signal }) => trackActivity(engine.spanOrder(handle, order, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMs,
    placeholderData: (before, query) => (query?.queryKey[2] === handle ? before : undefined),
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), retry };
}

/** The events of a trace that pass a filter; those of the filter before until they are there. */
export function useEventList(
  handle: TraceHandle,
  filter: Parameters<TraceAnalysis["eventList"]>[1],
): Answer<Awaited<ReturnType<TraceAnalysis["eventList"]>>> & { readonly isFetching: boolean } {
  const { key, engine } = useSource();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: [key, "events", handle, filter.text, filter.exceptionsOnly],
    queryFn: ({ signal }) => trackActivity(engine.eventList(handle, filter, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMs,
    placeholderData: (before, query) => (query?.queryKey[2] === handle ? before : undefined),
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), retry, isFetching };
}

/** What a page of events says; undefined until it is there. Asks nothing for no events. */
export function useEventRows(
  handle: TraceHandle,
  events: readonly number[],
): Awaited<ReturnType<TraceAnalysis["eventRows"]>> | undefined {
  const { key, engine } = useSource();
  const { data } = useQuery({
    queryKey: [key, "event rows", handle, events],
    queryFn: ({ signal }) => trackActivity(engine.eventRows(handle, events, { signal })),
    enabled: events.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: forgetMs,
  });
  return data;
}

/** The beginning of a trace as lines of OTLP JSON. */
export function useJsonText(handle: TraceHandle, mostBytes: number): Answer<JsonText> {
  const { key, engine } = useSource();
  const { data, error, refetch } = useQuery({
    queryKey: [key, "json", handle, mostBytes],
    queryFn: ({ signal }) => trackActivity(engine.jsonText(handle, mostBytes, { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
  });
  const retry = useCallback(() => void refetch(), [refetch]);
  return { data, problem: problemOf(error), retry };
}
