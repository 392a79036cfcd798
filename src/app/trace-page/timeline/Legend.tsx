import type { BarColoring, LegendEntry } from "@/features/waterfall/bar-coloring";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { barColor } from "@/trace-ui/bar-colors";
import { shortText } from "@/trace-ui/short-text";
import styles from "./TimelineLook.module.css";

const listedEntries = 10;

export interface LegendProps {
  /** What the bars are coloured by, as the URL has it. */
  readonly by: string;
  readonly coloring: BarColoring;
  readonly onFind: (text: string) => void;
}

/** What the colours of the bars mean; pressing one shows its spans alone. */
export function Legend({ by, coloring, onFind }: LegendProps) {
  const { legend: words } = useMessages().timeline;
  const { kinds, status } = useMessages().spanDetail;
  const formats = useFormats();
  const { legend } = coloring;
  const textOf = ({ label }: LegendEntry): string => {
    if (label === undefined) return words.none;
    if (by === "kind") return kinds[label as keyof typeof kinds] ?? label;
    if (by === "status") return status[label as keyof typeof status] ?? label;
    return shortText(label, 60);
  };
  return (
    <section className={styles.strip} aria-label={words.label}>
      <span className={styles.name}>{by === "self" ? words.shares : words.label}</span>
      <ul className={styles.legend}>
        {legend.slice(0, listedEntries).map((entry) => {
          const text = textOf(entry);
          const { query } = entry;
          const face = (
            <>
              <i style={{ background: barColor(entry.step) }} />
              <bdi>{text}</bdi>
              <span className={styles.figure}>{formats.number(entry.count)}</span>
            </>
          );
          return (
            <li key={entry.label ?? ""}>
              {query === undefined ? (
                <span className={styles.entry}>{face}</span>
              ) : (
                <button
                  type="button"
                  className={styles.entry}
                  title={words.filter(text)}
                  onClick={() => onFind(query)}
                >
                  {face}
                </button>
              )}
            </li>
          );
        })}
        {legend.length > listedEntries && <li>{words.more(legend.length - listedEntries)}</li>}
      </ul>
    </section>
  );
}
