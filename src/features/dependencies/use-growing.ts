import { useEffect, useState } from "react";
import { frames } from "@/canvas/frame-scheduler";

/**
 * How many of `total` things to render: `first` at once, and `step` more in each frame, so that no
 * frame takes long. Another `of` begins anew.
 */
export function useGrowing(total: number, step: number, of: unknown, first = step): number {
  const [grown, setGrown] = useState({ of, count: first });
  const count = grown.of === of ? grown.count : first;
  useEffect(() => {
    if (count >= total) return undefined;
    const grow = () => setGrown({ of, count: count + step });
    frames.schedule("dom", grow);
    return () => frames.cancel("dom", grow);
  }, [count, total, step, of]);
  return Math.min(count, total);
}
