/** Reads a column at a row that is known to be in it. */
export function at(column: ArrayLike<number>, row: number): number {
  return column[row] ?? 0;
}
