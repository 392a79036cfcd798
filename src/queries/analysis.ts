import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { GroupKey, SpanMatches, TraceAnalysis, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { Problem } from "@/lib/problem";
import type { SpanIndex } from "@/model/indexes";
import { type Source, useSource } from "./source-context";
import { problemOf } from "./use-transfer-query";

/** What a search finds while one types is soon of no use any more. */
const forgetMatchesMs = 30_000;

export interface MatchesResult {
  /** What this text has found: in part (`isWhole` says so) or all; undefined while nothing is. */
  readonly data: SpanMatches | undefined;
  readonly problem: Problem | undefined;
  readonly isFetching: boolean;
}

/**
 * The spans of a trace that a text finds. Another text gives up the search for the last one. Asks
 * nothing for a text without anything in it. `of`: as `useSpanDetail` has it.
 */
export function useMatches(
  handle: TraceHandle | undefined,
  text: string,
  of?: Source,
): MatchesResult {
  const inUse = useSource();
  const { key, engine } = of ?? inUse;
  const client = useQueryClient();
  const isAsked = handle !== undefined && text.trim() !== "";
  const queryKey = [key, "matches", handle, text];
  const { data, error, isFetching } = useQuery<SpanMatches>({
    queryKey,
    queryFn: ({ signal }) =>
      handle === undefined
        ? Promise.reject(new Error("A search without a trace was asked for"))
        : trackActivity(
            engine.match(handle, text, {
              signal,
              onPartial: (matches) => {
                if (!signal.aborted) client.setQueryData(queryKey, matches);
              },
            }),
          ),
    enabled: isAsked,
    // A search that was given up leaves behind what it had found: not an answer yet.
    staleTime: (query) => (query.state.data?.isWhole ? Number.POSITIVE_INFINITY : 0),
    gcTime: forgetMatchesMs,
  });
  return { data: isAsked ? data : undefined, problem: problemOf(error), isFetching };
}

export interface CriticalPathResult {
  readonly data: Awaited<ReturnType<TraceAnalysis["criticalPath"]>> | undefined;
  readonly problem: Problem | undefined;
  readonly isFetching: boolean;
}

/**
 * The critical path of a root, or of every root; asks nothing while handle or root is undefined.
 * `of`: as `useSpanDetail` has it.
 */
export function useCriticalPath(
  handle: TraceHandle | undefined,
  root: SpanIndex | "roots" | undefined,
  of?: Source,
): CriticalPathResult {
  const inUse = useSource();
  const { key, engine } = of ?? inUse;
  const { data, error, isFetching } = useQuery({
    queryKey: [key, "critical path", handle, root],
    queryFn: ({ signal }) =>
      handle === undefined || root === undefined
        ? Promise.reject(new Error("A path without a root was asked for"))
        : trackActivity(engine.criticalPath(handle, root, { signal })),
    enabled: handle !== undefined && root !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { data, problem: problemOf(error), isFetching };
}

export interface SelfTimesResult {
  /** Nanoseconds, of every span. */
  readonly data: Float64Array | undefined;
  readonly problem: Problem | undefined;
}

/** The self times of a trace's spans; asks nothing without a trace. */
export function useSelfTimes(handle: TraceHandle | undefined): SelfTimesResult {
  const { key, engine } = useSource();
  const { data, error } = useQuery({
    queryKey: [key, "self times", handle],
    queryFn: ({ signal }) =>
      handle === undefined
        ? Promise.reject(new Error("Self times of no trace were asked for"))
        : trackActivity(engine.selfTimes(handle, { signal })),
    enabled: handle !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { data, problem: problemOf(error) };
}

export interface StatisticsResult {
  readonly data: Awaited<ReturnType<TraceAnalysis["statistics"]>> | undefined;
  readonly problem: Problem | undefined;
}

/** The figures of a trace's spans in groups; by two keys where there is a second. */
export function useStatistics(
  handle: TraceHandle,
  first: GroupKey,
  second?: GroupKey,
): StatisticsResult {
  const { key, engine } = useSource();
  const { data, error } = useQuery({
    queryKey: [key, "statistics", handle, first, second],
    queryFn: ({ signal }) =>
      trackActivity(engine.statistics(handle, second ? [first, second] : [first], { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return { data, problem: problemOf(error) };
}

/** A mark for every span, see `derive/span-marks`; undefined until it is there. */
export function useSpanMarks(handle: TraceHandle | undefined): Uint8Array | undefined {
  const { key, engine } = useSource();
  const { data } = useQuery({
    queryKey: [key, "span marks", handle],
    queryFn: ({ signal }) =>
      handle === undefined
        ? Promise.reject(new Error("Marks of no trace were asked for"))
        : trackActivity(engine.spanMarks(handle, { signal })),
    enabled: handle !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** Which spans have the same value of an attribute; asks nothing without a trace or a key. */
export function useAttributeGroups(
  handle: TraceHandle | undefined,
  attribute: string | undefined,
): Awaited<ReturnType<TraceAnalysis["spanGroups"]>> | undefined {
  const { key, engine } = useSource();
  const isAsked = handle !== undefined && attribute !== undefined;
  const { data } = useQuery({
    queryKey: [key, "span groups", handle, attribute],
    queryFn: ({ signal }) =>
      isAsked
        ? trackActivity(engine.spanGroups(handle, { by: "attribute", key: attribute }, { signal }))
        : Promise.reject(new Error("Groups by nothing were asked for")),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return data;
}
