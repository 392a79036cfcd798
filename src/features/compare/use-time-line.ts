import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { ns } from "@/lib/units";
import { createViewportStore, type ViewportStore } from "@/state/viewport-store";
import { keepRange, type RangeKeeper } from "./time-zoom";

/**
 * What is in sight of the rows: time, kept in step with the URL, and scrolling. It changes without
 * React, and lasts as long as the traces are shown.
 */
export function useTimeLine(
  lengthNs: number,
  range: string | undefined,
  onRest: (range: string | undefined) => void,
): ViewportStore {
  const limitNs = ns(Math.max(1, lengthNs));
  const [store] = useState(() => createViewportStore(limitNs));
  const keeper = useRef<RangeKeeper>(undefined);
  const tell = useRef(onRest);
  useEffect(() => {
    tell.current = onRest;
  });
  useLayoutEffect(() => {
    const made = keepRange(store, (next) => tell.current(next));
    keeper.current = made;
    return () => made.stop();
  }, [store]);
  useLayoutEffect(() => {
    keeper.current?.setLength(limitNs);
    keeper.current?.show(range);
  }, [limitNs, range]);
  return store;
}
