import { HashIndex } from "@/lib/hash-index";
import type { SpanIdentities } from "./span-identities";

/** How two spans are compared, by row. */
export interface SpanContents {
  /** Equal spans have equal hashes (32 bits). */
  hash(row: number): number;
  equal(a: number, b: number): boolean;
}

/**
 * Finds the spans that came twice, as retried exports and overlapping files give them: the rows that
 * equal an earlier one in every respect, ascending. Only spans that share an id are compared, and
 * those by a hash first: linear in their number.
 */
export function findExactDuplicates(
  identities: SpanIdentities,
  contents: SpanContents,
): readonly number[] {
  const copies: number[] = [];
  const { first, next } = identities;
  if (next === undefined) return copies;
  const n = first.length;
  const hashes = new Uint32Array(n);
  const index = new HashIndex(first, hashes);
  for (let row = 0; row < n; row += 1) {
    const alone = first[row] === row && next[row] === -1;
    if (alone) continue;
    hashes[row] = contents.hash(row);
    if (index.insert(row, (earlier) => contents.equal(earlier, row)) >= 0) copies.push(row);
  }
  return copies;
}
