import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import { maxLimit } from "@/state/search-params";

const startMicro = ({ startUnixNano }: TraceSummary): number => Number(startUnixNano / 1000n);

/**
 * The question for the page of results before those that are loaded; undefined where the window has
 * no more room. A search's window is about the spans that match, and a page is newest first by the
 * start of traces: so a trace that began before all that are loaded may have its matching span
 * after that. The question therefore reaches as far past the oldest start as any trace lasts, and
 * asks for as many more as are known to lie there. `strict` leaves that out.
 */
export function olderQuery(
  query: SearchQuery,
  loaded: readonly TraceSummary[],
  strict = false,
): SearchQuery | undefined {
  let oldest = Infinity;
  let longestNs = 0;
  for (const summary of loaded) {
    oldest = Math.min(oldest, startMicro(summary));
    longestNs = Math.max(longestNs, summary.durationNs);
  }
  if (oldest === Infinity) return undefined;
  const reach = strict ? -1 : Math.ceil(longestNs / 1000) + 1;
  const endUnixMicro = Math.min(query.endUnixMicro, oldest + reach);
  if (endUnixMicro < query.startUnixMicro) return undefined;
  const known = loaded.filter((summary) => startMicro(summary) <= endUnixMicro).length;
  return { ...query, endUnixMicro, limit: Math.min(maxLimit, query.limit + known) };
}

/** Earlier results with others; each trace once, the later summary of it, since traces grow. */
export function joined(
  before: readonly TraceSummary[],
  after: readonly TraceSummary[],
): readonly TraceSummary[] {
  if (after.length === 0) return before;
  const byId = new Map(before.map((summary) => [summary.traceId, summary]));
  for (const summary of after) byId.set(summary.traceId, summary);
  return [...byId.values()];
}

/** Those of `found` that are not loaded, or have more spans by now. */
export function unseen(
  found: readonly TraceSummary[],
  loaded: readonly TraceSummary[],
): readonly TraceSummary[] {
  const spans = new Map(loaded.map(({ traceId, spanCount }) => [traceId, spanCount]));
  return found.filter(({ traceId, spanCount }) => (spans.get(traceId) ?? -1) < spanCount);
}

/**
 * The page before the loaded ones. Before it says that there are no more, it asks for the whole
 * window: a trace that lasts longer than all that are loaded may have its match past their reach.
 */
export async function searchOlder(
  query: SearchQuery,
  loaded: readonly TraceSummary[],
  ask: (query: SearchQuery) => Promise<SearchAnswer>,
): Promise<{ readonly found: readonly TraceSummary[]; readonly exhausted: boolean }> {
  let found: readonly TraceSummary[] = [];
  for (const strict of [false, true]) {
    const question = olderQuery(query, loaded, strict);
    if (!question) break;
    const answer = await ask(question);
    found = unseen(answer.summaries, loaded);
    if (found.length > 0 && answer.limitReached) return { found, exhausted: false };
    if (found.length > 0 || !answer.limitReached) break;
  }
  const limit = Math.min(maxLimit, query.limit + loaded.length + found.length);
  const whole = await ask({ ...query, limit });
  const all = joined(found, unseen(whole.summaries, loaded));
  return { found: all, exhausted: all.length === 0 || !whole.limitReached };
}
