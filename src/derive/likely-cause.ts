import { BitSet } from "@/lib/bitset";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { SpanFlag, type SpanTable } from "@/model/span-table";

/**
 * The chain of errors that is most likely behind a trace's failure, from the error nearest to a
 * root down to the deepest that led to it, each the parent of the next; empty without errors. Where
 * several are as near or as deep, the one that ended last: what failed before it was tried again.
 * The last span of the chain is where to look first. O(spans).
 */
export function likelyCause(spans: SpanTable): readonly SpanIndex[] {
  const isError = (row: number): boolean => (spans.flags[row]! & SpanFlag.Error) !== 0;
  const endOf = (row: number): number => spans.startNs[row]! + spans.durationNs[row]!;
  let top = -1;
  for (let row = 0; row < spans.length; row += 1) {
    if (!isError(row)) continue;
    if (top < 0 || spans.depth[row]! < spans.depth[top]!) top = row;
    else if (spans.depth[row] === spans.depth[top] && endOf(row) > endOf(top)) top = row;
  }
  if (top < 0) return [];
  const chained = BitSet.of(spans.length, [top]);
  let deepest = top;
  for (let row = top + 1; row < spans.subtreeEnd[top]!; row += 1) {
    if (!isError(row) || !chained.has(spans.parent[row]!)) continue;
    chained.add(row);
    const deeper = spans.depth[row]! - spans.depth[deepest]!;
    if (deeper > 0 || (deeper === 0 && endOf(row) > endOf(deepest))) deepest = row;
  }
  const chain: SpanIndex[] = [];
  for (let row = deepest; row >= top; row = spans.parent[row]!) chain.push(spanIndex(row));
  return chain.reverse();
}
