import { memo, useMemo, useRef } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import type { ResultFilter } from "@/state/result-filter";
import { rangeOfBrush, type ChartRange } from "./chart-range";
import { durationBins, summariseDurations } from "./duration-bins";
import styles from "./DurationHistogram.module.css";
import { durationAxis, durationExtent, type DurationScale } from "./scatter-scene";
import { durationTick } from "./scatter-ticks";
import { useBrush } from "./use-brush";
import { useElementWidth } from "./use-element-width";

export interface DurationHistogramProps {
  /** All that the limits on start and duration are chosen from. */
  readonly charted: readonly TraceSummary[];
  /** What passes the limits, too: percentiles and bars are of these. */
  readonly shown: readonly TraceSummary[];
  readonly filter: ResultFilter;
  readonly scale: DurationScale;
  readonly onRange: (range: ChartRange) => void;
}

const height = 110;
const top = 12;
const bottom = 22;
const side = 12;
const binPx = 7;
const none: readonly TraceSummary[] = [];

/** How long the shown traces took: a histogram, and its percentiles as lines and in words. */
export const DurationHistogram = memo(function DurationHistogram(props: DurationHistogramProps) {
  const { charted, shown, filter, scale, onRange } = props;
  const { scatter } = useFirstMessages().search;
  const formats = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame);
  const edges = { left: side, right: width - side, top, bottom: height - bottom };

  const axis = useMemo(
    () => durationAxis(durationExtent(charted), scale, [side, width - side], 64),
    [charted, scale, width],
  );
  // Nothing is drawn before there is a width to draw it in.
  const drawn = width > 0 ? shown : none;
  const bins = useMemo(
    () => durationBins(drawn, axis, Math.max(8, Math.floor((width - 2 * side) / binPx))),
    [drawn, axis, width],
  );
  const figures = useMemo(() => summariseDurations(shown), [shown]);
  const most = bins.reduce((max, { count }) => Math.max(max, count), 1);
  const tall = edges.bottom - top;
  const bar = (count: number) => (count === 0 ? 0 : Math.max(1, (count / most) * tall));
  const path = (of: "count" | "errors") =>
    bins
      .map((bin) => {
        const high = bar(bin[of]);
        if (high === 0) return "";
        return `M${bin.from + 0.5} ${edges.bottom}v${-high}H${bin.to - 0.5}v${high}z`;
      })
      .join("");
  const lines = [
    { name: "p50", ns: figures.p50 },
    { name: "p95", ns: figures.p95 },
    { name: "p99", ns: figures.p99 },
  ];
  const { rect: brushed, handlers } = useBrush({
    edges,
    flat: true,
    onBrush({ x0, x1 }) {
      const along = rangeOfBrush({ x0, x1, y0: 0, y1: 0 }, edges, axis.ns, axis.ns);
      const { fromMicro, toMicro } = filter;
      onRange({ fromMicro, toMicro, minNs: along.fromMicro, maxNs: along.toMicro });
    },
    onClick: () => undefined,
  });
  const words = scatter.figures({
    n: figures.n,
    p50: formats.duration(figures.p50),
    p95: formats.duration(figures.p95),
    p99: formats.duration(figures.p99),
  });

  return (
    <div className={styles.histogram}>
      <p className={styles.figures} role="status" title={figures.n === 0 ? undefined : words}>
        {figures.n === 0 ? scatter.noFigures : words}
      </p>
      <div ref={frame} className={styles.plot} {...handlers}>
        <svg width={width} height={height} role="img" aria-label={scatter.histogram(figures.n)}>
          <line
            className={styles.base}
            x1={side}
            x2={width - side}
            y1={edges.bottom + 0.5}
            y2={edges.bottom + 0.5}
          />
          <path className={styles.bar} d={path("count")} />
          <path className={styles.failed} d={path("errors")} />
          {figures.n > 0 &&
            lines.map(({ name, ns }) => (
              <g key={name} transform={`translate(${axis.px(Math.max(1, ns))} 0)`}>
                <line className={styles.line} y1={top - 6} y2={edges.bottom} />
              </g>
            ))}
          {axis.ticks.map(({ at, value }) => (
            <text
              key={value}
              className={styles.tick}
              x={at}
              y={height - 6}
              textAnchor={at < side + 20 ? "start" : at > width - side - 20 ? "end" : "middle"}
            >
              {durationTick(value, formats)}
            </text>
          ))}
          <rect ref={brushed} className={styles.brush} style={{ display: "none" }} />
        </svg>
      </div>
    </div>
  );
});
