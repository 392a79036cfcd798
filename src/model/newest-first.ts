import type { TraceSummary } from "./trace-summary";

/** Newer traces first; of one moment by id, so that there is one order only. */
function compare(a: TraceSummary, b: TraceSummary): number {
  if (a.startUnixNano !== b.startUnixNano) return a.startUnixNano < b.startUnixNano ? 1 : -1;
  return a.traceId < b.traceId ? -1 : a.traceId > b.traceId ? 1 : 0;
}

/** Newest first, by id where they start together; the very list where it is in that order. */
export function newestFirst(summaries: readonly TraceSummary[]): readonly TraceSummary[] {
  let before = summaries[0];
  for (const summary of summaries) {
    if (before && compare(before, summary) > 0) return [...summaries].sort(compare);
    before = summary;
  }
  return summaries;
}
