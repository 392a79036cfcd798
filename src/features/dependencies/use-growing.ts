import { useEffect, useState } from "react";
import { beginActivity } from "@/lib/activity";

/**
 * How many of `total` shapes to render: `step` at once, and as many more each turn, so that no turn
 * takes long. Another `of` begins anew.
 */
export function useGrowing(total: number, step: number, of: unknown): number {
  const [grown, setGrown] = useState({ of, count: step });
  const count = grown.of === of ? grown.count : step;
  useEffect(() => {
    if (count >= total) return undefined;
    const end = beginActivity();
    const timer = setTimeout(() => setGrown({ of, count: count + step }));
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [count, total, step, of]);
  return Math.min(count, total);
}
