/** Rows just outside of what is seen, so that scrolling finds them painted. */
const overscan = 4;

/** What part of a list of rows is seen: lengths in CSS pixels. */
export interface RowWindow {
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}

/** The rows to be in the document, ascending: those in sight, some around them, and `current`. */
export function rowsInWindow(
  { top, height, rowHeight, rowCount }: RowWindow,
  current: number,
): readonly number[] {
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const end = Math.min(rowCount, Math.ceil((top + height) / rowHeight) + overscan);
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  if (current < 0 || current >= rowCount) return rows;
  if (current < first) return [current, ...rows];
  return current >= end ? [...rows, current] : rows;
}

/** Where a key moves the focus to from a row; undefined for a key that does not move it. */
export function gridStep(
  key: string,
  { at, rowCount, page }: { readonly at: number; readonly rowCount: number; readonly page: number },
): number | undefined {
  const within = (row: number): number => Math.max(0, Math.min(rowCount - 1, row));
  switch (key) {
    case "ArrowDown":
      return within(at + 1);
    case "ArrowUp":
      return within(at - 1);
    case "PageDown":
      return within(at + page);
    case "PageUp":
      return within(at - page);
    case "Home":
      return within(0);
    case "End":
      return within(rowCount - 1);
    default:
      return undefined;
  }
}
