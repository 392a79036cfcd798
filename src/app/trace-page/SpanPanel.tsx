import { useMemo } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { selfTimeOf } from "@/derive/self-time";
import { SpanDetail } from "@/features/span-detail/SpanDetail";
import { spanKey } from "@/features/waterfall/carry-rows";
import type { SpanIndex } from "@/model/indexes";
import { useSpanDetail } from "@/queries/trace";
import { useSpanActions } from "./use-span-actions";
import type { TraceUrl } from "./use-trace-url";

interface SpanPanelProps {
  readonly trace: LoadedTrace;
  /** The engine may have freed it: another reading is about to take its place. */
  readonly isReplaced: boolean;
  readonly span: SpanIndex;
  readonly url: TraceUrl;
  readonly onSelect: (span: SpanIndex) => void;
  readonly onClose: () => void;
  readonly linkHref: (traceId: string, spanId: string) => string;
  readonly onFollow: (traceId: string, spanId: string) => void;
}

/** Fetches what the details panel shows, and does what is chosen there. */
export function SpanPanel({ trace, isReplaced, span, url, ...rest }: SpanPanelProps) {
  const detail = useSpanDetail(trace.handle, span);
  const selfTimeNs = useMemo(() => selfTimeOf(trace.core.spans, span), [trace, span]);
  const actions = useSpanActions(trace.core, detail.data, url);
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
      actions={actions}
    />
  );
}
