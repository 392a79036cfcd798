import type { TraceSummary } from "@/model/trace-summary";
import type { RecentTrace } from "@/state/recent-traces";
import type { SourceKind } from "../sources";

/** A trace that can be put on a side. */
export interface TraceChoice {
  readonly traceId: string;
  readonly source: SourceKind;
  /** Undefined where nothing but the id is known. */
  readonly about: AboutTrace | undefined;
}

export interface AboutTrace {
  readonly service: string;
  readonly name: string;
  readonly durationNs: number;
  readonly startUnixNano: bigint;
}

export interface TraceLists {
  /** The one of median duration among `of` results with the root of the other side. */
  readonly typical: { readonly choice: TraceChoice; readonly of: number } | undefined;
  readonly cohort: readonly TraceChoice[];
  /** Results of the last search, those with the root of the other side first: some of `total`. */
  readonly found: { readonly choices: readonly TraceChoice[]; readonly total: number };
  readonly recent: readonly TraceChoice[];
  /** Traces of the open files, where the search was not in them: some of `total`. */
  readonly files: { readonly choices: readonly TraceChoice[]; readonly total: number };
}

export interface TraceListsInput {
  readonly found: readonly TraceSummary[];
  readonly foundIn: SourceKind;
  readonly inFiles: readonly TraceSummary[];
  readonly recent: readonly RecentTrace[];
  readonly cohort: readonly string[];
  /** Where the cohort is from. */
  readonly cohortIn: SourceKind;
  /** What is known of traces of the cohort. */
  readonly cohortFound: readonly TraceSummary[];
  /** What stands on this side; it need not be offered. */
  readonly own: string;
  /** What stands on the other side; "" for nothing. */
  readonly other: string;
}

const mostFound = 12;
const mostFiles = 12;
const mostRecent = 8;

const aboutSummary = (one: TraceSummary): AboutTrace => ({
  service: one.rootService,
  name: one.rootName,
  durationNs: one.durationNs,
  startUnixNano: one.startUnixNano,
});

/** What is offered for one side of a comparison. */
export function traceLists(input: TraceListsInput): TraceLists {
  const { found, foundIn, inFiles, recent, cohort, own, other } = input;
  const summaries = [...found, ...inFiles, ...input.cohortFound];
  const aboutOf = (traceId: string): AboutTrace | undefined => {
    const summary = summaries.find((one) => one.traceId === traceId);
    if (summary) return aboutSummary(summary);
    const seen = recent.find((one) => one.traceId === traceId);
    return seen && { ...seen, startUnixNano: BigInt(seen.startUnixNano) };
  };
  const root = aboutOf(other);
  const isAlike = ({ rootService, rootName }: TraceSummary): boolean =>
    root !== undefined && rootService === root.service && rootName === root.name;
  const choice = (source: SourceKind) => (one: TraceSummary) => ({
    traceId: one.traceId,
    source,
    about: aboutSummary(one),
  });
  const offered = (list: readonly TraceSummary[]) =>
    list.filter(({ traceId }) => traceId !== own && traceId !== other);
  const others = offered(found);
  const files = foundIn === "files" ? [] : offered(inFiles);
  const typical = median(found.filter((one) => one.traceId !== other && isAlike(one)));
  const alike = others.filter(isAlike);
  const unlike = others.filter((one) => !isAlike(one));
  return {
    typical: typical && {
      choice: choice(foundIn)(typical.summary),
      of: typical.of,
    },
    cohort: cohort
      .filter((traceId) => traceId !== own && traceId !== other)
      .map((traceId) => ({ traceId, source: input.cohortIn, about: aboutOf(traceId) })),
    found: {
      choices: [...alike, ...unlike].slice(0, mostFound).map(choice(foundIn)),
      total: others.length,
    },
    recent: recent
      .filter(({ traceId }) => traceId !== own && traceId !== other)
      .slice(0, mostRecent)
      .map((one) => ({
        traceId: one.traceId,
        source: one.source,
        about: { ...one, startUnixNano: BigInt(one.startUnixNano) },
      })),
    files: { choices: files.slice(0, mostFiles).map(choice("files")), total: files.length },
  };
}

/** The trace of median duration, by nearest rank; of equal ones the first. */
function median(list: readonly TraceSummary[]) {
  const sorted = list.toSorted((a, b) => a.durationNs - b.durationNs);
  const summary = sorted[Math.ceil(sorted.length / 2) - 1];
  return summary && { summary, of: list.length };
}
