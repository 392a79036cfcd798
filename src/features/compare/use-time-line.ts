import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { resize } from "@/canvas/viewport";
import { cssPx, type CssPx, ns } from "@/lib/units";
import { createViewportStore, updateViewport, type ViewportStore } from "@/state/viewport-store";
import { keepRange, type RangeKeeper } from "./time-zoom";

/**
 * What is in sight of the rows: time, kept in step with the URL, and scrolling. It changes without
 * React, and lasts as long as the traces are shown.
 */
export function useTimeLine(
  { lengthNs, room }: { readonly lengthNs: number; readonly room: CssPx },
  range: string | undefined,
  onRest: (range: string | undefined) => void,
): ViewportStore {
  const limitNs = ns(Math.max(1, lengthNs));
  const [store] = useState(() => {
    const made = createViewportStore(limitNs);
    // Rows that are made once their place is measured are made in one go with it.
    updateViewport(made, (v) => resize(v, cssPx(0), room));
    return made;
  });
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
