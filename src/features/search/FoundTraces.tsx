import { useCallback, useMemo, type Dispatch, type SetStateAction } from "react";
import { DurationScatter } from "./DurationScatter";
import styles from "./FoundTraces.module.css";
import { ResultHeading } from "./ResultHeading";
import { ResultList } from "./ResultList";
import type { TraceLink } from "./ResultRow";
import { formatSort, parseSort } from "./result-sort";
import type { ShownResults } from "./shown-results";

export interface FoundTracesProps {
  readonly shown: ShownResults;
  /** They are the results of an earlier search than the one asked for. */
  readonly faded: boolean;
  /** How many traces the link names. */
  readonly linkedCount: number;
  readonly zone: "local" | "utc";
  readonly now: number;
  /** The URL's `sort`. */
  readonly sort: string | undefined;
  readonly chosen: readonly string[];
  readonly setChosen: Dispatch<SetStateAction<readonly string[]>>;
  readonly onSort: (sort: string | undefined) => void;
  readonly onOpen: (traceId: string) => void;
  readonly onCompare: (a: string, b: string) => void;
  readonly Link: TraceLink;
}

/** The traces that were found: how many, how they lie in time, and each of them. */
export function FoundTraces(props: FoundTracesProps) {
  const { shown, faded, zone, now, chosen, setChosen } = props;
  const { summaries } = shown.answer;
  const order = useMemo(() => parseSort(props.sort), [props.sort]);
  const choose = useCallback(
    (traceId: string, picked: boolean) =>
      setChosen((before) => {
        const others = before.filter((one) => one !== traceId);
        return picked ? [...others, traceId] : others;
      }),
    [setChosen],
  );
  return (
    <div className={faded ? `${styles.found} ${styles.faded}` : styles.found}>
      <ResultHeading
        query={shown.query}
        answer={shown.answer}
        linked={props.linkedCount}
        zone={zone}
        now={now}
        chosen={chosen}
        onChooseNone={() => setChosen([])}
        onCompare={props.onCompare}
      />
      <DurationScatter summaries={summaries} zone={zone} now={now} onOpen={props.onOpen} />
      <div className={styles.list}>
        <ResultList
          summaries={summaries}
          order={order}
          onOrder={(next) => props.onSort(formatSort(next))}
          chosen={chosen}
          onChoose={choose}
          zone={zone}
          now={now}
          Link={props.Link}
        />
      </div>
    </div>
  );
}
