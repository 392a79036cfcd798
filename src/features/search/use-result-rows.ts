import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useDeferredValue, useEffect, useRef, useState } from "react";
import type { ListPlace } from "./list-place";
import type { Room } from "./list-room";

const steps: ReadonlyMap<string, number> = new Map([
  ["ArrowUp", -1],
  ["ArrowDown", 1],
  ["PageUp", -10],
  ["PageDown", 10],
  ["Home", -Infinity],
  ["End", Infinity],
]);

const rowIndex = (element: EventTarget | null): number | undefined => {
  const row = element instanceof Element ? element.closest("[data-index]") : null;
  return row ? Number(row.getAttribute("data-index")) : undefined;
};

export interface ResultRowsOptions {
  readonly count: number;
  readonly rowPx: number;
  readonly headPx: number;
  /** How large the list is expected to be. */
  readonly room: Room;
}

/** Rows beyond those in view: few at first, so that those in view are there sooner. */
const overscanRows = 4;
const firstOverscanRows = 1;

/**
 * The rows of a long list that are in view, and the keys that move among them. The row that has
 * the focus stays in the document while it is scrolled away, or the focus would be lost with it.
 */
export function useResultRows({ count, rowPx, headPx, room }: ResultRowsOptions) {
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number>();
  /** The row that has the keyboard's focus, or had it when that went nowhere. */
  const lastSeen = useRef<number>(undefined);
  const wanted = useRef<{ readonly index: number; readonly part: string }>(undefined);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const rows = defaultRangeExtractor(range);
      if (focused === undefined || focused >= range.count || rows.includes(focused)) return rows;
      return [...rows, focused].sort((a, b) => a - b);
    },
    [focused],
  );
  const overscan = useDeferredValue(overscanRows, firstOverscanRows);
  // oxlint-disable-next-line react/incompatible-library -- nothing here goes through React Compiler
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan,
    initialRect: room,
    scrollPaddingStart: headPx,
    rangeExtractor,
  });
  const measured = useRef(rowPx);
  useEffect(() => {
    // At first it has just done so, for every row of the list.
    if (measured.current === rowPx) return;
    measured.current = rowPx;
    virtualizer.measure();
  }, [virtualizer, rowPx]);

  useEffect(() => {
    const target = wanted.current;
    // Rows are there for what has the focus: not before it is known here.
    if (target === undefined || target.index !== focused) return;
    wanted.current = undefined;
    scroller.current
      ?.querySelector<HTMLElement>(`[data-index="${target.index}"] ${target.part}`)
      ?.focus({ preventScroll: true });
  }, [focused]);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const onFocusIn = (event: FocusEvent) => {
      const row = rowIndex(event.target);
      setFocused(row);
      const isSeen = event.target instanceof Element && event.target.matches(":focus-visible");
      lastSeen.current = isSeen ? row : undefined;
    };
    const onFocusOut = (event: FocusEvent) => {
      if (!box.contains(event.relatedTarget as Node | null)) setFocused(undefined);
      // A page that goes takes the focus with it, to nowhere.
      if (event.relatedTarget !== null) lastSeen.current = undefined;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const step = steps.get(event.key);
      const at = rowIndex(event.target);
      if (step === undefined || at === undefined) return;
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const to = Math.max(0, Math.min(count - 1, at + step));
      if (to === at) return;
      // Keeps to the column: from box to box, from link to link.
      const part = event.target instanceof HTMLInputElement ? "input" : "a";
      wanted.current = { index: to, part };
      virtualizer.scrollToIndex(to);
      setFocused(to);
    };
    box.addEventListener("focusin", onFocusIn);
    box.addEventListener("focusout", onFocusOut);
    box.addEventListener("keydown", onKeyDown);
    return () => {
      box.removeEventListener("focusin", onFocusIn);
      box.removeEventListener("focusout", onFocusOut);
      box.removeEventListener("keydown", onKeyDown);
    };
  }, [virtualizer, count]);

  return {
    scroller,
    /** Asks the page for no measures: it is on its way out, and would be laid out once more. */
    place: (): ListPlace => ({
      scrollPx: virtualizer.scrollOffset ?? 0,
      focused: lastSeen.current,
    }),
    goBackTo: ({ scrollPx, focused: row }: ListPlace) => {
      if (scrollPx > 0) virtualizer.scrollToOffset(scrollPx);
      // The focus may have been put elsewhere since.
      if (row === undefined || document.activeElement !== document.body) return;
      wanted.current = { index: row, part: "a" };
      setFocused(row);
    },
    totalPx: virtualizer.getTotalSize(),
    rows: virtualizer.getVirtualItems(),
    scrollToTop: useCallback(() => {
      // Asking the browser to, where it is so already, would have it lay the page out first.
      if (virtualizer.scrollOffset !== 0) virtualizer.scrollToOffset(0);
    }, [virtualizer]),
  };
}
