import { useMemo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanView } from "@/model/span-view";
import { eventMarks } from "./event-marks";
import styles from "./EventStrip.module.css";
import { signedDuration } from "./times";

const columns = 300;
const height = 16;

interface EventStripProps {
  readonly span: SpanView;
  readonly traceDurationNs: number;
}

/** The events of a span on a time line of their own, and where the span is in its trace. */
export function EventStrip({ span, traceDurationNs }: EventStripProps) {
  const { events: words } = useMessages().spanDetail;
  const formats = useFormats();
  const marks = useMemo(() => eventMarks(span, columns), [span]);
  const { fromNs, toNs, plain, exceptions } = marks;
  const width = toNs - fromNs;
  const at = (ns: number) => (width === 0 ? 0 : ((ns - fromNs) / width) * columns);
  const path = (places: readonly number[]) =>
    places.map((x) => `M${x + 0.5} 2v${height - 4}`).join("");
  const share = (ns: number) =>
    traceDurationNs > 0 ? Math.min(columns, Math.max(0, (ns / traceDurationNs) * columns)) : 0;
  const first = signedDuration(formats, fromNs);
  const last = signedDuration(formats, toNs);
  return (
    <div className={styles.strip}>
      <svg
        role="img"
        aria-label={words.strip(span.events.length, first, last)}
        viewBox={`0 0 ${columns} ${height + 6}`}
        preserveAspectRatio="none"
        className={styles.picture}
      >
        <rect className={styles.outside} width={columns} height={height} />
        <rect
          className={styles.inside}
          x={at(0)}
          width={Math.max(1, at(span.durationNs) - at(0))}
          height={height}
        />
        <path className={styles.mark} d={path(plain)} />
        <path className={styles.exception} d={path(exceptions)} />
        <rect className={styles.outside} y={height + 3} width={columns} height={3} />
        <rect
          className={styles.place}
          x={share(span.startNs)}
          y={height + 3}
          width={Math.max(1, share(span.startNs + span.durationNs) - share(span.startNs))}
          height={3}
        />
      </svg>
      <div className={styles.ends} aria-hidden="true">
        <span>{first}</span>
        <span>{words.stripTrace}</span>
        <span>{last}</span>
      </div>
    </div>
  );
}
