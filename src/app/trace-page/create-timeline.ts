import { withRange } from "@/canvas/viewport";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { ns } from "@/lib/units";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { parseCollapsed } from "@/state/collapsed-code";
import { parseRange, type TraceParams } from "@/state/trace-params";
import { createTraceViewStore } from "@/state/trace-view-store";
import { createViewportStore, updateViewport } from "@/state/viewport-store";

/** The stores of one open trace, as the URL says that it is to be seen. */
export function createTimeline(
  core: TraceCore,
  params: TraceParams,
  checksum: number,
  selected: SpanIndex | undefined,
): Timeline {
  const viewport = createViewportStore(ns(core.durationNs));
  const range = parseRange(params.range);
  if (range) updateViewport(viewport, (v) => withRange(v, range.startNs, range.endNs));
  const view = createTraceViewStore(core.spans.length, {
    collapsed: parseCollapsed(params.collapsed, core.spans.length, checksum),
    cursor: selected ?? spanIndex(0),
  });
  return { core, view, viewport };
}
