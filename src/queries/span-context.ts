import { useQuery } from "@tanstack/react-query";
import type { LinksFromOthers, LoadedTrace, TraceHandle } from "@/engine/trace-engine";
import { trackActivity } from "@/lib/activity";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { SpanView } from "@/model/span-view";
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

/** The spans of other traces at hand that link to a span; undefined until they are known. */
export function useLinksFromOthers(
  handle: TraceHandle | undefined,
  span: SpanIndex | undefined,
): LinksFromOthers | undefined {
  const { key, engine } = useSource();
  const { data } = useQuery({
    queryKey: [key, "links from others", handle, span],
    queryFn: ({ signal }) =>
      handle === undefined || span === undefined
        ? Promise.reject(new Error("Links to no span were asked for"))
        : trackActivity(engine.linksFromOthers(handle, span, { signal })),
    enabled: handle !== undefined && span !== undefined,
    // Another trace may have been opened since.
    staleTime: 0,
    gcTime: 30_000,
  });
  return data;
}

/** Further up than this nobody looks. */
const mostAncestors = 64;
const none: ReadonlyMap<string, string> = new Map();

/**
 * What the ancestors of a span have under some keys, those of the nearest first: `read` gives a
 * span's own text under a key. Asks for one ancestor after the other until every key is found;
 * empty until that is done, and when `keys` is.
 */
export function useInherited(
  trace: LoadedTrace,
  span: SpanIndex,
  keys: readonly string[],
  read: (view: SpanView, key: string) => string | undefined,
): ReadonlyMap<string, string> {
  const { key, engine } = useSource();
  const { parent } = trace.core.spans;
  const { data } = useQuery({
    queryKey: [key, "inherited", trace.handle, span, keys],
    queryFn: async ({ signal }) => {
      const found = new Map<string, string>();
      let row = parent[span] ?? -1;
      for (let n = 0; n < mostAncestors && row >= 0 && found.size < keys.length; n += 1) {
        const view = await trackActivity(
          engine.spanDetail(trace.handle, spanIndex(row), { signal }),
        );
        for (const one of keys) {
          const text = found.has(one) ? undefined : read(view, one);
          if (text !== undefined) found.set(one, text);
        }
        row = parent[row] ?? -1;
      }
      return found;
    },
    enabled: keys.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  return data ?? none;
}
