import type { Operation } from "@/model/search-query";

/** By code units: the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Each name once, in code unit order: the same on every machine. */
export function distinctNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compare);
}

/** Each pair of name and kind once, by name and then kind. */
export function distinctOperations(operations: readonly Operation[]): readonly Operation[] {
  const byPair = new Map(operations.map((one) => [JSON.stringify([one.name, one.kind]), one]));
  return [...byPair.values()].sort((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind));
}
