import { extent, scaleLinear, scaleLog, scaleTime, scaleUtc } from "d3";
import type { TraceSummary } from "@/model/trace-summary";

export interface ScatterBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ScatterTick {
  readonly at: number;
  /** Milliseconds since the Unix epoch, or nanoseconds. */
  readonly value: number;
}

export type DurationScale = "log" | "linear";

/** A scale from nanoseconds to pixels and back. */
export interface DurationAxis {
  readonly domain: readonly [lowNs: number, highNs: number];
  readonly px: (ns: number) => number;
  readonly ns: (px: number) => number;
  readonly ticks: readonly ScatterTick[];
}

export interface ScatterScene {
  /** Pixels, one pair per trace, in the order of the summaries. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly timeTicks: readonly ScatterTick[];
  readonly durationTicks: readonly ScatterTick[];
  /** Microseconds since the Unix epoch at a pixel, and the way back. */
  readonly microAt: (px: number) => number;
  readonly xOf: (micro: number) => number;
  readonly duration: DurationAxis;
}

/** Room for a date and a time. */
const timeTickPx = 130;
/** Room for a duration, upright and lying. */
const durationTickPx = 22;

/** Shorter durations, zero among them, are drawn at the foot: a logarithm has no zero. */
const shortestNs = 1;

export const shownDuration = ({ durationNs }: TraceSummary): number =>
  Math.max(shortestNs, durationNs);

/**
 * An axis of durations from pixel `from` to pixel `to`, at least as long as the durations given.
 * A logarithmic one runs over whole decades, a linear one begins at 0.
 */
export function durationAxis(
  [shortest, longest]: readonly [number, number],
  scale: DurationScale,
  [from, to]: readonly [number, number],
  tickPx = durationTickPx,
): DurationAxis {
  const room = Math.max(2, Math.floor(Math.abs(to - from) / tickPx));
  if (scale === "linear") {
    const line = scaleLinear()
      .domain([0, Math.max(1, longest)])
      .range([from, to]);
    const ticks = line.ticks(Math.min(4, room)).map((value) => ({ at: line(value), value }));
    return {
      domain: [0, Math.max(1, longest)],
      px: (ns) => line(ns),
      ns: (px) => line.invert(px),
      ticks,
    };
  }
  const lowest = 10 ** Math.floor(Math.log10(Math.max(shortestNs, shortest)));
  const highest = Math.max(lowest * 10, 10 ** Math.ceil(Math.log10(Math.max(1, longest))));
  const log = scaleLog().domain([lowest, highest]).range([from, to]);
  const decades = Math.round(Math.log10(highest / lowest));
  const step = Math.max(1, Math.ceil(decades / room));
  const ticks: ScatterTick[] = [];
  for (let decade = 0; decade <= decades; decade += step) {
    const value = lowest * 10 ** decade;
    ticks.push({ at: log(value), value });
  }
  return {
    domain: [lowest, highest],
    px: (ns) => log(Math.max(lowest, ns)),
    ns: (px) => log.invert(px),
    ticks,
  };
}

/** The shortest and the longest of durations; 1 ns for none. */
export function durationExtent(summaries: readonly TraceSummary[]): readonly [number, number] {
  let low = Infinity;
  let high = shortestNs;
  for (const summary of summaries) {
    const ns = shownDuration(summary);
    if (ns < low) low = ns;
    if (ns > high) high = ns;
  }
  return low === Infinity ? [shortestNs, shortestNs] : [low, high];
}

/** Remembered: 64-bit arithmetic is slow, and another scale or width changes nothing of it. */
const knownStarts = new WeakMap<readonly TraceSummary[], Float64Array>();

/** Milliseconds since the Unix epoch, with microseconds. */
function startsMs(summaries: readonly TraceSummary[]): Float64Array {
  const known = knownStarts.get(summaries);
  if (known) return known;
  const made = Float64Array.from(
    summaries,
    ({ startUnixNano }) => Number(startUnixNano / 1000n) / 1000,
  );
  knownStarts.set(summaries, made);
  return made;
}

/** Places traces by start, from left to right, and by duration, upwards. */
export function scatterScene(
  summaries: readonly TraceSummary[],
  box: ScatterBox,
  zone: "local" | "utc",
  scale: DurationScale = "log",
): ScatterScene {
  const starts = startsMs(summaries);
  const [firstMs = 0, lastMs = 0] = extent(starts);
  // One trace, or several of one moment, stand in the middle.
  const spare = firstMs === lastMs ? 500 : 0;
  const time = (zone === "utc" ? scaleUtc() : scaleTime())
    .domain([firstMs - spare, lastMs + spare])
    .range([box.left, box.width - box.right]);
  // Dates hold whole milliseconds; this keeps microseconds.
  const line = scaleLinear()
    .domain([(firstMs - spare) * 1000, (lastMs + spare) * 1000])
    .range([box.left, box.width - box.right]);
  const duration = durationAxis(durationExtent(summaries), scale, [
    box.height - box.bottom,
    box.top,
  ]);
  const x = Float32Array.from(starts, (ms) => line(ms * 1000));
  const y = Float32Array.from(summaries, (summary) => duration.px(shownDuration(summary)));

  const count = Math.max(2, Math.floor((box.width - box.left - box.right) / timeTickPx));
  const timeTicks: ScatterTick[] = [];
  for (const date of time.ticks(count)) {
    const at = time(date);
    const before = timeTicks.at(-1)?.at ?? -Infinity;
    // The scale takes the number of ticks as a hint only.
    if (at - before >= timeTickPx * 0.9) timeTicks.push({ at, value: date.getTime() });
  }
  return {
    x,
    y,
    timeTicks,
    durationTicks: duration.ticks,
    microAt: (px) => line.invert(px),
    xOf: (micro) => line(micro),
    duration,
  };
}

/** The trace nearest to a point, within `reachPx`; undefined where there is none. */
export function nearestPoint(
  scene: Pick<ScatterScene, "x" | "y">,
  atX: number,
  atY: number,
  reachPx: number,
): number | undefined {
  let best: number | undefined;
  let bestDistance = reachPx * reachPx;
  for (let i = 0; i < scene.x.length; i += 1) {
    const dx = (scene.x[i] ?? 0) - atX;
    const dy = (scene.y[i] ?? 0) - atY;
    const distance = dx * dx + dy * dy;
    if (distance > bestDistance) continue;
    best = i;
    bestDistance = distance;
  }
  return best;
}
