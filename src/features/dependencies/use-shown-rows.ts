import { useState, type UIEvent } from "react";
import { useGrowing } from "./use-growing";

/** Rows in the document at first, and at each press of the button for more. */
const rowsAtATime = 200;
/** Rows that are rendered in one frame. */
export const rowsOfFrame = 20;
/** The height of a row, roughly: only to tell how far down the table has been scrolled. */
const rowPx = 24;

export interface ShownRows<T> {
  /** The rows to render now; the rest of those that are wanted follows within some frames. */
  readonly shown: readonly T[];
  /** How many are wanted, and what the button would add to them. */
  readonly count: number;
  readonly more: number;
  readonly showMore: () => void;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** Which rows of a table are in the document: some at a time, and not more than are asked for. */
export function useShownRows<T>(rows: readonly T[]): ShownRows<T> {
  const [limit, setLimit] = useState(rowsAtATime);
  // What is in sight must not go for a moment when the rows become others.
  const [reached, setReached] = useState(0);
  const count = Math.min(limit, rows.length);
  // The table itself comes first: what is around it appears in the same frame.
  const grown = useGrowing(count, rowsOfFrame, rows, 0);
  const shown = rows.slice(0, Math.min(count, Math.max(grown, reached)));
  return {
    shown,
    count,
    more: Math.min(rows.length - count, rowsAtATime),
    showMore: () => setLimit(limit + rowsAtATime),
    onScroll({ currentTarget: { scrollTop, clientHeight } }) {
      const last = scrollTop === 0 ? 0 : (scrollTop + clientHeight) / rowPx;
      setReached(Math.ceil(last / rowsOfFrame) * rowsOfFrame);
    },
  };
}
