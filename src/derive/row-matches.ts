import type { ComparedSide } from "./comparison";

/** The row of every span of one trace. */
export function rowsOfSpans({ offset, spans }: ComparedSide): Uint32Array {
  const rows = new Uint32Array(spans.length);
  for (let row = 0; row + 1 < offset.length; row += 1) {
    for (let at = offset[row]!; at < offset[row + 1]!; at += 1) rows[spans[at]!] = row;
  }
  return rows;
}

/**
 * The rows with a span that was found in either trace, in the order in which rows are shown.
 * `spans` and `rows` are of A and of B: what was found, and the row of every span.
 */
export function matchedRows(
  ordered: Uint32Array,
  spans: readonly (Uint32Array | undefined)[],
  rows: readonly Uint32Array[],
): Uint32Array {
  const found = new Uint8Array(ordered.length);
  spans.forEach((list, side) => {
    for (const span of list ?? []) found[rows[side]![span]!] = 1;
  });
  return ordered.filter((row) => found[row] === 1);
}

/**
 * The match to go to from a row: the next one after it in the order of rows, or the one before it;
 * round to the other end where there is none. -1 where nothing matches.
 */
export function stepMatch(
  matches: Uint32Array,
  places: Uint32Array,
  from: number | undefined,
  by: 1 | -1,
): number {
  if (matches.length === 0) return -1;
  const here = from === undefined ? -1 : places[from]!;
  if (by === 1) {
    const next = matches.findIndex((row) => places[row]! > here);
    return next < 0 ? 0 : next;
  }
  const before = matches.findLastIndex((row) => places[row]! < here);
  return before < 0 ? matches.length - 1 : before;
}
