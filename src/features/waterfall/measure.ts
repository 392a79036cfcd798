import { pxToNs, type Viewport } from "@/canvas/viewport";
import { cssPx, ns } from "@/lib/units";
import type { SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import type { MeasuredRange, ViewportStore } from "@/state/viewport-store";

/** What measuring needs of a timeline. */
interface Measured {
  readonly core: TraceCore;
  readonly viewport: ViewportStore;
}

/** Measures between two places of the window. */
export function setMeasure({ viewport }: Measured, fromX: number, toX: number): void {
  const v: Viewport = viewport.getState().viewport;
  const inSight = (x: number) => pxToNs(v, cssPx(Math.max(0, Math.min(v.width, x))));
  const startNs = ns(Math.round(inSight(Math.min(fromX, toX))));
  const endNs = ns(Math.round(inSight(Math.max(fromX, toX))));
  viewport.setState({ measure: { startNs, endNs } });
}

/** Measures the time of one span; once more to stop. */
export function measureSpan({ core, viewport }: Measured, span: SpanIndex): void {
  const startNs = ns(core.spans.startNs[span] ?? 0);
  const endNs = ns(startNs + (core.spans.durationNs[span] ?? 0));
  const { measure } = viewport.getState();
  const isSame = measure?.startNs === startNs && measure.endNs === endNs;
  viewport.setState({ measure: isSame ? undefined : { startNs, endNs } });
}

/** The spans that lie wholly within a range, and how many services they are of. O(spans). */
export function measuredSpans(
  { spans, resourceService }: TraceCore,
  { startNs, endNs }: MeasuredRange,
): { readonly spanCount: number; readonly serviceCount: number } {
  const services = new Set<number>();
  let spanCount = 0;
  for (let row = 0; row < spans.length; row += 1) {
    const start = spans.startNs[row] ?? 0;
    if (start < startNs || start + (spans.durationNs[row] ?? 0) > endNs) continue;
    spanCount += 1;
    services.add(resourceService[spans.resource[row] ?? 0] ?? 0);
  }
  return { spanCount, serviceCount: services.size };
}
