import { startTransition, useEffect, useState } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { SpanDetail } from "@/features/span-detail/SpanDetail";
import { trackActivity } from "@/lib/activity";
import { browserIdle, browserRendered } from "@/lib/browser-idle";
import { spanIndex } from "@/model/indexes";
import { usePrefetchSpan, useSpanDetail } from "@/queries/trace";
import { usePreferences } from "@/state/preferences-store";
import styles from "./PanelRehearsal.module.css";

/** Any span will do. */
const first = spanIndex(0);

const nothing = () => undefined;

/** Once for all traces: what has become warm stays so. */
let isDone = false;

interface PanelRehearsalProps {
  readonly trace: LoadedTrace;
  readonly linkHref: (traceId: string, spanId: string) => string;
}

/**
 * Shows details of a trace for a moment, out of sight and of reach, when the browser has nothing to
 * do. The first details of a page take twice as long as any later ones: their code has
 * never run, and the browser has not met their styles and letters.
 */
export function PanelRehearsal({ trace, linkHref }: PanelRehearsalProps) {
  const [isOn, setIsOn] = useState(false);
  const width = usePreferences(({ detailPanelPx }) => detailPanelPx);
  const prefetchSpan = usePrefetchSpan();
  useEffect(() => {
    if (isDone) return undefined;
    let left = false;
    const rehearse = async () => {
      await browserIdle();
      if (left || isDone) return;
      isDone = true;
      await prefetchSpan(trace.handle, first);
      await browserIdle();
      if (left) return;
      // In slices: nothing waits for it.
      startTransition(() => setIsOn(true));
      // It comes in two parts, as it does when it is asked for.
      await browserRendered();
      await browserRendered();
      setIsOn(false);
    };
    // What fails here fails again where it is shown, and is told there.
    void trackActivity(rehearse().catch(() => undefined));
    return () => {
      left = true;
    };
  }, [trace, prefetchSpan]);
  return (
    isOn && (
      <div
        className={styles.rehearsed}
        style={{ width, visibility: "hidden" }}
        inert
        aria-hidden="true"
      >
        <Panel trace={trace} linkHref={linkHref} />
      </div>
    )
  );
}

/** Details that nobody sees: asks for no more than the span, and does nothing. */
function Panel({ trace, linkHref }: PanelRehearsalProps) {
  return (
    <SpanDetail
      trace={trace}
      span={first}
      view={useSpanDetail(trace.handle, first).data}
      onSelect={nothing}
      onClose={nothing}
      linkHref={linkHref}
      onFollow={nothing}
    />
  );
}
