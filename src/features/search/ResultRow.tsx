import { memo, type ComponentType, type CSSProperties, type ReactNode } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import { Checkbox } from "@/widgets/Checkbox";
import { shortText } from "@/trace-ui/short-text";
import { barShare } from "./bar-share";
import type { DurationScale } from "./scatter-scene";
import { ServiceChips } from "./ServiceChips";
import styles from "./ResultList.module.css";

/** A link to a trace, as the page's router makes links. */
export type TraceLink = ComponentType<{
  readonly traceId: string;
  readonly className: string | undefined;
  readonly title: string;
  readonly children: ReactNode;
}>;

export interface ResultRowProps {
  readonly summary: TraceSummary;
  /** Place in the whole list, from 0. */
  readonly index: number;
  readonly top: number;
  readonly heightPx: number;
  readonly servicesPx: number;
  /** Shown as a card: figures say what they count, since there are no columns. */
  readonly narrow: boolean;
  /** Columns that are left out. */
  readonly hidden: ReadonlySet<string>;
  /** The shortest and the longest duration of all that is loaded. */
  readonly extent: readonly [number, number];
  readonly scale: DurationScale;
  /** When it started, in words. */
  readonly start: string;
  readonly zone: "local" | "utc";
  readonly chosen: boolean;
  readonly onChoose: (traceId: string, chosen: boolean) => void;
  readonly Link: TraceLink;
}

/** One trace of the list. Memoised: scrolling moves rows and changes none. */
export const ResultRow = memo(function ResultRow(props: ResultRowProps) {
  const { summary, index, narrow, hidden, extent, zone, Link } = props;
  const { results } = useFirstMessages().search;
  const formats = useFormats();
  const { traceId, durationNs, errorCount, orphanCount, startUnixNano } = summary;
  const rootless = summary.rootService === "" && summary.rootName === "";
  const service = shortText(summary.rootService) || results.unknownService;
  const spanName = shortText(summary.rootName) || results.noName;
  const full = rootless ? results.rootless : `${service}: ${spanName}`;
  const share = extent[1] > 0 ? durationNs / extent[1] : 0;
  const bar = barShare(durationNs, extent, props.scale);
  const duration = formats.duration(durationNs);
  const levelsText = summary.levels === undefined ? undefined : results.depthOf(summary.levels);
  const style: CSSProperties = { height: props.heightPx, top: props.top };
  return (
    // The header is row 1.
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-chosen={props.chosen || undefined}
      className={styles.row}
      style={style}
    >
      <div role="cell" className={styles.choose}>
        <Checkbox
          label={results.select}
          checked={props.chosen}
          onCheckedChange={(chosen) => props.onChoose(traceId, chosen)}
        />
      </div>
      <div role="cell" className={styles.trace} data-preview="">
        <Link traceId={traceId} className={styles.link} title={`${full}\n${traceId}`}>
          {rootless ? (
            full
          ) : (
            <>
              <bdi>{service}</bdi>: <bdi>{spanName}</bdi>
            </>
          )}
        </Link>
        {summary.isOfFile && (
          <span className={styles.ofFile} title={results.ofFileWhy}>
            {results.ofFile}
          </span>
        )}
        {orphanCount > 0 && (
          <span className={styles.incomplete} title={results.incompleteWhy(orphanCount)}>
            {results.incomplete}
          </span>
        )}
      </div>
      {!hidden.has("services") && (
        <div role="cell" className={styles.services}>
          <ServiceChips services={summary.services} widthPx={props.servicesPx} />
        </div>
      )}
      {!hidden.has("spans") && (
        <div role="cell" className={styles.spans}>
          {narrow ? results.spanCount(summary.spanCount) : formats.number(summary.spanCount)}
        </div>
      )}
      {!narrow && !hidden.has("depth") && (
        <div role="cell" className={styles.depth} title={levelsText}>
          {summary.levels !== undefined && formats.number(summary.levels)}
        </div>
      )}
      {!hidden.has("errors") && (
        <div role="cell" className={errorCount > 0 ? styles.failed : styles.errors}>
          {narrow ? results.errorCount(errorCount) : formats.number(errorCount)}
        </div>
      )}
      {!hidden.has("duration") && (
        <div
          role="cell"
          className={styles.duration}
          title={results.durationOf({
            duration: formats.durationExact(durationNs),
            percent: formats.percent(share),
          })}
        >
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: `${bar * 100}%` }} />
          </span>
          {duration}
        </div>
      )}
      {!hidden.has("start") && (
        <div
          role="cell"
          className={styles.start}
          title={formats.dateTimeExact(startUnixNano, zone)}
        >
          {props.start}
        </div>
      )}
    </div>
  );
});
