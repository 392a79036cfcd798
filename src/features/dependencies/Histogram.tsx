import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { LatencyHistogram } from "@/model/service-graph";
import styles from "./Histogram.module.css";

const width = 240;
const height = 48;

/** How the durations of an edge spread, on a logarithmic scale. */
export function Histogram(props: {
  readonly histogram: LatencyHistogram;
  readonly callsText: (n: number) => string;
}) {
  const { lowNs, highNs, counts } = props.histogram;
  const { panel: words } = useMessages().graph;
  const formats = useFormats();
  const most = Math.max(1, ...counts);
  const edgeAt = (bin: number) => lowNs * (highNs / lowNs) ** (bin / counts.length);
  const step = width / counts.length;
  return (
    <figure className={styles.histogram}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={words.histogram(formats.duration(lowNs), formats.duration(highNs))}
        preserveAspectRatio="none"
      >
        {counts.map((count, bin) => (
          <rect
            key={bin}
            className={styles.bar}
            x={bin * step + 0.5}
            width={Math.max(1, step - 1)}
            y={height - Math.max(count > 0 ? 2 : 0, (count / most) * height)}
            height={Math.max(count > 0 ? 2 : 0, (count / most) * height)}
          >
            <title>
              {words.bin(
                formats.duration(edgeAt(bin)),
                formats.duration(edgeAt(bin + 1)),
                props.callsText(count),
              )}
            </title>
          </rect>
        ))}
      </svg>
      <div className={styles.ends} aria-hidden="true">
        <span>{formats.duration(lowNs)}</span>
        <span>{formats.duration(highNs)}</span>
      </div>
    </figure>
  );
}
