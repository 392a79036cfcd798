import { useDeferredValue } from "react";
import type { ResultFilter } from "@/state/result-filter";
import { useSearchView } from "@/state/search-view-store";
import type { ChartRange } from "./chart-range";
import { DurationHistogram } from "./DurationHistogram";
import { DurationScatter } from "./DurationScatter";
import type { FilteredResults } from "./filter-results";
import styles from "./ResultCharts.module.css";
import { useActivity } from "./use-activity";

export interface ResultChartsProps {
  /** Null while there is only a part of them: figures of some would be taken for those of all. */
  readonly filtered: FilteredResults | null;
  readonly filter: ResultFilter;
  readonly zone: "local" | "utc";
  readonly now: number;
  readonly onOpen: (traceId: string) => void;
  readonly onRange: (range: ChartRange) => void;
}

/**
 * How the traces lie in time, and how long they took. The list is what was waited for: the charts
 * come a moment after it, and follow a filter when its rows are there. The limits on them are those
 * of now, or the next key would go on from where the last one was not yet.
 */
export function ResultCharts(props: ResultChartsProps) {
  const { filtered, filter, zone, now } = props;
  const { durationScale } = useSearchView();
  const drawn = useDeferredValue<FilteredResults | null>(filtered, null);
  useActivity(drawn !== filtered);
  // Keeps the place of the charts, so that nothing moves when they come.
  if (!drawn) return <div className={styles.charts} />;
  return (
    <div className={styles.charts}>
      <DurationScatter
        summaries={drawn.charted}
        filter={filter}
        scale={durationScale}
        zone={zone}
        now={now}
        onOpen={props.onOpen}
        onRange={props.onRange}
      />
      <DurationHistogram
        charted={drawn.charted}
        shown={drawn.shown}
        filter={filter}
        scale={durationScale}
        onRange={props.onRange}
      />
    </div>
  );
}
