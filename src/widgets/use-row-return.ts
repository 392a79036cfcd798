import { useEffect, useRef, type RefObject } from "react";
import type { VirtualGridHandle } from "./VirtualGrid";

/**
 * When what is selected in a grid has been closed, and its panel has taken the focus with it: the
 * focus returns to the row at `current`, which it belonged to.
 */
export function useRowReturn(
  grid: RefObject<VirtualGridHandle | null>,
  selected: number | undefined,
  current: number,
): void {
  const before = useRef(selected);
  useEffect(() => {
    const closed = before.current !== undefined && selected === undefined;
    before.current = selected;
    if (closed && document.activeElement === document.body) grid.current?.goTo(current);
  }, [grid, selected, current]);
}
