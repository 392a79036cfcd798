import { percentileRank, type SpanPosition } from "@/derive/span-position";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import styles from "./SpanDetail.module.css";

const barWidth = 5;
const height = 22;

/** Durations as bars, on a logarithmic scale; that of the span stands out. */
function Histogram({ position }: { readonly position: SpanPosition }) {
  const { facts } = useMessages().spanDetail;
  const formats = useFormats();
  const { bins, bin, count, shortestNs, longestNs } = position;
  const most = bins.reduce((high, n) => Math.max(high, n), 1);
  const from = formats.duration(shortestNs);
  const to = formats.duration(longestNs);
  return (
    <span className={styles.histogram}>
      <svg
        role="img"
        aria-label={facts.histogram(count, from, to)}
        width={bins.length * barWidth}
        height={height}
      >
        <rect
          className={styles.histogramBase}
          y={height - 1}
          width={bins.length * barWidth}
          height={1}
        />
        {Array.from(bins, (n, i) => {
          // What is there can be seen, however little it is.
          const bar = n === 0 ? 0 : Math.max(2, Math.round((n / most) * (height - 2)));
          return (
            bar > 0 && (
              <rect
                // Bins have no identity but their place.
                key={i}
                className={i === bin ? styles.histogramOwn : styles.histogramBar}
                x={i * barWidth}
                y={height - 1 - bar}
                width={barWidth - 1}
                height={bar}
              />
            )
          );
        })}
      </svg>
      <span className={styles.exact} aria-hidden="true">
        {facts.range(from, to)}
      </span>
    </span>
  );
}

interface PositionFactProps {
  readonly position: SpanPosition;
  readonly span: SpanIndex;
  readonly onSelect: (span: SpanIndex) => void;
}

/** How long a span took beside the others of its service and name in the trace. */
export function PositionFact({ position, span, onSelect }: PositionFactProps) {
  const { facts } = useMessages().spanDetail;
  const formats = useFormats();
  const { count, shorter, longest, shortestNs, longestNs } = position;
  const rank = formats.number(Math.floor(percentileRank(position)));
  // Where all took as long a place among them says nothing.
  if (longestNs === shortestNs) {
    return <span className={styles.figure}>{facts.asLong(count - 1)}</span>;
  }
  return (
    <>
      <span className={styles.figure}>{facts.percentile(rank, count)}</span>{" "}
      <span className={styles.label}>
        {facts.longerThan(formats.number(shorter), formats.number(count - 1))}
      </span>
      <Histogram position={position} />
      {longest !== span && (
        <button
          type="button"
          className={styles.textButton}
          onClick={() => onSelect(spanIndex(longest))}
        >
          {facts.toLongest(formats.duration(longestNs))}
        </button>
      )}
    </>
  );
}
