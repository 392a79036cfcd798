import {
  memo,
  startTransition,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import { browserIdle } from "@/lib/browser-idle";
import { useFirstMessages } from "@/i18n/I18nProvider";
import type { SearchQuery } from "@/model/search-query";
import type { TraceSummary } from "@/model/trace-summary";
import type { NewResults, OlderResults, SearchResult } from "@/queries/search";
import { useSource } from "@/queries/source-context";
import type { TransferResult } from "@/queries/use-transfer-query";
import { useChosenTraces } from "@/state/chosen-traces";
import { usePreferences } from "@/state/preferences-store";
import type { FieldProblem } from "@/state/search-params";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Busy } from "@/widgets/Busy";
import { lazyComponent } from "@/widgets/lazy-component";
import { AutoRefresh } from "./AutoRefresh";
import { noteSurroundings } from "./list-room";
import type { TraceLink } from "./ResultRow";
import styles from "./Results.module.css";
import {
  BeforeSearch,
  Cancelled,
  CannotSearch,
  NoneLinked,
  NothingFound,
  ResultSkeleton,
} from "./SearchStates";
import {
  linkedAnswer,
  partOfAnswer,
  resultsToCome,
  withLinked,
  type ShownResults,
} from "./shown-results";

const {
  Component: FoundTraces,
  preload: loadFoundTraces,
  isHere: hasFoundTraces,
} = lazyComponent(async () => (await import("./FoundTraces")).FoundTraces);

/**
 * False until the code that shows results is here, or cannot be had. Suspending in its place would
 * have React hold the results back for 0.3 seconds.
 */
function useResultsCode(isAsked: boolean): boolean {
  const [isHere, setIsHere] = useState(hasFoundTraces);
  useEffect(() => {
    if (!isAsked || isHere) return undefined;
    let left = false;
    const settled = () => !left && setIsHere(true);
    loadFoundTraces().then(settled, settled);
    return () => {
      left = true;
    };
  }, [isAsked, isHere]);
  return isHere;
}

/**
 * True some time after it looks as if there will soon be results: what shows them is then there, out
 * of sight, and has only to be filled in. Making it takes longer than most answers are on their way.
 */
function useRehearsal(isExpected: boolean): boolean {
  const [isReady, setIsReady] = useState(false);
  useEffect(() => {
    if (!isExpected || isReady) return undefined;
    let left = false;
    const prepare = async () => {
      await loadFoundTraces();
      await browserIdle();
      if (!left) startTransition(() => setIsReady(true));
    };
    // What fails here fails again where it is shown, and is told there.
    prepare().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [isExpected, isReady]);
  return isReady;
}

/**
 * What is only rehearsed is not rendered again until it is shown: the page changes several times
 * while an answer is on its way, and the answer would have to wait for it each time.
 */
const Rehearsed = memo(
  (props: { readonly isShown: boolean; readonly children: ReactNode }) => props.children,
  (before, { isShown }) => !before.isShown && !isShown,
);

/** Looking for new traces now and then. */
export interface LiveResults {
  /** Undefined: not at all. */
  readonly everyMs: number | undefined;
  readonly onEvery: (everyMs: number | undefined) => void;
  readonly fresh: Pick<NewResults, "count" | "problem">;
  /** The user wants to see what is new. */
  readonly onTake: () => void;
}

export interface ResultsProps {
  /** Absent: nothing is searched for. */
  readonly query: SearchQuery | undefined;
  /** Why what the address asks for cannot be searched for; absent where it can, or asks nothing. */
  readonly problems: readonly FieldProblem[] | undefined;
  readonly search: SearchResult;
  readonly older: Pick<OlderResults, "isFetching" | "problem" | "load" | "cancel">;
  /** Absent where nothing new can come. */
  readonly live: LiveResults | undefined;
  readonly linkedIds: readonly string[];
  readonly linked: TransferResult<readonly TraceSummary[]>;
  readonly searchesAll: boolean;
  /** It looks as if there will soon be results. */
  readonly isExpected: boolean;
  /** The URL's `sort`. */
  readonly sort: string | undefined;
  /** The URL's `filter`. */
  readonly filter: readonly string[] | undefined;
  readonly onFilter: (filter: readonly string[] | undefined) => void;
  readonly onSort: (sort: string | undefined) => void;
  readonly onOpen: (traceId: string) => void;
  /** Gives a file to the browser to save. */
  readonly onSave: (file: Blob, name: string) => void;
  readonly onCompare: (chosen: readonly string[]) => void;
  /** Shows who calls whom in the traces of the search; absent where that cannot be had. */
  readonly onGraph: (() => void) | undefined;
  readonly Link: TraceLink;
}

/** What the search found, or how it stands. Earlier results stay until there are others. */
export function Results(props: ResultsProps) {
  const { query, search, linked, linkedIds } = props;
  const { results } = useFirstMessages().search;
  const zone = usePreferences((preferences) => preferences.timeZone);
  const [chosen, setChosen] = useChosenTraces(useSource().key);
  const [now] = useState(() => Date.now());

  const current = useMemo((): ShownResults | undefined => {
    if (query) {
      return search.data && { query, answer: withLinked(search.data, linked.data) };
    }
    return linked.data && { query: undefined, answer: linkedAnswer(linked.data) };
  }, [query, search.data, linked.data]);
  const part = useMemo(
    (): ShownResults | undefined =>
      query && search.some && { query, answer: partOfAnswer(search.some), isPart: true },
    [query, search.some],
  );
  const [last, setLast] = useState<ShownResults>();
  if (current && current !== last) setLast(current);

  const asked = query !== undefined || linkedIds.length > 0;
  const isFetching = search.isFetching || linked.isFetching;
  // Where the rest of an answer does not come, the whole of an earlier one is worth more.
  const isPartWanted = isFetching || !last || last.answer.summaries.length === 0;
  const shown = asked ? (current ?? (isPartWanted ? part : undefined) ?? last) : undefined;
  // Of the two requests, the one that is to be told of, cancelled or repeated.
  const busy = search.isFetching ? search : linked;
  const failed = search.problem ? search : linked;
  const { problem } = failed;
  const earlier = shown !== undefined && shown !== current && shown !== part;
  const unsettled = earlier || shown?.isPart === true;
  const empty = shown?.answer.summaries.length === 0;
  // While the answer is on its way, so is the code that shows it.
  const isRehearsed = useRehearsal(props.isExpected);
  const hasCode = useResultsCode(asked) || isRehearsed;

  let instead;
  if (!asked && props.problems) instead = <CannotSearch problems={props.problems} />;
  else if (!asked) instead = <BeforeSearch searchesAll={props.searchesAll} />;
  else if (!shown && isFetching) instead = <ResultSkeleton />;
  else if (!shown && !problem) instead = <Cancelled />;
  else if (shown && empty && !(earlier && isFetching)) {
    instead = shown.query ? (
      <>
        <NothingFound query={shown.query} answer={shown.answer} zone={zone} now={now} />
        {props.live && !earlier && (
          <div className={styles.live}>
            <AutoRefresh live={props.live} />
          </div>
        )}
      </>
    ) : (
      <NoneLinked />
    );
  } else if (shown && !hasCode) {
    instead = (
      <>
        <Busy />
        <ResultSkeleton />
      </>
    );
  }

  const isShown = !instead && shown !== undefined;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!section.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && noteSurroundings(entry.contentRect));
    observer.observe(section.current);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      ref={section}
      className={styles.results}
      aria-label={results.region}
      aria-busy={isFetching}
    >
      {isFetching && (
        <LoadingProgress
          progress={busy.progress}
          label={results.searching}
          onCancel={busy.cancel}
          onKeepWaiting={busy.keepWaiting}
        />
      )}
      {problem && !isFetching && (
        <ProblemAlert
          problem={problem}
          variant={shown ? "inline" : "page"}
          onRetry={failed.retry}
        />
      )}
      {!isFetching &&
        current?.answer.failed?.map(({ side, problem: why }) => (
          <ProblemAlert
            key={side}
            title={results.failedSide[side]}
            problem={why}
            onRetry={search.retry}
          />
        ))}
      {earlier && !isFetching && !empty && <p className={styles.earlier}>{results.earlier}</p>}
      {instead}
      {(isShown || isRehearsed) && (
        <div className={isShown ? styles.shown : styles.rehearsed} inert={!isShown}>
          <Rehearsed isShown={isShown}>
            <Suspense
              fallback={
                <>
                  <Busy />
                  <ResultSkeleton />
                </>
              }
            >
              <FoundTraces
                shown={shown ?? last ?? resultsToCome()}
                faded={earlier}
                isReading={search.isFetching}
                linkedCount={linkedIds.length}
                zone={zone}
                now={now}
                older={unsettled ? undefined : props.older}
                live={shown?.isPart ? undefined : props.live}
                sort={props.sort}
                filter={props.filter}
                onFilter={props.onFilter}
                chosen={chosen}
                setChosen={setChosen}
                onSort={props.onSort}
                onOpen={props.onOpen}
                onSave={props.onSave}
                onCompare={props.onCompare}
                onGraph={unsettled ? undefined : props.onGraph}
                Link={props.Link}
              />
            </Suspense>
          </Rehearsed>
        </div>
      )}
    </section>
  );
}
