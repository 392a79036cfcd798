import { useMemo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { shortText } from "@/trace-ui/short-text";
import type { Compared } from "./compared";
import styles from "./ComparisonSummary.module.css";
import { type SummaryFacts, type SummaryFigure, summaryFacts } from "./summary-facts";

export interface ComparisonSummaryProps {
  readonly compared: Compared;
  /** Shows a row in the grid. */
  readonly onRow: (row: number) => void;
}

/** How many services or span names are listed before the rest is counted. */
const listed = 6;

/** What changed, in words and figures, and the rows that explain most of it. */
export function ComparisonSummary({ compared, onRow }: ComparisonSummaryProps) {
  const words = useMessages().compare;
  const formats = useFormats();
  const facts = useMemo(() => summaryFacts(compared, words, formats), [compared, words, formats]);
  const of = words.summary;
  return (
    <div className={styles.summary}>
      <p role="status" className={styles.words}>
        {facts.sentences.join(" ")}
      </p>
      <div className={styles.parts}>
        <Figures label={of.label} head={of.figure} figures={facts.figures} />
        {facts.hasDelta && (
          <div className={styles.changes}>
            <h2 title={of.changesHelp}>{facts.slower ? of.changesSlower : of.changesFaster}</h2>
            {facts.changes.length === 0 ? (
              <p className={styles.muted}>{of.noChanges}</p>
            ) : (
              <ol>
                {facts.changes.map((change) => (
                  <li key={change.row}>
                    <ChangeButton change={change} slower={facts.slower} onRow={onRow} />
                  </li>
                ))}
              </ol>
            )}
            {facts.counterChanges.length > 0 && (
              <>
                <h2 title={of.counterHelp}>{of.counterTitle}</h2>
                <ol>
                  {facts.counterChanges.map((change) => (
                    <li key={change.row}>
                      <ChangeButton change={change} slower={!facts.slower} onRow={onRow} />
                    </li>
                  ))}
                </ol>
              </>
            )}
          </div>
        )}
        {facts.path.length > 0 && (
          <div className={styles.path}>
            <h2 title={of.pathHelp}>{of.pathTitle}</h2>
            <Figures label={of.pathTitle} head={of.services} figures={facts.path} />
            {facts.pathRows !== "" && <p className={styles.muted}>{facts.pathRows}</p>}
          </div>
        )}
        {facts.only.length > 0 && (
          <dl className={styles.lists}>
            {facts.only.map(({ title, list, count }) => (
              <div key={title}>
                <dt>{title}</dt>
                {list.slice(0, listed).map((one) => (
                  <dd key={one} title={shortText(one)}>
                    <bdi>{shortText(one, 80)}</bdi>
                  </dd>
                ))}
                {count > listed && <dd className={styles.muted}>{of.more(count - listed)}</dd>}
              </div>
            ))}
          </dl>
        )}
      </div>
    </div>
  );
}

function Figures(props: {
  readonly label: string;
  /** What the rows are. */
  readonly head: string;
  readonly figures: readonly SummaryFigure[];
}) {
  const of = useMessages().compare.summary;
  return (
    <table className={styles.figures} aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{props.head}</span>
          </th>
          <th scope="col">{of.a}</th>
          <th scope="col">{of.b}</th>
          <th scope="col">{of.difference}</th>
        </tr>
      </thead>
      <tbody>
        {props.figures.map(({ name, a, b, difference, trend }) => (
          <tr key={name}>
            <th scope="row" title={shortText(name)}>
              <bdi>{shortText(name, 40)}</bdi>
            </th>
            <td>{a}</td>
            <td>{b}</td>
            <td data-trend={trend}>
              {trend !== "same" && <span aria-hidden="true">{trend === "more" ? "▲ " : "▼ "}</span>}
              {difference}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A change, which leads to its row. Where there is little room its counts are only in its name. */
function ChangeButton(props: {
  readonly change: SummaryFacts["changes"][number];
  readonly slower: boolean;
  readonly onRow: (row: number) => void;
}) {
  const { row, text, title, size, counts, share } = props.change;
  const whole = counts === "" ? text : `${text} · ${counts}`;
  return (
    <button
      type="button"
      className={styles.change}
      aria-label={whole}
      title={whole}
      onClick={() => props.onRow(row)}
    >
      <span
        className={styles.share}
        style={{ width: `${Math.min(100, Math.abs(share) * 100)}%` }}
        data-slower={props.slower || undefined}
      />
      <bdi className={styles.changed}>{title}</bdi>
      <span className={styles.size}>{size}</span>
      {counts !== "" && <span className={styles.counts}>{counts}</span>}
    </button>
  );
}
