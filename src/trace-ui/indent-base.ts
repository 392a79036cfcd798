/** Deeper rows than this below the leftmost ones would have no room for their names. */
export const deepestIndent = 30;
/** The base moves in steps, so that it seldom does while one scrolls. */
const baseStep = 10;

/**
 * The level that is indented least among the rows from `first` to before `last`: `top`, or a deeper
 * one where all of them are deep.
 */
export function indentBase(
  levelOf: (row: number) => number,
  { first, last }: { readonly first: number; readonly last: number },
  top = 0,
): number {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let row = first; row < last; row += 1) {
    least = Math.min(least, levelOf(row));
    most = Math.max(most, levelOf(row));
  }
  if (most - top <= deepestIndent) return top;
  return Math.max(top, Math.floor((least - 2) / baseStep) * baseStep);
}
