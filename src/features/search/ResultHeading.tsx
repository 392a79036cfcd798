import { useMemo } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { SearchAnswer, SearchQuery } from "@/model/search-query";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Button } from "@/widgets/Button";
import { AutoRefresh } from "./AutoRefresh";
import type { LiveResults, ResultsProps } from "./Results";
import styles from "./ResultHeading.module.css";
import { windowRange } from "./time-range";

export interface ResultHeadingProps {
  /** The search that the answer is to; absent where the traces come from a link. */
  readonly query: SearchQuery | undefined;
  readonly answer: SearchAnswer;
  /** The answer is the beginning of one, of which more is coming or not. */
  readonly part: "going-on" | "all-there-is" | undefined;
  /** How many traces the link names. */
  readonly linked: number;
  readonly older: ResultsProps["older"] | undefined;
  readonly live: LiveResults | undefined;
  readonly zone: "local" | "utc";
  readonly now: number;
  readonly chosen: readonly string[];
  readonly onChooseNone: () => void;
  readonly onCompare: (chosen: readonly string[]) => void;
  /** Absent where no graph can be made of what was found. */
  readonly onGraph: (() => void) | undefined;
}

/** What was found, of how much, and what to do with it. */
export function ResultHeading(props: ResultHeadingProps) {
  const { query, answer, chosen, older, live } = props;
  const { results } = useFirstMessages().search;
  const formats = useFormats();
  const { summaries } = answer;
  const errors = useMemo(
    () => summaries.filter(({ errorCount }) => errorCount > 0).length,
    [summaries],
  );
  const hasFiles = useMemo(() => summaries.some(({ isOfFile }) => isOfFile), [summaries]);
  const elsewhere = useMemo(() => {
    if (chosen.length === 0) return 0;
    const listed = new Set(summaries.map(({ traceId }) => traceId));
    return chosen.filter((traceId) => !listed.has(traceId)).length;
  }, [summaries, chosen]);
  const words = () => {
    if (!query) return results.linkedHeading({ found: summaries.length, asked: props.linked });
    if (props.part === "going-on") return results.soFar(summaries.length);
    if (props.part) return results.partOnly(summaries.length);
    const window = windowRange(query, formats, props.zone, props.now);
    return results.heading({ traces: summaries.length, errors, limit: query.limit, ...window });
  };
  return (
    <div className={styles.heading}>
      <div className={styles.text}>
        <h1 className={styles.title}>{words()}</h1>
        {answer.limitReached && (
          <p className={styles.note}>
            {results.limitReached(summaries.length)}{" "}
            {older && !older.isFetching && (
              <Button size="s" className={styles.inline} onClick={older.load}>
                {results.loadOlder}
              </Button>
            )}
            {older?.isFetching && (
              <>
                <span role="status">{results.loadingOlder}</span>{" "}
                <Button size="s" className={styles.inline} onClick={older.cancel}>
                  {results.cancelOlder}
                </Button>
              </>
            )}
          </p>
        )}
        {older?.problem && !older.isFetching && (
          <ProblemAlert problem={older.problem} variant="dense" onRetry={older.load} />
        )}
        {answer.route === "v1-traces" && summaries.length > 0 && (
          <p className={styles.note}>{results.fullTraces}</p>
        )}
      </div>
      <div className={styles.actions}>
        {live && <AutoRefresh live={live} />}
        {chosen.length > 0 && (
          <>
            <span className={styles.chosen} role="status">
              {results.chosen({ chosen: chosen.length, elsewhere })}
            </span>
            <Button variant="quiet" size="s" onClick={props.onChooseNone}>
              {results.clearChosen}
            </Button>
          </>
        )}
        {(props.onGraph || hasFiles) && summaries.length > 0 && (
          <Button
            size="s"
            unavailable={props.onGraph ? undefined : results.graphOfOneSource}
            onClick={() => props.onGraph?.()}
          >
            {results.graph}
          </Button>
        )}
        <Button
          size="s"
          unavailable={chosen.length < 2 ? results.compareNeedsTwo : undefined}
          title={chosen.length > 2 ? results.compareFirstTwo : undefined}
          onClick={() => props.onCompare(chosen)}
        >
          {results.compare}
        </Button>
      </div>
    </div>
  );
}
