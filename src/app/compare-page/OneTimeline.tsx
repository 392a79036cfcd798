import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { Waterfall } from "@/features/waterfall/Waterfall";
import type { SourceKind } from "../sources";
import { openReading } from "../trace-page/shown-trace";
import { useMediaQuery } from "../trace-page/use-media-query";
import { spanLocation } from "./compared-parts";
import styles from "./ComparisonOfTraces.module.css";

interface OneTimelineProps {
  readonly trace: LoadedTrace;
  readonly kind: SourceKind;
}

/** The rows of a trace that the other one is missing to; details of a span are in its own page. */
export function OneTimeline({ trace, kind }: OneTimelineProps) {
  const navigate = useNavigate({ from: "/trace/$traceId" });
  const narrow = useMediaQuery("(max-width: 600px)");
  // What the URL says of rows and times is said of the comparison.
  const { timeline } = useMemo(() => openReading({ trace, settled: true }, {}), [trace]);
  return (
    <div className={styles.timeline}>
      <Waterfall
        timeline={timeline}
        selected={undefined}
        onSelect={(span) =>
          void navigate(spanLocation({ kind, whole: trace.core, root: undefined }, span))
        }
        narrow={narrow}
      />
    </div>
  );
}
