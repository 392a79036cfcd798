import type { SpanIndex } from "@/model/indexes";
import { SpanFlag, type SpanTable } from "@/model/span-table";

/**
 * Running count of error spans: entry i is how many there are before row i. The errors of any range
 * of rows, so of any subtree, are then one subtraction.
 */
export function errorPrefix(spans: SpanTable): Uint32Array {
  const prefix = new Uint32Array(spans.length + 1);
  let count = 0;
  for (let i = 0; i < spans.length; i += 1) {
    if ((spans.flags[i]! & SpanFlag.Error) !== 0) count += 1;
    prefix[i + 1] = count;
  }
  return prefix;
}

/** How many error spans are below a span, itself not counted. */
export function errorsBelow(prefix: Uint32Array, spans: SpanTable, span: SpanIndex): number {
  return prefix[spans.subtreeEnd[span]!]! - prefix[span + 1]!;
}
