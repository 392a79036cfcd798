import type { TraceSummary } from "./trace-summary";

/** Newer traces first; of one moment by id, so that there is one order only. */
function compare(a: TraceSummary, b: TraceSummary): number {
  if (a.startUnixNano !== b.startUnixNano) return a.startUnixNano < b.startUnixNano ? 1 : -1;
  return a.traceId < b.traceId ? -1 : a.traceId > b.traceId ? 1 : 0;
}

/** Lists that were put into order, or found to be: 64-bit arithmetic is slow. */
const inOrder = new WeakSet<readonly TraceSummary[]>();

/** Newest first, by id where they start together; the very list where it is in that order. */
export function newestFirst(summaries: readonly TraceSummary[]): readonly TraceSummary[] {
  if (inOrder.has(summaries)) return summaries;
  const sorted = isNewestFirst(summaries) ? summaries : sortedNewest(summaries);
  inOrder.add(sorted);
  return sorted;
}

function isNewestFirst(summaries: readonly TraceSummary[]): boolean {
  let before: TraceSummary | undefined;
  for (const summary of summaries) {
    if (before && compare(before, summary) > 0) return false;
    before = summary;
  }
  return true;
}

/** By numbers, which are rounded alike, and exactly where those are equal. */
function sortedNewest(summaries: readonly TraceSummary[]): readonly TraceSummary[] {
  const starts = Float64Array.from(summaries, ({ startUnixNano }) => Number(startUnixNano));
  const order = Uint32Array.from(summaries, (_, i) => i);
  order.sort((a, b) => {
    const difference = (starts[b] ?? 0) - (starts[a] ?? 0);
    if (difference !== 0) return difference;
    const [one, other] = [summaries[a], summaries[b]];
    return one && other ? compare(one, other) : 0;
  });
  return Array.from(order, (i) => summaries[i]).filter((one) => one !== undefined);
}
