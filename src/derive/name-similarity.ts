/** Longer names are compared by their beginnings. */
const comparedLength = 120;

/**
 * How alike two names are, from 0 to 1: the Dice coefficient of their pairs of neighbouring
 * characters (Dice 1945), case aside; digits count as equal, because ids stand in many names.
 */
export function nameSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  const first = plain(a);
  const second = plain(b);
  if (first === second) return 1;
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < first.length; i += 1) {
    const pair = first.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let i = 0; i + 1 < second.length; i += 1) {
    const pair = second.slice(i, i + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    shared += 1;
    pairs.set(pair, left - 1);
  }
  const all = Math.max(0, first.length - 1) + Math.max(0, second.length - 1);
  return all === 0 ? 0 : (2 * shared) / all;
}

const plain = (name: string): string =>
  name.slice(0, comparedLength).toLowerCase().replaceAll(/\d+/g, "0");
