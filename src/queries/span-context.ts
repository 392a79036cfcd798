import { useQuery } from "@tanstack/react-query";
import type { TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import type { SpanIndex } from "@/model/indexes";
import { useSource } from "./source-context";

/** Rows of the spans of a trace that link to a span; undefined until they are known. */
export function useLinksIn(
  handle: TraceHandle | undefined,
  span: SpanIndex | undefined,
): Uint32Array | undefined {
  const { key, engine } = useSource();
  const { data } = useQuery({
    queryKey: [key, "links in", handle, span],
    queryFn: ({ signal }) =>
      handle === undefined || span === undefined
        ? Promise.reject(new Error("Links to no span were asked for"))
        : trackActivity(engine.linksIn(handle, span, { signal })),
    enabled: handle !== undefined && span !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  return data;
}
