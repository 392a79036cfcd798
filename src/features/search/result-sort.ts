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
function ranks(summaries: readonly TraceSummary[], text: (summary: TraceSummary) => string) {
  const places = new Map<string, number>();
  for (const summary of summaries) places.set(text(summary), 0);
  let place = 0;
  let before: string | undefined;
  for (const one of [...places.keys()].sort(byText)) {
    // Texts that differ may still count as equal, in other scripts.
    if (before !== undefined && byText(before, one) !== 0) place += 1;
    places.set(one, place);
    before = one;
  }
  return (summary: TraceSummary) => places.get(text(summary)) ?? 0;
}

const rankRange = 2 ** 20;

/** Comparing names is slow: remembered for turning the order round. */
const nameRanks = new WeakMap<readonly TraceSummary[], Float64Array>();

function ranksOfNames(summaries: readonly TraceSummary[]): Float64Array {
  const known = nameRanks.get(summaries);
  if (known) return known;
  const ofService = ranks(summaries, ({ rootService }) => rootService);
  const ofName = ranks(summaries, ({ rootName }) => rootName);
  const keys = keysOf(summaries, (one) => ofService(one) * rankRange + ofName(one));
  nameRanks.set(summaries, keys);
  return keys;
}

type Figure = (summary: TraceSummary) => number;

const figures: Readonly<Record<Exclude<SortColumn, "trace" | "start">, Figure>> = {
  services: ({ services }) => services.length,
  spans: ({ spanCount }) => spanCount,
  depth: ({ levels = 0 }) => levels,
  errors: ({ errorCount }) => errorCount,
  duration: ({ durationNs }) => durationNs,
};

/**
 * Loops, here and below: what goes through an iterator, as `Float64Array.from` does, takes several
 * times as long, and most of it is done once only, before the browser has compiled it.
 */
function keysOf(summaries: readonly TraceSummary[], figure: Figure): Float64Array {
  const keys = new Float64Array(summaries.length);
  for (let i = 0; i < summaries.length; i += 1) {
    const summary = summaries[i];
    if (summary) keys[i] = figure(summary);
  }
  return keys;
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
  if (column === "start") return descending ? first : oldestFirst(first);
  const keys = column === "trace" ? ranksOfNames(first) : keysOf(first, figures[column]);
  const sorted: TraceSummary[] = [];
  const order = sortByKey(descending ? turned(keys) : keys);
  for (let i = 0; i < order.length; i += 1) take(sorted, first[order[i] ?? 0]);
  return sorted;
}

function take(sorted: TraceSummary[], summary: TraceSummary | undefined): void {
  if (summary) sorted.push(summary);
}

/**
 * Puts traces into an order that nobody has asked for yet: comparing the names is the slowest part of
 * an order, and the first one of many also has the browser compile what makes it.
 */
export function prepareOrders(summaries: readonly TraceSummary[]): void {
  sortSummaries(summaries, { column: "trace", descending: true });
}

/** Keys whose ascending order is the descending one, where equal ones keep theirs all the same. */
function turned(keys: Float64Array): Float64Array {
  let greatest = 0;
  for (let i = 0; i < keys.length; i += 1) greatest = Math.max(greatest, keys[i] ?? 0);
  const made = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i += 1) made[i] = greatest - (keys[i] ?? 0);
  return made;
}

/** Of one moment, still by id. */
function oldestFirst(newestToOldest: readonly TraceSummary[]): readonly TraceSummary[] {
  const sorted: TraceSummary[] = [];
  for (let to = newestToOldest.length; to > 0;) {
    let from = to - 1;
    const start = newestToOldest[from]?.startUnixNano;
    while (from > 0 && newestToOldest[from - 1]?.startUnixNano === start) from -= 1;
    for (let i = from; i < to; i += 1) take(sorted, newestToOldest[i]);
    to = from;
  }
  return sorted;
}
