import { memo, useMemo, useRef, type PointerEvent } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import type { ResultFilter } from "@/state/result-filter";
import { shortText } from "@/trace-ui/short-text";
import { rangeOfBrush, type ChartRange } from "./chart-range";
import styles from "./DurationScatter.module.css";
import { cellAt, cellPx, heatCells, isDense } from "./scatter-heat";
import { chartPaths } from "./scatter-paths";
import { nearestPoint, scatterScene, type DurationScale } from "./scatter-scene";
import { durationTick, tickWords } from "./scatter-ticks";
import { ScatterHandles } from "./ScatterHandles";
import { onOneDay, startRange, timeRange } from "./time-range";
import { useBrush } from "./use-brush";
import { useElementWidth } from "./use-element-width";

export interface DurationScatterProps {
  /** All that the limits on start and duration are chosen from. */
  readonly summaries: readonly TraceSummary[];
  readonly filter: ResultFilter;
  readonly scale: DurationScale;
  readonly zone: "local" | "utc";
  readonly now: number;
  readonly onOpen: (traceId: string) => void;
  readonly onRange: (range: ChartRange) => void;
}

const height = 132;
const box = { height, left: 64, right: 20, top: 12, bottom: 22 };
const reachPx = 12;
const none: readonly TraceSummary[] = [];

/** Two decimals, as SVG paths want them. */
const px = (value: number) => Math.round(value * 100) / 100;

/**
 * The traces as points of time and duration, or, where they would hide each other, as a heat map.
 * However many traces there are, they are a handful of paths; the list below says the same to those
 * who cannot see or point, and the handles choose a range by keyboard.
 */
export const DurationScatter = memo(function DurationScatter(props: DurationScatterProps) {
  const { summaries, filter, scale, zone, now, onOpen, onRange } = props;
  const { search } = useFirstMessages();
  const formats = useFormats();
  const frame = useRef<HTMLDivElement>(null);
  const mark = useRef<SVGCircleElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame);
  const edges = useMemo(
    () => ({ left: box.left, right: width - box.right, top: box.top, bottom: height - box.bottom }),
    [width],
  );

  // Nothing is drawn before there is a width to draw it in.
  const drawn = width > 0 ? summaries : none;
  const scene = useMemo(
    () => scatterScene(drawn, { ...box, width }, zone, scale),
    [drawn, width, zone, scale],
  );
  const cells = useMemo(
    () =>
      isDense(drawn.length, { ...box, width })
        ? heatCells(scene, (i) => (drawn[i]?.errorCount ?? 0) > 0)
        : undefined,
    [drawn, scene, width],
  );
  const { fromMicro, toMicro, minNs, maxNs } = filter;
  const paths = useMemo(() => {
    const range = { fromMicro, toMicro, minNs, maxNs };
    return cells ? chartPaths.heat(cells) : chartPaths.points(scene, drawn, range);
  }, [drawn, scene, cells, fromMicro, toMicro, minNs, maxNs]);

  const starts = useMemo(() => startRange(summaries), [summaries]);
  // Within one day the axis needs no dates, whichever day it is: the heading has it.
  const day = onOneDay(starts, formats, zone) ? Number(starts[0] / 1_000_000n) : now;
  const time = tickWords(scene.timeTicks, (ms) =>
    formats.shortTime(BigInt(ms) * 1_000_000n, zone, day),
  );
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

  const {
    rect: brushed,
    handlers,
    isDragging,
  } = useBrush({
    edges,
    onBrush: (brush) => onRange(rangeOfBrush(brush, edges, scene.microAt, scene.duration.ns)),
    onClick(x, y) {
      const cell = cells && cellAt(cells, x, y);
      if (cell) {
        const square = { x0: cell.x, x1: cell.x + cellPx, y0: cell.y, y1: cell.y + cellPx };
        onRange(rangeOfBrush(square, edges, scene.microAt, scene.duration.ns));
        return;
      }
      const index = cells ? undefined : nearestPoint(scene, x, y, reachPx);
      const summary = index === undefined ? undefined : summaries[index];
      if (summary) onOpen(summary.traceId);
    },
  });
  const leave = () => {
    if (frame.current) frame.current.style.cursor = "";
    if (mark.current) mark.current.style.display = "none";
    if (tip.current) tip.current.hidden = true;
  };
  /** What is at a place, and where it is exactly. */
  const thingAt = (x: number, y: number) => {
    if (cells) {
      const cell = cellAt(cells, x, y);
      if (!cell) return undefined;
      const words = search.scatter.cell({
        traces: cell.count,
        errors: cell.errors,
        shortest: formats.duration(scene.duration.ns(cell.y + cellPx)),
        longest: formats.duration(scene.duration.ns(cell.y)),
      });
      return { x: cell.x + cellPx / 2, y: cell.y + cellPx / 2, words };
    }
    const index = nearestPoint(scene, x, y, reachPx);
    const summary = index === undefined ? undefined : summaries[index];
    if (index === undefined || !summary) return undefined;
    const { unknownService, noName } = search.results;
    const { rootService, rootName } = summary;
    const isRootless = rootService === "" && rootName === "";
    const root = isRootless
      ? search.results.rootless
      : `${shortText(rootService) || unknownService}: ${shortText(rootName) || noName}`;
    const start = formats.shortTime(summary.startUnixNano, zone, now);
    const words = [root, formats.duration(summary.durationNs), start].join(" · ");
    return { x: scene.x[index] ?? 0, y: scene.y[index] ?? 0, words };
  };
  // Written into the document by hand: pointing at things commits nothing in React.
  const point = (event: PointerEvent<HTMLElement>) => {
    handlers.onPointerMove(event);
    const [ring, words, plot] = [mark.current, tip.current, frame.current];
    if (!ring || !words || !plot) return;
    const bounds = plot.getBoundingClientRect();
    const thing = isDragging()
      ? undefined
      : thingAt(event.clientX - bounds.left, event.clientY - bounds.top);
    if (!thing) {
      leave();
      return;
    }
    ring.style.display = "";
    plot.style.cursor = "pointer";
    ring.setAttribute("cx", String(thing.x));
    ring.setAttribute("cy", String(thing.y));
    words.hidden = false;
    words.textContent = thing.words;
    words.style.left = thing.x < width / 2 ? `${thing.x + 10}px` : "";
    words.style.right = thing.x < width / 2 ? "" : `${width - thing.x + 10}px`;
  };

  const chosen = useMemo(() => {
    const limited = [fromMicro, toMicro, minNs, maxNs].some((limit) => limit !== undefined);
    if (!limited) return undefined;
    const inX = (at: number) => Math.max(edges.left, Math.min(edges.right, at));
    const inY = (at: number) => Math.max(edges.top, Math.min(edges.bottom, at));
    const x0 = fromMicro === undefined ? edges.left : inX(scene.xOf(fromMicro));
    const x1 = toMicro === undefined ? edges.right : inX(scene.xOf(toMicro));
    const y0 = maxNs === undefined ? edges.top : inY(scene.duration.px(maxNs));
    const y1 = minNs === undefined ? edges.bottom : inY(scene.duration.px(minNs));
    return { x0, x1, y0, y1 };
  }, [scene, edges, fromMicro, toMicro, minNs, maxNs]);

  return (
    <div
      ref={frame}
      className={styles.scatter}
      {...handlers}
      onPointerMove={point}
      onPointerLeave={leave}
    >
      <svg width={width} height={height} role="img" aria-label={name}>
        {scene.durationTicks.map(({ at, value }) => (
          <g key={value} transform={`translate(0 ${px(at)})`}>
            <line className={styles.rule} x1={box.left - 6} x2={width - box.right + 10} />
            <text className={styles.tick} x={box.left - 10} dy="0.32em" textAnchor="end">
              {durationTick(value, formats)}
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
        {chosen && (
          <rect
            className={styles.chosen}
            x={chosen.x0}
            y={chosen.y0}
            width={Math.max(0, chosen.x1 - chosen.x0)}
            height={Math.max(0, chosen.y1 - chosen.y0)}
          />
        )}
        {paths.map(({ kind, d }) => (
          <path key={kind} className={styles[kind]} d={d} />
        ))}
        <rect ref={brushed} className={styles.brush} style={{ display: "none" }} />
        <circle ref={mark} className={styles.mark} r={6} style={{ display: "none" }} />
      </svg>
      {summaries.length > 1 && width > 0 && (
        <ScatterHandles
          scene={scene}
          edges={edges}
          filter={filter}
          zone={zone}
          now={now}
          onRange={onRange}
        />
      )}
      <div ref={tip} className={styles.tip} hidden />
    </div>
  );
});
