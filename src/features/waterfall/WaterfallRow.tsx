import { memo } from "react";
import type { Catalogue } from "@/i18n/catalogue";
import { useFormats } from "@/i18n/I18nProvider";
import { categoryMask } from "@/derive/span-marks";
import type { RepeatFolds } from "@/model/repeat-folds";
import type { SpanIndex } from "@/model/indexes";
import { spanService } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import { RowExpander, RowLeaf } from "@/trace-ui/RowExpander";
import { RowIndent } from "@/trace-ui/RowIndent";
import { serviceColorIndex } from "@/trace-ui/service-colors";
import { RowMarks } from "./RowMarks";
import { rowFacts, rowLabel } from "./row-facts";
import styles from "./Waterfall.module.css";

export interface WaterfallRowProps {
  readonly core: TraceCore;
  /** Running count of errors, see `errorPrefix`. */
  readonly errors: Uint32Array;
  readonly words: Catalogue["trace"]["timeline"];
  readonly rowWords: Catalogue["rows"];
  readonly span: SpanIndex;
  /** Position among the visible rows, from 0. */
  readonly row: number;
  readonly collapsed: boolean;
  readonly selected: boolean;
  /** The one row that Tab reaches. */
  readonly current: boolean;
  readonly match: boolean;
  /** It is the match that the steps through them have come to. */
  readonly currentMatch: boolean;
  /** See `derive/span-marks`. */
  readonly mark: number;
  /** There for what is below it. */
  readonly pale: boolean;
  /** From 0; undefined: the depth of the span. */
  readonly level: number | undefined;
  /** Equal spans that the row stands for. */
  readonly folds: RepeatFolds | undefined;
  /** It is the first of so many equal spans that are shown in full. */
  readonly openCount: number;
  /** Spans left out between it and the row above. */
  readonly between: number;
  /** Level from which the row is indented. */
  readonly base: number;
  /** Kept in the document for the focus that it has, out of sight. */
  readonly pinned: boolean;
  /** Room to the next row, in CSS pixels. */
  readonly roomBelow: number;
}

/** One row of the tree: the name column; its bar is drawn on the canvas above. */
export const WaterfallRow = memo(function WaterfallRow(props: WaterfallRowProps) {
  const { core, errors, words, span, row, collapsed, selected, current, match, pale, pinned } =
    props;
  const formats = useFormats();
  const { rowWords, folds, level, between, openCount } = props;
  const fold = folds && { folds, fold: folds.ofSpan[span] ?? -1 };
  const source = { core, errors, words, rowWords };
  const facts = rowFacts(source, span, { collapsed, level, fold, between }, formats);
  const service = spanService(core, span);
  const isClosed = collapsed || fold !== undefined;
  return (
    <div
      role="row"
      aria-label={rowLabel(facts, words, rowWords)}
      aria-level={facts.depth + 1}
      aria-rowindex={row + 1}
      aria-expanded={facts.expandable ? !isClosed : undefined}
      aria-selected={selected}
      tabIndex={current ? 0 : -1}
      data-span={span}
      data-match={match || undefined}
      data-current-match={props.currentMatch || undefined}
      data-pale={pale || undefined}
      data-pinned={pinned || undefined}
      data-odd={row % 2 === 1 || undefined}
      className={styles.row}
      style={props.roomBelow > 0 ? { marginBottom: props.roomBelow } : undefined}
    >
      <div role="gridcell" className={styles.nameCell} title={`${facts.service}: ${facts.name}`}>
        <RowIndent depth={facts.depth} base={props.base} title={words.level} />
        {facts.expandable ? (
          <RowExpander
            label={
              facts.fold
                ? rowWords.repeats.open(facts.fold.count)
                : collapsed
                  ? words.expand
                  : words.collapse
            }
            collapsed={isClosed}
          />
        ) : (
          <RowLeaf />
        )}
        <span
          className={styles.mark}
          style={{ background: `var(--service-${serviceColorIndex(service)})` }}
        />
        {facts.fold && (
          <span className={styles.repeats} title={facts.fold.figures}>
            ×{formats.number(facts.fold.count)}
          </span>
        )}
        {openCount > 0 && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.repeats}
            data-folder=""
            aria-label={rowWords.repeats.close(openCount)}
            title={rowWords.repeats.close(openCount)}
          >
            ×{formats.number(openCount)}
          </button>
        )}
        {facts.fold && facts.fold.errors > 0 && (
          <ErrorMark hollow title={rowWords.repeats.errors(facts.fold.errors)} />
        )}
        {facts.error && <ErrorMark title={words.error} />}
        {facts.hiddenErrors > 0 && !facts.error && (
          <ErrorMark hollow title={words.hiddenErrors(facts.hiddenErrors)} />
        )}
        <span className={styles.names}>
          <bdi className={styles.service}>{facts.service}</bdi>
          <bdi className={styles.spanName}>{facts.name}</bdi>
        </span>
        <RowMarks
          kind={core.spans.kind[span] ?? 0}
          mark={fold ? props.mark & categoryMask : props.mark}
          linkCount={
            fold ? 0 : (core.spans.linkOffset[span + 1] ?? 0) - (core.spans.linkOffset[span] ?? 0)
          }
        />
        {facts.orphan && !fold && <WarnMark title={words.orphan} kind="orphan" />}
        {facts.warning && <WarnMark title={words.warning} kind="warning" />}
        {facts.between > 0 && (
          <span className={styles.hidden} title={rowWords.between(facts.between)}>
            ⋯{formats.number(facts.between)}
          </span>
        )}
        {facts.hidden > 0 && (
          <span className={styles.hidden} title={words.hidden(facts.hidden)}>
            +{formats.number(facts.hidden)}
          </span>
        )}
      </div>
      <div role="gridcell" className={styles.barCell}>
        <span className="visually-hidden">{facts.fold?.figures ?? facts.duration}</span>
      </div>
    </div>
  );
});

/** A filled mark for an error of the span itself, a hollow one for an error that is hidden. */
function ErrorMark({ title, hollow = false }: { title: string; hollow?: boolean }) {
  return (
    <svg className={styles.errorMark} viewBox="0 0 12 12" data-hollow={hollow || undefined}>
      <title>{title}</title>
      <circle cx="6" cy="6" r="5" />
      <path d="M6 3.2v3.4M6 8.7v.1" />
    </svg>
  );
}

function WarnMark({ title, kind }: { title: string; kind: "orphan" | "warning" }) {
  return (
    <svg className={styles.warnMark} viewBox="0 0 12 12">
      <title>{title}</title>
      <path
        d={
          kind === "orphan"
            ? "M6 10.5V3M3.2 5.5 6 2.7 8.8 5.5M2 10.5 10 1.5"
            : "M6 1.5 11 10.5H1zM6 5v2.5M6 9v.1"
        }
      />
    </svg>
  );
}
