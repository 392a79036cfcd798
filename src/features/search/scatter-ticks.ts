import type { Formats } from "@/i18n/formats";
import type { ScatterTick } from "./scatter-scene";

const minuteNs = 60e9;

/**
 * Words for a tick of an axis of durations, in nanoseconds: where the decimal steps of such an axis
 * are no whole minutes they stay seconds, "100 s" and not "1.67 min".
 */
export function durationTick(
  ns: number,
  formats: Pick<Formats, "duration" | "durationIn">,
): string {
  return ns > minuteNs && ns % minuteNs !== 0
    ? formats.durationIn(ns, "s", 0)
    : formats.duration(ns);
}

/**
 * Words for the ticks of a time axis, as precise as they are apart: without seconds where all stand
 * at whole minutes, with as many decimals as tell them apart where they are closer than a second.
 * `timeOf` writes a time of day that ends in seconds, from milliseconds since the Unix epoch.
 */
export function tickWords(
  ticks: readonly ScatterTick[],
  timeOf: (ms: number) => string,
): (ms: number) => string {
  const all = (stepMs: number) => ticks.every(({ value }) => value % stepMs === 0);
  if (all(60_000)) return (ms) => timeOf(ms).replace(/:\d\d$/, "");
  const digits = all(1000) ? 0 : all(100) ? 1 : all(10) ? 2 : 3;
  if (digits === 0) return timeOf;
  return (ms) => {
    const past = ((ms % 1000) + 1000) % 1000;
    return `${timeOf(ms)}.${String(past).padStart(3, "0").slice(0, digits)}`;
  };
}
