import { useMemo } from "react";
import { useStore } from "zustand";
import { withRange } from "@/canvas/viewport";
import { measuredSpans } from "@/features/waterfall/measure";
import { moment } from "@/features/waterfall/moment";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { updateViewport, type MeasuredRange } from "@/state/viewport-store";
import { Button } from "@/widgets/Button";
import styles from "./TimelineLook.module.css";

export interface MeasureStripProps {
  readonly timeline: Timeline;
  readonly measure: MeasuredRange;
}

/** How long a measured range is, and what lies within it. */
export function MeasureStrip({ timeline, measure }: MeasureStripProps) {
  const { measure: words } = useMessages().timeline;
  const formats = useFormats();
  const { core, viewport, view } = timeline;
  // Its times are written as the ruler has them.
  useStore(view, (state) => state.look.clock);
  const { spanCount, serviceCount } = useMemo(() => measuredSpans(core, measure), [core, measure]);
  const { startNs, endNs } = measure;
  return (
    <section className={styles.strip} aria-label={words.label}>
      <p role="status" className={styles.text}>
        <strong>{formats.duration(endNs - startNs)}</strong>
        <span className={styles.reason}>
          {words.within(moment(timeline, startNs, formats), moment(timeline, endNs, formats))}
        </span>
        <span className={styles.reason}>{words.spans(spanCount)}</span>
        <span className={styles.reason}>{words.services(serviceCount)}</span>
      </p>
      <Button
        size="s"
        variant="quiet"
        onClick={() => updateViewport(viewport, (v) => withRange(v, startNs, endNs))}
      >
        {words.zoom}
      </Button>
      <Button size="s" variant="quiet" onClick={() => viewport.setState({ measure: undefined })}>
        {words.clear}
      </Button>
    </section>
  );
}
