import { Suspense } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { lazyComponent } from "@/widgets/lazy-component";

const { Component: PrintedTimeline } = lazyComponent(
  async () => (await import("./timeline/PrintedTimeline")).PrintedTimeline,
);
const { Component: PanelRehearsal } = lazyComponent(
  async () => (await import("./PanelRehearsal")).PanelRehearsal,
  "nothing",
);

interface UnseenPartsProps {
  readonly trace: LoadedTrace;
  /** Undefined where another view than the timeline is shown. */
  readonly timeline: Timeline | undefined;
  /** Details are shown. */
  readonly hasDetails: boolean;
  readonly linkHref: (traceId: string, spanId: string) => string;
}

/** What stands ready in the page of a whole trace, out of sight. Comes when the rest is there. */
export function UnseenParts({ trace, timeline, hasDetails, linkHref }: UnseenPartsProps) {
  return (
    <Suspense fallback={null}>
      {timeline && <PrintedTimeline timeline={timeline} />}
      {!hasDetails && <PanelRehearsal trace={trace} linkHref={linkHref} />}
    </Suspense>
  );
}
