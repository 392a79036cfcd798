import { useEffect, useState } from "react";
import { spanPosition, type SpanPosition } from "@/derive/span-position";
import { trackActivity } from "@/lib/activity";
import { browserIdle } from "@/lib/browser-idle";
import { letOthersRun } from "@/lib/let-others-run";
import type { SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";

/** Spans that are looked at in a small part of a frame. */
const spansPerStep = 200_000;
/** Of fewer, the position is there before the details are drawn; of more, they are drawn first. */
const spansAtOnce = 10_000;

async function findPosition(
  core: TraceCore,
  span: SpanIndex,
  signal: AbortSignal,
): Promise<SpanPosition | undefined> {
  const steps = spanPosition(core, span);
  if (core.spans.length > spansAtOnce) await browserIdle();
  while (!signal.aborted) {
    const position = steps.step(spansPerStep);
    if (position) return position;
    if (core.spans.length > spansPerStep) await letOthersRun();
  }
  return undefined;
}

/** Where a span's duration is among its like; undefined until that is known. */
export function useSpanPosition(core: TraceCore, span: SpanIndex): SpanPosition | undefined {
  const [found, setFound] = useState<{
    readonly core: TraceCore;
    readonly span: SpanIndex;
    readonly position: SpanPosition;
  }>();
  useEffect(() => {
    const giveUp = new AbortController();
    void trackActivity(findPosition(core, span, giveUp.signal)).then((position) => {
      if (position && !giveUp.signal.aborted) setFound({ core, span, position });
    });
    return () => giveUp.abort();
  }, [core, span]);
  return found?.core === core && found.span === span ? found.position : undefined;
}
