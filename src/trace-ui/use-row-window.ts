import { useSyncExternalStore } from "react";
import { rowAt } from "@/canvas/viewport";
import { cssPx } from "@/lib/units";
import type { ViewportStore } from "@/state/viewport-store";
import { rowHeight } from "./span-bars";

/** The window moves in steps of so many rows, so that most wheel events do not touch React. */
const rowStep = 4;
const rowsAround = 4;

export interface RowWindow {
  /** First row to have in the document. */
  readonly first: number;
  /** First row after those. */
  readonly last: number;
}

/**
 * The rows to have in the document: those in sight and a few more. Follows scrolling and size; not
 * the time in sight, so that panning and zooming commit nothing.
 */
export function useRowWindow(viewport: ViewportStore, rowCount: number): RowWindow {
  const step = useSyncExternalStore(viewport.subscribe, () => {
    const first = rowAt(viewport.getState().viewport, cssPx(0), rowHeight);
    return Math.floor(first / rowStep);
  });
  const inSight = useSyncExternalStore(viewport.subscribe, () =>
    Math.ceil(viewport.getState().viewport.height / rowHeight),
  );
  const count = inSight + rowStep + 2 * rowsAround;
  const first = Math.max(0, Math.min(step * rowStep - rowsAround, rowCount - count));
  return { first, last: inSight === 0 ? 0 : Math.min(rowCount, first + count) };
}
