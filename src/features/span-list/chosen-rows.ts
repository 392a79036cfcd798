import type { SpanOrder } from "@/derive/span-order";
import { spanColumns } from "@/derive/span-order";
import { BitSet } from "@/lib/bitset";
import { readOrder, writeOrder } from "@/lib/table-order";

const usual: SpanOrder = { column: "start", descending: false };

/** The rows of an order that are among those found; all of them where nothing was looked for. */
export function chosenRows(order: Uint32Array, found: Uint32Array | undefined): Uint32Array {
  if (!found) return order;
  const set = BitSet.of(order.length, found);
  return order.filter((row) => set.has(row));
}

/** An order as it stands in a URL: "duration", or "-duration" from the greatest down. */
export const parseOrder = (text: string | undefined): SpanOrder =>
  readOrder(text, spanColumns, usual);

/** The text of an order; undefined for the one that needs none. */
export const formatOrder = (order: SpanOrder): string | undefined => writeOrder(order, usual);
