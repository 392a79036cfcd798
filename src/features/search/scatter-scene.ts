import { extent, scaleLog, scaleTime, scaleUtc } from "d3";
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

export interface ScatterScene {
  /** Pixels, one pair per trace, in the order of the summaries. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly timeTicks: readonly ScatterTick[];
  readonly durationTicks: readonly ScatterTick[];
}

/** Room for a date and a time. */
const timeTickPx = 130;

/** Shorter durations, zero among them, are drawn at the foot: a logarithm has no zero. */
const shortestNs = 1;

/** Places traces by start, from left to right, and by the logarithm of their duration, upwards. */
export function scatterScene(
  summaries: readonly TraceSummary[],
  box: ScatterBox,
  zone: "local" | "utc",
): ScatterScene {
  const startMs = (summary: TraceSummary) => Number(summary.startUnixNano / 1000n) / 1000;
  const [firstMs = 0, lastMs = 0] = extent(summaries, startMs);
  // One trace, or several of one moment, stand in the middle.
  const spare = firstMs === lastMs ? 500 : 0;
  const time = (zone === "utc" ? scaleUtc() : scaleTime())
    .domain([firstMs - spare, lastMs + spare])
    .range([box.left, box.width - box.right]);
  const durations = summaries.map(({ durationNs }) => Math.max(shortestNs, durationNs));
  const [low = shortestNs, high = shortestNs] = extent(durations);
  const lowest = 10 ** Math.floor(Math.log10(low));
  const highest = Math.max(lowest * 10, 10 ** Math.ceil(Math.log10(high)));
  const duration = scaleLog()
    .domain([lowest, highest])
    .range([box.height - box.bottom, box.top]);
  const x = Float32Array.from(summaries, (summary) => time(startMs(summary)));
  const y = Float32Array.from(durations, (ns) => duration(ns));

  const decades = Math.round(Math.log10(highest / lowest));
  const room = Math.max(2, Math.floor((box.height - box.top - box.bottom) / 22));
  const step = Math.max(1, Math.ceil(decades / room));
  const durationTicks: ScatterTick[] = [];
  for (let decade = 0; decade <= decades; decade += step) {
    const value = lowest * 10 ** decade;
    durationTicks.push({ at: duration(value), value });
  }
  const count = Math.max(2, Math.floor((box.width - box.left - box.right) / timeTickPx));
  const timeTicks: ScatterTick[] = [];
  for (const date of time.ticks(count)) {
    const at = time(date);
    const before = timeTicks.at(-1)?.at ?? -Infinity;
    // The scale takes the number of ticks as a hint only.
    if (at - before >= timeTickPx * 0.9) timeTicks.push({ at, value: date.getTime() });
  }
  return { x, y, timeTicks, durationTicks };
}

/** The trace nearest to a point, within `reachPx`; undefined where there is none. */
export function nearestPoint(
  scene: ScatterScene,
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
