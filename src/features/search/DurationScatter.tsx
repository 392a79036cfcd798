import { useLayoutEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import { shortText } from "@/trace-ui/short-text";
import styles from "./DurationScatter.module.css";
import { nearestPoint, scatterScene } from "./scatter-scene";
import { onOneDay, startRange, timeRange } from "./time-range";

export interface DurationScatterProps {
  readonly summaries: readonly TraceSummary[];
  readonly zone: "local" | "utc";
  readonly now: number;
  readonly onOpen: (traceId: string) => void;
}

const height = 120;
const box = { height, left: 64, right: 20, top: 10, bottom: 20 };
const reachPx = 12;

/** Two decimals, as SVG paths want them. */
const px = (value: number) => Math.round(value * 100) / 100;

/**
 * The traces as points of time and duration. All points of a kind are one path, so that thousands
 * cost two elements; the list beside it says the same to those who cannot see or point.
 */
export function DurationScatter({ summaries, zone, now, onOpen }: DurationScatterProps) {
  const { search } = useMessages();
  const formats = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const mark = useRef<SVGCircleElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    setWidth(element.clientWidth);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const scene = useMemo(
    () => scatterScene(summaries, { ...box, width }, zone),
    [summaries, width, zone],
  );
  const [fine, failed] = useMemo(() => {
    const paths = ["", ""];
    summaries.forEach(({ errorCount }, i) => {
      const x = px(scene.x[i] ?? 0);
      const y = px(scene.y[i] ?? 0);
      if (errorCount > 0) paths[1] += `M${x} ${y - 4.5}l4.5 4.5l-4.5 4.5l-4.5-4.5z`;
      else paths[0] += `M${x} ${y}h0`;
    });
    return paths;
  }, [summaries, scene]);

  const starts = useMemo(() => startRange(summaries), [summaries]);
  // Within one day the axis needs no dates, whichever day it is: the heading has it.
  const day = onOneDay(starts, formats, zone) ? Number(starts[0] / 1_000_000n) : now;
  const wholeMinutes = scene.timeTicks.every(({ value }) => value % 60_000 === 0);
  const time = (ms: number) => {
    const text = formats.shortTime(BigInt(Math.round(ms)) * 1_000_000n, zone, day);
    return wholeMinutes ? text.replace(/:\d\d$/, "") : text;
  };
  const name = useMemo(() => {
    let shortest = Infinity;
    let longest = 0;
    let errors = 0;
    for (const { durationNs, errorCount } of summaries) {
      shortest = Math.min(shortest, durationNs);
      longest = Math.max(longest, durationNs);
      errors += Number(errorCount > 0);
    }
    return search.scatter.name({
      traces: summaries.length,
      errors,
      shortest: formats.duration(shortest),
      longest: formats.duration(longest),
      ...timeRange(starts, formats, zone, now),
    });
  }, [summaries, starts, search, formats, zone, now]);

  const pointedAt = (event: PointerEvent) => {
    const frameBox = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - frameBox.left;
    return nearestPoint(scene, x, event.clientY - frameBox.top, reachPx);
  };
  const leave = () => {
    if (frame.current) frame.current.style.cursor = "";
    if (mark.current) mark.current.style.display = "none";
    if (tip.current) tip.current.hidden = true;
  };
  // Written into the document by hand: pointing at things commits nothing in React.
  const point = (event: PointerEvent) => {
    const index = pointedAt(event);
    const summary = index === undefined ? undefined : summaries[index];
    const [ring, words] = [mark.current, tip.current];
    if (!ring || !words || index === undefined || !summary) {
      leave();
      return;
    }
    const x = scene.x[index] ?? 0;
    ring.style.display = "";
    if (frame.current) frame.current.style.cursor = "pointer";
    ring.setAttribute("cx", String(x));
    ring.setAttribute("cy", String(scene.y[index] ?? 0));
    words.hidden = false;
    const root = `${shortText(summary.rootService)}: ${shortText(summary.rootName)}`;
    const start = formats.shortTime(summary.startUnixNano, zone, now);
    words.textContent = [root, formats.duration(summary.durationNs), start].join(" · ");
    words.style.left = x < width / 2 ? `${x + 10}px` : "";
    words.style.right = x < width / 2 ? "" : `${width - x + 10}px`;
  };
  const open = (event: PointerEvent) => {
    const index = event.button === 0 ? pointedAt(event) : undefined;
    const summary = index === undefined ? undefined : summaries[index];
    if (summary) onOpen(summary.traceId);
  };

  return (
    <div
      ref={frame}
      className={styles.scatter}
      onPointerMove={point}
      onPointerLeave={leave}
      onPointerUp={open}
    >
      <svg width={width} height={height} role="img" aria-label={name}>
        {scene.durationTicks.map(({ at, value }) => (
          <g key={value} transform={`translate(0 ${px(at)})`}>
            <line className={styles.rule} x1={box.left - 6} x2={width - box.right + 10} />
            <text className={styles.tick} x={box.left - 10} dy="0.32em" textAnchor="end">
              {formats.duration(value)}
            </text>
          </g>
        ))}
        {scene.timeTicks.map(({ at, value }) => (
          <text
            key={value}
            className={styles.tick}
            x={px(at)}
            y={height - 5}
            textAnchor={at < box.left + 30 ? "start" : at > width - 50 ? "end" : "middle"}
          >
            {time(value)}
          </text>
        ))}
        <path className={styles.fine} d={fine} />
        <path className={styles.failed} d={failed} />
        <circle ref={mark} className={styles.mark} r={6} style={{ display: "none" }} />
      </svg>
      <div ref={tip} className={styles.tip} hidden />
    </div>
  );
}
