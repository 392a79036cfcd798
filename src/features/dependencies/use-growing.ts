import { useEffect, useState } from "react";
import { frames } from "@/canvas/frame-scheduler";

/**
 * How many of `total` things to render: `step` at once, and as many more in each frame, so that no
 * frame takes long. Another `of` begins anew.
 */
export function useGrowing(total: number, step: number, of: unknown): number {
  const [grown, setGrown] = useState({ of, count: step });
  const count = grown.of === of ? grown.count : step;
  useEffect(() => {
    if (count >= total) return undefined;
    const grow = () => setGrown({ of, count: count + step });
    frames.schedule("dom", grow);
    return () => frames.cancel("dom", grow);
  }, [count, total, step, of]);
  return Math.min(count, total);
}
