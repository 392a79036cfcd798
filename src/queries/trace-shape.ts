import { useQuery, useQueryClient } from "@tanstack/react-query";
import { traceShape, type TraceShape } from "@/model/trace-shape";
import { trackActivity } from "@/lib/activity";
import { heldTrace } from "./trace-cache";
import { useSource } from "./source-context";

/**
 * Larger traces are not read only to be drawn in small: from a server that is a download, from
 * files a copy between threads.
 */
const mostSpans = { server: 5000, local: 100_000 } as const;
const mostBars = 40;

export interface ShapeResult {
  readonly shape: TraceShape | undefined;
  readonly isLoading: boolean;
  /** Too large to be read for this. */
  readonly isTooLarge: boolean;
}

/**
 * The shape of a trace that was found, of which so many spans are known. The trace is read for it,
 * unless it is here already, and let go at once; given up when nobody waits any more. What stays, for
 * a minute, is a handful of bars.
 */
export function useTraceShape(traceId: string, spanCount: number): ShapeResult {
  const { key, backend, engine } = useSource();
  const client = useQueryClient();
  const isServer = backend.info.kind.startsWith("jaeger");
  const isTooLarge = spanCount > (isServer ? mostSpans.server : mostSpans.local);
  const { data, isFetching } = useQuery({
    queryKey: [key, "shape", traceId],
    queryFn: ({ signal }) => trackActivity(read(signal)),
    enabled: !isTooLarge,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  const read = async (signal: AbortSignal): Promise<TraceShape> => {
    const held = heldTrace(client, [key, "trace", traceId]);
    if (held && !held.isPreview) return traceShape(held.loaded.core, mostBars);
    const { core, handle } = await engine.load(backend.traceSource(traceId), { signal });
    // An engine that has gone has freed everything.
    engine.release(handle).catch(() => undefined);
    return traceShape(core, mostBars);
  };
  return { shape: data, isLoading: isFetching, isTooLarge };
}
