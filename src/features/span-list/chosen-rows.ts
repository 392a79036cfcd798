import type { SpanOrder } from "@/derive/span-order";
import { spanColumns } from "@/derive/span-order";
import { BitSet } from "@/lib/bitset";

/** The rows of an order that are among those found; all of them where nothing was looked for. */
export function chosenRows(order: Uint32Array, found: Uint32Array | undefined): Uint32Array {
  if (!found) return order;
  const set = BitSet.of(order.length, found);
  return order.filter((row) => set.has(row));
}

/** An order as it stands in a URL: "duration", or "-duration" from the greatest down. */
export function parseOrder(text: string | undefined): SpanOrder {
  const descending = text?.startsWith("-") ?? false;
  const name = descending ? text?.slice(1) : text;
  const column = spanColumns.find((one) => one === name);
  return column ? { column, descending } : { column: "start", descending: false };
}

/** The text of an order; undefined for the one that needs none. */
export function formatOrder({ column, descending }: SpanOrder): string | undefined {
  if (column === "start" && !descending) return undefined;
  return `${descending ? "-" : ""}${column}`;
}
