import { useQuery, useQueryClient } from "@tanstack/react-query";
import { trackActivity } from "@/lib/activity";
import { SpanFlag } from "@/model/span-table";
import { findSpanById } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import { heldTrace } from "./trace-cache";
import { useSource } from "./source-context";

/** What is said of a span where it is only mentioned. */
export interface LinkTarget {
  readonly service: string;
  readonly name: string;
  readonly durationNs: number;
  readonly isError: boolean;
  /** As `SpanKind` has it. */
  readonly kind: number;
  readonly endUnixNano: bigint;
}

/** Of a larger trace, the rest is not downloaded only for a name. */
const mostSpans = 5000;

function targetIn(core: TraceCore, spanId: string): LinkTarget | null {
  const [row] = findSpanById(core, spanId);
  if (row === undefined) return null;
  const { spans, names, resourceService } = core;
  const durationNs = spans.durationNs[row] ?? 0;
  const endNs = (spans.startNs[row] ?? 0) + durationNs;
  return {
    service: names[resourceService[spans.resource[row] ?? 0] ?? 0] ?? "",
    name: names[spans.name[row] ?? 0] ?? "",
    durationNs,
    kind: spans.kind[row] ?? 0,
    endUnixNano: core.epochUnixNano + BigInt(Math.round(endNs)),
    isError: ((spans.flags[row] ?? 0) & SpanFlag.Error) !== 0,
  };
}

/**
 * The span of another trace that a link leads to; undefined until it is known, and where it cannot
 * be had: the source does not have it, or its trace is large. The trace is let go at once, and
 * given up when nobody waits any more.
 */
export function useLinkTarget(traceId: string, spanId: string): LinkTarget | undefined {
  const { key, backend, engine } = useSource();
  const client = useQueryClient();
  const isServer = backend.info.kind.startsWith("jaeger");
  const read = async (signal: AbortSignal): Promise<LinkTarget | null> => {
    const held = heldTrace(client, [key, "trace", traceId]);
    if (held && !held.isPreview) return targetIn(held.loaded.core, spanId);
    const tooMuch = new AbortController();
    try {
      const { core, handle } = await engine.load(backend.traceSource(traceId), {
        signal: AbortSignal.any([signal, tooMuch.signal]),
        onProgress: ({ spans }) => isServer && spans > mostSpans && tooMuch.abort(),
      });
      // An engine that has gone has freed everything.
      engine.release(handle).catch(() => undefined);
      return targetIn(core, spanId);
    } catch (error) {
      if (signal.aborted) throw error;
      // A name that cannot be had is no failure of what is shown: the ids are there.
      return null;
    }
  };
  const { data } = useQuery({
    queryKey: [key, "link target", traceId, spanId],
    queryFn: ({ signal }) => trackActivity(read(signal)),
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  return data ?? undefined;
}
