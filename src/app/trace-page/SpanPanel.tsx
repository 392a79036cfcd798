import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import { revealTime } from "@/canvas/viewport";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { CriticalPath } from "@/derive/critical-path";
import { selfTimeOf } from "@/derive/self-time";
import { LinkedQueueTime } from "@/features/span-detail/LinkedQueueTime";
import { LinkedSpanName } from "@/features/span-detail/LinkedSpanName";
import type { DetailPlace } from "@/features/span-detail/SpanHeader";
import { SpanDetail } from "@/features/span-detail/SpanDetail";
import { spanKey } from "@/features/waterfall/carry-rows";
import type { SpanIndex } from "@/model/indexes";
import { rootOf } from "@/model/span-search";
import type { SpanActions } from "@/features/span-detail/span-actions";
import { ns } from "@/lib/units";
import { updateViewport, type ViewportStore } from "@/state/viewport-store";
import { useCriticalPath } from "@/queries/analysis";
import { useLinksFromOthers, useLinksIn } from "@/queries/span-context";
import { useSpanDetail } from "@/queries/trace";
import { spanPin } from "./span-pin";
import { useSpanActions } from "./use-span-actions";
import type { TraceUrl } from "./use-trace-url";

interface SpanPanelProps {
  readonly trace: LoadedTrace;
  /** The engine may have freed it: another reading is about to take its place. */
  readonly isReplaced: boolean;
  readonly span: SpanIndex;
  readonly url: TraceUrl;
  readonly viewport: ViewportStore;
  readonly onSelect: (span: SpanIndex) => void;
  readonly onClose: () => void;
  readonly linkHref: (traceId: string, spanId: string) => string;
  readonly onFollow: (traceId: string, spanId: string) => void;
  readonly place: DetailPlace | undefined;
  /** When it first stands in the page, which may be later than it was wanted. */
  readonly onShown: () => void;
}

/** How much of a critical path is one span's own, in nanoseconds. */
function timeOnPath({ span, startNs, endNs }: CriticalPath, wanted: SpanIndex): number {
  let time = 0;
  for (let i = 0; i < span.length; i += 1) {
    if (span[i] === wanted) time += (endNs[i] ?? 0) - (startNs[i] ?? 0);
  }
  return time;
}

/** Pointing a moment out in the timeline, where that is shown. */
function useMark(
  viewport: ViewportStore,
  isShown: boolean,
): Pick<SpanActions, "onMark" | "markedNs"> {
  const mark = useStore(viewport, (state) => state.mark);
  return useMemo(
    () => ({
      ...(isShown && {
        onMark(timeNs: number | undefined) {
          viewport.setState({ mark: timeNs === undefined ? undefined : ns(timeNs) });
          if (timeNs !== undefined) {
            updateViewport(viewport, (now) => revealTime(now, ns(timeNs), ns(timeNs)));
          }
        },
      }),
      markedNs: mark,
    }),
    [viewport, isShown, mark],
  );
}

/** Fetches what the details panel shows, and does what is chosen there. */
export function SpanPanel(props: SpanPanelProps) {
  const { trace, isReplaced, span, url, viewport, onShown, ...rest } = props;
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- only at first
  useEffect(onShown, []);
  const detail = useSpanDetail(trace.handle, span);
  const selfTimeNs = useMemo(() => selfTimeOf(trace.core.spans, span), [trace, span]);
  // What belongs to the span itself comes first: the engine does one thing after the other.
  const handle = detail.data && !isReplaced ? trace.handle : undefined;
  const linksIn = useLinksIn(handle, span);
  const linksFromOthers = useLinksFromOthers(handle, span);
  const root = useMemo(() => rootOf(trace.core, span), [trace, span]);
  const path = useCriticalPath(handle, root).data;
  const criticalNs = useMemo(() => path && timeOnPath(path, span), [path, span]);
  const actions = useSpanActions(trace, span, detail.data, url);
  const mark = useMark(viewport, url.params.view === undefined);
  // What was pointed out belongs to the span.
  useEffect(() => () => viewport.setState({ mark: undefined }), [viewport, span]);
  const all = useMemo(() => ({ ...actions, ...mark }), [actions, mark]);
  const pin = useMemo(() => spanPin(trace.core, span, url), [trace, span, url]);
  return (
    <SpanDetail
      {...rest}
      trace={trace}
      span={span}
      identity={spanKey(trace.core, span)}
      view={detail.data}
      problem={isReplaced ? undefined : detail.problem}
      onRetry={detail.retry}
      selfTimeNs={selfTimeNs}
      criticalNs={criticalNs}
      linksIn={linksIn}
      linksFromOthers={linksFromOthers}
      OtherSpan={LinkedSpanName}
      OtherQueue={LinkedQueueTime}
      actions={all}
      pin={pin}
    />
  );
}
