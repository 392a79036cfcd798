import type { TraceSummary } from "@/model/trace-summary";

export const sortColumns = [
  "trace",
  "services",
  "spans",
  "depth",
  "errors",
  "duration",
  "start",
] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface SortOrder {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** Newest first. */
export const defaultSort: SortOrder = { column: "start", descending: true };

/** Reads the URL's `sort`: a column, with "-" in front for descending. */
export function parseSort(text: string | undefined): SortOrder {
  const descending = text?.startsWith("-") ?? false;
  const name = descending ? text?.slice(1) : text;
  const column = sortColumns.find((one) => one === name);
  return column === undefined ? defaultSort : { column, descending };
}

/** The order as it stands in the URL; undefined for the default. */
export function formatSort({ column, descending }: SortOrder): string | undefined {
  if (column === defaultSort.column && descending === defaultSort.descending) return undefined;
  return `${descending ? "-" : ""}${column}`;
}

/** What pressing a column's header does: turns its order round, or begins with the larger figures. */
export function nextSort(order: SortOrder, column: SortColumn): SortOrder {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: column !== "trace" };
}

const byText = new Intl.Collator("en", { numeric: true }).compare;

/** The place of every text among the distinct ones: so the collator sees each of them once. */
function ranks(texts: readonly string[]): Float64Array {
  const distinct = [...new Set(texts)].sort(byText);
  const places = new Map<string, number>();
  let place = 0;
  distinct.forEach((text, i) => {
    const before = distinct[i - 1];
    // Texts that differ may still count as equal, in other scripts.
    if (before !== undefined && byText(before, text) !== 0) place += 1;
    places.set(text, place);
  });
  return Float64Array.from(texts, (text) => places.get(text) ?? 0);
}

const rankRange = 2 ** 20;

/** Comparing names is slow: remembered for turning the order round. */
const nameRanks = new WeakMap<readonly TraceSummary[], Float64Array>();

function keysOf(summaries: readonly TraceSummary[], column: SortColumn): Float64Array | undefined {
  switch (column) {
    case "trace": {
      const known = nameRanks.get(summaries);
      if (known) return known;
      const services = ranks(summaries.map(({ rootService }) => rootService));
      const names = ranks(summaries.map(({ rootName }) => rootName));
      const keys = services.map((rank, i) => rank * rankRange + (names[i] ?? 0));
      nameRanks.set(summaries, keys);
      return keys;
    }
    case "services":
      return Float64Array.from(summaries, ({ services }) => services.length);
    case "spans":
      return Float64Array.from(summaries, ({ spanCount }) => spanCount);
    case "depth":
      return Float64Array.from(summaries, ({ levels = 0 }) => levels);
    case "errors":
      return Float64Array.from(summaries, ({ errorCount }) => errorCount);
    case "duration":
      return Float64Array.from(summaries, ({ durationNs }) => durationNs);
    case "start":
      return undefined;
  }
}

/** Newest first, then by id; remembered, since every order begins with it. */
const newestFirst = new WeakMap<readonly TraceSummary[], Uint32Array>();

function newestOrder(summaries: readonly TraceSummary[]): Uint32Array {
  const known = newestFirst.get(summaries);
  if (known) return known;
  // Two numbers in place of one bigint: they compare many times faster.
  const seconds = Float64Array.from(summaries, (one) => Number(one.startUnixNano / 1_000_000_000n));
  const nanos = Float64Array.from(summaries, (one) => Number(one.startUnixNano % 1_000_000_000n));
  const order = Uint32Array.from(summaries, (_, i) => i).sort(
    (a, b) =>
      (seconds[b] ?? 0) - (seconds[a] ?? 0) ||
      (nanos[b] ?? 0) - (nanos[a] ?? 0) ||
      ((summaries[a]?.traceId ?? "") < (summaries[b]?.traceId ?? "") ? -1 : 1),
  );
  newestFirst.set(summaries, order);
  return order;
}

/** The traces in an order; equal ones newest first, then by id, so that an order is always one. */
export function sortSummaries(
  summaries: readonly TraceSummary[],
  { column, descending }: SortOrder,
): readonly TraceSummary[] {
  const newest = newestOrder(summaries);
  const keys = keysOf(summaries, column);
  const sign = descending ? -1 : 1;
  let order = newest;
  if (keys) order = newest.slice().sort((a, b) => sign * ((keys[a] ?? 0) - (keys[b] ?? 0)));
  else if (!descending) order = byOldest(summaries, newest);
  const sorted: TraceSummary[] = [];
  for (const i of order) {
    const summary = summaries[i];
    if (summary) sorted.push(summary);
  }
  return sorted;
}

/** Oldest first; of one moment, still by id. */
function byOldest(summaries: readonly TraceSummary[], newest: Uint32Array): Uint32Array {
  const order = newest.slice().reverse();
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    const start = summaries[order[from] ?? 0]?.startUnixNano;
    while (to < order.length && summaries[order[to] ?? 0]?.startUnixNano === start) to += 1;
    order.subarray(from, to).reverse();
    from = to;
  }
  return order;
}
