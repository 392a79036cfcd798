import { useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { reveal, type Timeline } from "@/features/waterfall/timeline-commands";
import type { SpanIndex } from "@/model/indexes";
import { findSpanById } from "@/model/span-search";
import { formatSpanParam, parseSpanParam } from "./span-param";
import type { TraceUrl } from "./use-trace-url";

export interface Selection {
  /** The span that the URL names, if the trace has it. */
  readonly selected: SpanIndex | undefined;
  /** What the URL names and the trace does not have. */
  readonly unknown: string | undefined;
  /** Selects a row of the timeline, or none. */
  readonly select: (span: SpanIndex | undefined) => void;
  /** Goes to another span of this trace: shows it, and Back returns. */
  readonly goTo: (span: SpanIndex) => void;
  readonly linkHref: (traceId: string, spanId: string) => string;
  /** Goes to a span of this or another trace; Back returns. */
  readonly follow: (traceId: string, spanId: string) => void;
}

/** Someone has scrolled, or points at something. */
function isInUse({ viewport: store }: Timeline): boolean {
  const { viewport, pointer } = store.getState();
  return viewport.scrollTop > 0 || pointer !== undefined;
}

/** Which span is selected: owned by the URL; the timeline follows when it changes by itself. */
export function useSelection(timeline: Timeline, url: TraceUrl): Selection {
  const { core } = timeline;
  const router = useRouter();
  const { params, replace, push, flush } = url;
  const named = params.span;
  const source = params.source;
  const selected = useMemo(() => parseSpanParam(core, named), [core, named]);
  // What was selected in the timeline is in sight; what comes from elsewhere has to be shown.
  const shown = useRef(selected === undefined ? undefined : named);
  const missed = useRef(selected === undefined ? named : undefined);

  useEffect(() => {
    if (named === shown.current) return;
    if (named !== undefined && selected === undefined) {
      missed.current = named;
      return;
    }
    shown.current = named;
    if (selected === undefined) return;
    // It has arrived after the rest: who is looking at something by then keeps it before the eyes.
    if (missed.current === named && isInUse(timeline)) return;
    reveal(timeline, selected);
  }, [timeline, named, selected]);

  const select = useCallback(
    (span: SpanIndex | undefined) => {
      const text = span === undefined ? undefined : formatSpanParam(core, span);
      shown.current = text;
      replace({ span: text });
    },
    [core, replace],
  );
  const goTo = useCallback(
    (span: SpanIndex) => push({ span: formatSpanParam(core, span) }),
    [core, push],
  );
  const target = useCallback(
    (traceId: string, spanId: string) =>
      ({
        to: "/trace/$traceId",
        params: { traceId },
        search: {
          ...(spanId === "" ? {} : { span: spanId }),
          ...(source === undefined ? {} : { source }),
        },
      }) as const,
    [source],
  );
  const linkHref = useCallback(
    (traceId: string, spanId: string) =>
      router.history.createHref(router.buildLocation(target(traceId, spanId)).publicHref),
    [router, target],
  );
  const follow = useCallback(
    (traceId: string, spanId: string) => {
      const here = traceId === core.traceId ? findSpanById(core, spanId)[0] : undefined;
      if (here !== undefined) return goTo(here);
      flush();
      void router.navigate(target(traceId, spanId));
    },
    [core, goTo, flush, router, target],
  );
  const unknown = selected === undefined ? named : undefined;
  return { selected, unknown, select, goTo, linkHref, follow };
}
