import { sortByKey } from "@/lib/sort-by-key";
import { newestFirst } from "@/model/newest-first";
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

/** Remembered, since every order begins with it. */
const newest = new WeakMap<readonly TraceSummary[], readonly TraceSummary[]>();

function rememberedNewest(summaries: readonly TraceSummary[]): readonly TraceSummary[] {
  const known = newest.get(summaries);
  if (known) return known;
  const made = newestFirst(summaries);
  newest.set(summaries, made);
  return made;
}

/** The first and the last start of traces; 0 where there is none. */
export function firstAndLastStart(summaries: readonly TraceSummary[]): readonly [bigint, bigint] {
  const ordered = rememberedNewest(summaries);
  return [ordered.at(-1)?.startUnixNano ?? 0n, ordered[0]?.startUnixNano ?? 0n];
}

/** The traces in an order; equal ones newest first, then by id, so that an order is always one. */
export function sortSummaries(
  summaries: readonly TraceSummary[],
  { column, descending }: SortOrder,
): readonly TraceSummary[] {
  const first = rememberedNewest(summaries);
  const keys = keysOf(first, column);
  if (!keys) return descending ? first : oldestFirst(first);
  const order = sortByKey(descending ? turned(keys) : keys);
  return Array.from(order, (i) => first[i]).filter((one) => one !== undefined);
}

/** Keys whose ascending order is the descending one, where equal ones keep theirs all the same. */
function turned(keys: Float64Array): Float64Array {
  const greatest = keys.reduce((most, key) => Math.max(most, key), 0);
  return keys.map((key) => greatest - key);
}

/** Of one moment, still by id. */
function oldestFirst(newestToOldest: readonly TraceSummary[]): readonly TraceSummary[] {
  const sorted: TraceSummary[] = [];
  for (let to = newestToOldest.length; to > 0;) {
    let from = to - 1;
    const start = newestToOldest[from]?.startUnixNano;
    while (from > 0 && newestToOldest[from - 1]?.startUnixNano === start) from -= 1;
    for (const summary of newestToOldest.slice(from, to)) sorted.push(summary);
    to = from;
  }
  return sorted;
}
