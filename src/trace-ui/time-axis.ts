import { ticks } from "d3";
import type { DurationUnit, Formats } from "@/i18n/formats";
import type { Nanoseconds } from "@/lib/units";

const minute = 60e9;
const hour = 60 * minute;
const day = 24 * hour;

/** Round steps from a minute on, where decimal ones would not be round to a reader of clocks. */
const clockSteps: readonly number[] = [
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  5 * day,
  10 * day,
  20 * day,
  50 * day,
];

const decimalUnits: readonly (readonly [DurationUnit, number])[] = [
  ["s", 1e9],
  ["ms", 1e6],
  ["us", 1e3],
  ["ns", 1],
];

/** The marks of a time line: where they are, and what is written at them. */
export interface TimeAxis {
  /** Nanoseconds from the trace's start, ascending, all inside the range. */
  readonly ticks: readonly number[];
  /** The time of a mark, in one unit and with the same decimals for all marks. */
  label(timeNs: number): string;
}

export interface TimeRange {
  readonly startNs: Nanoseconds;
  readonly endNs: Nanoseconds;
}

/** Round times in a range, about one per `spacing` pixels of `width`, and how far they are apart. */
export function axisTicks(
  { startNs, endNs }: TimeRange,
  width: number,
  spacing: number,
): { readonly ticks: readonly number[]; readonly step: number } {
  const count = Math.max(1, Math.floor(width / spacing));
  const rough = (endNs - startNs) / count;
  const marks =
    rough > 30e9 ? clockTicks(startNs, endNs, rough) : wholeTicks(startNs, endNs, count);
  const [first, second] = marks;
  return {
    ticks: marks,
    step: first === undefined || second === undefined ? rough : second - first,
  };
}

/**
 * Round marks for a range of time, about one per `spacing` pixels of `width`; closer ones where a
 * narrow line would have a single mark. The unit is the largest one in which neighbouring marks
 * differ within three decimals.
 */
export function timeAxis(
  range: TimeRange,
  width: number,
  formats: Pick<Formats, "durationIn">,
  spacing = Math.min(96, Math.max(72, width / 3)),
): TimeAxis {
  const { startNs, endNs } = range;
  const { ticks: marks, step } = axisTicks(range, width, spacing);
  const [unit, decimals] = unitFor(step, Math.max(Math.abs(startNs), Math.abs(endNs)));
  return { ticks: marks, label: (time) => formats.durationIn(time, unit, decimals) };
}

/** Decimal steps; nothing between two nanoseconds. */
function wholeTicks(start: number, end: number, count: number): readonly number[] {
  return ticks(start, end, Math.min(count, Math.max(1, Math.floor(end - start)))).filter(
    Number.isInteger,
  );
}

function clockTicks(start: number, end: number, rough: number): readonly number[] {
  const largest = clockSteps[clockSteps.length - 1] ?? day;
  const step = clockSteps.find((one) => one >= rough) ?? Math.ceil(rough / largest) * largest;
  const marks: number[] = [];
  for (let time = Math.ceil(start / step) * step; time <= end; time += step) marks.push(time);
  return marks;
}

function unitFor(step: number, end: number): readonly [DurationUnit, number] {
  if (step >= minute) {
    if (end >= 2 * day && step % (6 * hour) === 0) return ["d", step % day === 0 ? 0 : 2];
    if (end >= 2 * hour && step % (15 * minute) === 0) return ["h", step % hour === 0 ? 0 : 2];
    return ["min", 0];
  }
  for (const [unit, size] of decimalUnits) {
    const decimals = Math.max(0, -Math.floor(Math.log10(step / size) + 1e-9));
    if (size <= end && decimals <= 3) return [unit, decimals];
  }
  return ["ns", 0];
}
