import { useEffect, type RefObject } from "react";
import type { ViewportStore } from "@/state/viewport-store";
import type { VirtualScrollerHandle } from "@/widgets/VirtualScroller";

/** The scroll bar follows what keys, gestures and links bring into sight. */
export function useScrollFollow(
  viewport: ViewportStore,
  scroller: RefObject<VirtualScrollerHandle | null>,
): void {
  useEffect(
    () =>
      viewport.subscribe((now, before) => {
        if (now.viewport.scrollTop !== before.viewport.scrollTop) {
          scroller.current?.scrollTo(now.viewport.scrollTop);
        }
      }),
    [viewport, scroller],
  );
}
