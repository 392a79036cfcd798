import { minimumWindow, withRange, type Viewport } from "@/canvas/viewport";
import { ns, type Nanoseconds } from "@/lib/units";

/** Which end of the range a slider moves. */
export type RangeEnd = "start" | "end";

const smallStep = 0.01;
const largeStep = 0.1;

/** Where a key moves an end of the range to; undefined for a key that means nothing here. */
export function rangeKeyTarget(key: string, end: RangeEnd, v: Viewport): Nanoseconds | undefined {
  const at = end === "start" ? v.startNs : v.endNs;
  const by = (share: number) => ns(at + share * v.limitNs);
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return by(-smallStep);
    case "ArrowRight":
    case "ArrowUp":
      return by(smallStep);
    case "PageDown":
      return by(-largeStep);
    case "PageUp":
      return by(largeStep);
    case "Home":
      return end === "start" ? ns(0) : v.startNs;
    case "End":
      return end === "end" ? v.limitNs : v.endNs;
    default:
      return undefined;
  }
}

/** Moves one end of the range; it stops before the other one. */
export function moveRangeEnd(v: Viewport, end: RangeEnd, to: Nanoseconds): Viewport {
  const shortest = Math.min(minimumWindow(v.limitNs), v.limitNs);
  return end === "start"
    ? withRange(v, ns(Math.max(0, Math.min(to, v.endNs - shortest))), v.endNs)
    : withRange(v, v.startNs, ns(Math.min(v.limitNs, Math.max(to, v.startNs + shortest))));
}
