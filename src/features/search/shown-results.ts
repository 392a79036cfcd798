import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";

/** An answer, with the question that it answers. */
export interface ShownResults {
  /** Absent where only the traces that a link names are shown. */
  readonly query: SearchQuery | undefined;
  readonly answer: SearchAnswer;
  /** The answer is the beginning of one that has not come to its end. */
  readonly isPart?: boolean;
}

/** The traces of a search with those that the link names; each once. */
export function withLinked(
  answer: SearchAnswer,
  linked: readonly TraceSummary[] | undefined,
): SearchAnswer {
  if (!linked || linked.length === 0) return answer;
  const found = new Set(answer.summaries.map(({ traceId }) => traceId));
  const more = linked.filter(({ traceId }) => !found.has(traceId));
  return more.length === 0 ? answer : { ...answer, summaries: [...answer.summaries, ...more] };
}

/** What has arrived of an answer, as an answer. */
export const partOfAnswer = (summaries: readonly TraceSummary[]): SearchAnswer => ({
  summaries,
  route: "v3-summaries",
  limitReached: false,
});

/** An answer made of nothing but the traces that a link names. */
export const linkedAnswer = (summaries: readonly TraceSummary[]): SearchAnswer => ({
  summaries,
  route: "local",
  limitReached: false,
});

let toCome: ShownResults | undefined;

/** Stands for results that are not there yet: as many as can be in view, and as full of words. */
export function resultsToCome(): ShownResults {
  toCome ??= {
    query: undefined,
    isPart: true,
    answer: linkedAnswer(
      Array.from({ length: 50 }, (_, n) => ({
        traceId: String(n).padStart(32, "0"),
        rootService: "service",
        rootName: "GET /",
        startUnixNano: BigInt(n),
        durationNs: 1,
        spanCount: 1,
        errorCount: 0,
        orphanCount: 0,
        services: ["a", "b", "c", "d"].map((name) => ({ name, spanCount: 1, errorCount: 0 })),
      })),
    ),
  };
  return toCome;
}
