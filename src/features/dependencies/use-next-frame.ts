import { useEffect, useState } from "react";
import { frames } from "@/canvas/frame-scheduler";

/**
 * A value, one frame after it has changed: what hangs on it is drawn in a frame of its own, after
 * what hangs on the value itself.
 */
export function useNextFrame<T>(value: T): T {
  const [shown, setShown] = useState({ value });
  useEffect(() => {
    if (shown.value === value) return undefined;
    const show = () => setShown({ value });
    frames.schedule("dom", show);
    return () => frames.cancel("dom", show);
  }, [value, shown]);
  return shown.value;
}
