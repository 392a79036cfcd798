import type { ScatterTick } from "./scatter-scene";

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
