import type { TraceSummary } from "@/model/trace-summary";
import { isFiltering, type ResultFilter } from "@/state/result-filter";

/** How many of the loaded traces an offer of the filter stands for. */
export interface FilterCounts {
  /** Of the traces that pass every other condition. */
  readonly withErrors: number;
  readonly withoutErrors: number;
  readonly incomplete: number;
}

export interface FilteredResults {
  /** Pass all conditions; in the order given. */
  readonly shown: readonly TraceSummary[];
  /** Pass all but the limits on start and duration: what those are chosen from. */
  readonly charted: readonly TraceSummary[];
  readonly counts: FilterCounts;
}

const failsText = 1;
const failsServices = 2;
const failsErrors = 4;
const failsIncomplete = 8;
const failsRange = 16;

const lowered = new WeakMap<TraceSummary, string>();

/** Everything of a trace that text is looked for in, with separators that nobody types. */
function haystack(summary: TraceSummary): string {
  const known = lowered.get(summary);
  if (known !== undefined) return known;
  const { rootService, rootName, traceId, services } = summary;
  const parts = [`${rootService}: ${rootName}`, traceId, ...services.map(({ name }) => name)];
  const made = parts.join("\u0000").toLowerCase();
  lowered.set(summary, made);
  return made;
}

/** Whether a start and a duration lie within the limits. */
export function inRange(summary: TraceSummary, filter: ResultFilter): boolean {
  const { durationNs } = summary;
  if (filter.minNs !== undefined && durationNs < filter.minNs) return false;
  if (filter.maxNs !== undefined && durationNs > filter.maxNs) return false;
  if (filter.fromMicro === undefined && filter.toMicro === undefined) return true;
  // Whole microseconds are exact in a number, and times of traces lie well below 2^53 of them.
  const startMicro = Number(summary.startUnixNano / 1000n);
  if (filter.fromMicro !== undefined && startMicro < filter.fromMicro) return false;
  return filter.toMicro === undefined || startMicro <= filter.toMicro;
}

const hasServices = (services: TraceSummary["services"], wanted: readonly string[]): boolean =>
  wanted.every((name) => services.some((one) => one.name === name));

/** What is shown first of every search, and waited for: all that is loaded, only counted. */
function unfiltered(summaries: readonly TraceSummary[]): FilteredResults {
  let withErrors = 0;
  let incomplete = 0;
  for (const { errorCount, orphanCount } of summaries) {
    if (errorCount > 0) withErrors += 1;
    if (orphanCount > 0) incomplete += 1;
  }
  const counts = { withErrors, withoutErrors: summaries.length - withErrors, incomplete };
  return { shown: summaries, charted: summaries, counts };
}

/** Filters the loaded traces, and counts what every condition would leave. One pass. */
export function filterResults(
  summaries: readonly TraceSummary[],
  filter: ResultFilter,
): FilteredResults {
  if (!isFiltering(filter)) return unfiltered(summaries);
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { services: wanted, errors } = filter;
  const { fromMicro, toMicro, minNs, maxNs } = filter;
  const isLimited = [fromMicro, toMicro, minNs, maxNs].some((limit) => limit !== undefined);
  const shown: TraceSummary[] = [];
  const charted: TraceSummary[] = [];
  let withErrors = 0;
  let withoutErrors = 0;
  let incomplete = 0;
  for (const summary of summaries) {
    const { services, errorCount, orphanCount } = summary;
    let fails = 0;
    if (words.length > 0) {
      const text = haystack(summary);
      if (!words.every((word) => text.includes(word))) fails |= failsText;
    }
    if (wanted.length > 0 && !hasServices(services, wanted)) fails |= failsServices;
    if (errors !== undefined && errorCount > 0 !== (errors === "with")) fails |= failsErrors;
    if (filter.incomplete && orphanCount === 0) fails |= failsIncomplete;
    if (isLimited && !inRange(summary, filter)) fails |= failsRange;

    if ((fails & ~failsErrors) === 0) {
      if (errorCount > 0) withErrors += 1;
      else withoutErrors += 1;
    }
    if ((fails & ~failsIncomplete) === 0 && orphanCount > 0) incomplete += 1;
    if ((fails & ~failsRange) === 0) charted.push(summary);
    if (fails === 0) shown.push(summary);
  }
  // The very list where all of it passes: what was worked out from it then still holds.
  const same = (some: readonly TraceSummary[], all: readonly TraceSummary[]) =>
    some.length === all.length ? all : some;
  const within = same(charted, summaries);
  return {
    shown: same(shown, within),
    charted: within,
    counts: { withErrors, withoutErrors, incomplete },
  };
}

/**
 * How many of the traces shown each service takes part in; every service of all that are loaded is
 * in it, most frequent first.
 */
export function countServices(
  summaries: readonly TraceSummary[],
  shown: readonly TraceSummary[],
): readonly (readonly [name: string, traces: number])[] {
  const perService = new Map<string, { traces: number }>();
  const count = (list: readonly TraceSummary[], one: number) => {
    for (const { services } of list) {
      for (const { name } of services) {
        const known = perService.get(name);
        if (known) known.traces += one;
        else perService.set(name, { traces: one });
      }
    }
  };
  count(shown, 1);
  if (shown.length < summaries.length) count(summaries, 0);
  const counted = Array.from(perService, ([name, { traces }]) => [name, traces] as const);
  return counted.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** Some of the traces, in the order of all of them. */
export function inOrder(
  some: readonly TraceSummary[],
  all: readonly TraceSummary[],
): readonly TraceSummary[] {
  if (some.length === all.length) return all;
  const wanted = new Set(some);
  return all.filter((summary) => wanted.has(summary));
}
