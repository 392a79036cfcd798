import { useSyncExternalStore } from "react";
import { rowAt } from "@/canvas/viewport";
import { cssPx } from "@/lib/units";
import type { ViewportStore } from "@/state/viewport-store";
import { useLater } from "@/widgets/use-later";
import { rowHeight } from "./span-bars";

/** The window moves in steps of so many rows, so that most wheel events do not touch React. */
const rowStep = 4;
/** Beyond those in sight; none at first, so that those in sight are there sooner. */
const rowsAround = 4;

export interface RowWindow {
  /** First row to have in the document. */
  readonly first: number;
  /** First row after those. */
  readonly last: number;
}

/** What stands above the rows of a trace, in CSS pixels, in a window as wide as most. */
const aboveRows = 218;

/**
 * Before anything is laid out nobody knows how many rows there is room for. Rows that are rendered
 * for a likely height are there when it has been measured; else all of them would be rendered then,
 * at once, in the same task.
 */
const expectedHeight = (): number => Math.max(rowHeight, globalThis.innerHeight - aboveRows);

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
    Math.ceil((viewport.getState().viewport.height || expectedHeight()) / rowHeight),
  );
  const around = useLater() ? rowsAround : 0;
  const count = inSight + rowStep + 2 * around;
  const first = Math.max(0, Math.min(step * rowStep - around, rowCount - count));
  return { first, last: Math.min(rowCount, first + count) };
}
