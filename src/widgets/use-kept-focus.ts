import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from "react";

const rowAt = (target: EventTarget | null) =>
  target instanceof Element ? target.closest('[role="row"]') : null;

/**
 * Keeps the focus of a grid with its current row, the one with tabindex 0, once one of its rows has
 * it: also where that row is taken away (it was folded into another), or a key that is heard
 * elsewhere makes another row the current one ("next error").
 *
 * @returns what the grid has to listen to
 */
export function useKeptFocus(grid: RefObject<HTMLElement | null>) {
  const holdsFocus = useRef(false);
  const isKeeping = useRef(false);
  useLayoutEffect(() => {
    // React tells of no blur when it takes away what has the focus: so this still holds then.
    if (!holdsFocus.current) return;
    const at = document.activeElement;
    const isGone = at === null || at === document.body;
    const isBehind = grid.current?.contains(at) && rowAt(at)?.getAttribute("tabindex") !== "0";
    if (!isGone && !isBehind) return;
    const row = grid.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    isKeeping.current = true;
    row?.focus({ preventScroll: true });
    isKeeping.current = false;
  });
  return {
    /** True where nobody went to the row: it stands for the one that was gone to, for now. */
    onFocus: (event: FocusEvent): boolean => {
      holdsFocus.current = rowAt(event.target) !== null;
      return isKeeping.current;
    },
    onBlur: () => {
      holdsFocus.current = false;
    },
  };
}
