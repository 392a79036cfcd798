import type { DurationScale } from "./scatter-scene";

/** The shortest bar of a logarithmic scale: something has to be seen of the shortest trace. */
const least = 0.04;

/** How long the bar of a duration is, as a share of the longest one's. */
export function barShare(
  durationNs: number,
  [shortestNs, longestNs]: readonly [number, number],
  scale: DurationScale,
): number {
  if (longestNs <= 0) return 0;
  if (scale === "linear") return Math.min(1, durationNs / longestNs);
  const low = Math.log(Math.max(1, shortestNs));
  const high = Math.log(Math.max(1, longestNs));
  if (high <= low) return 1;
  const at = (Math.log(Math.max(1, durationNs)) - low) / (high - low);
  return least + (1 - least) * Math.max(0, Math.min(1, at));
}
