import { memo, type CSSProperties } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { serviceColorIndex } from "@/trace-ui/service-colors";
import { type Compared, namesInRow, type Side } from "./compared";
import styles from "./ComparisonGrid.module.css";
import { type CellFacts, type GridWords, rowFacts, rowLabel } from "./row-facts";
import { shareOf } from "./time-zoom";

export interface ComparisonRowProps {
  readonly compared: Compared;
  readonly row: number;
  /** Place among the rows in sight, from 0. */
  readonly at: number;
  readonly top: number;
  readonly collapsed: boolean;
  readonly selected: boolean;
  /** The one row that Tab reaches. */
  readonly current: boolean;
  /** Nanoseconds of the whole time line: bars are shares of it. */
  readonly widthNs: number;
  /** Found by what is looked for. */
  readonly match: boolean;
}

/** Guides are drawn for so many levels; deeper rows say their level in figures. */
const deepestGuide = 24;

/** One row: the span, its bars in A and in B over one time line, both durations, the difference. */
export const ComparisonRow = memo(function ComparisonRow(props: ComparisonRowProps) {
  const { compared, row, at, top, collapsed, selected, current, widthNs, match } = props;
  const words = useMessages().compare.grid;
  const formats = useFormats();
  const { depth, subtreeEnd } = compared.comparison;
  const facts = rowFacts(compared, row, words, formats);
  const below = (subtreeEnd[row] ?? 0) - row - 1;
  const level = depth[row] ?? 0;
  const service = (namesInRow(compared, "a", row) ?? namesInRow(compared, "b", row))?.service ?? "";
  const trend = facts.kind !== "both" || facts.deltaNs === 0 ? undefined : facts.deltaNs > 0;
  return (
    <div
      role="row"
      aria-label={rowLabel(compared, row, facts, words, formats)}
      aria-level={level + 1}
      aria-rowindex={at + 2}
      aria-expanded={below > 0 ? !collapsed : undefined}
      aria-selected={selected}
      tabIndex={current ? 0 : -1}
      data-index={at}
      data-row={row}
      data-kind={facts.kind}
      data-match={match || undefined}
      data-odd={at % 2 === 1 || undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={styles.nameCell} title={nameTitle(facts, words)}>
        <TreeMark level={level} below={below} collapsed={collapsed} />
        <span className={styles.sign} aria-hidden="true">
          {facts.kind === "a" ? "−" : facts.kind === "b" ? "+" : facts.renamed ? "≠" : ""}
        </span>
        <span
          className={styles.mark}
          style={{ background: `var(--service-${serviceColorIndex(service)})` }}
        />
        <span className={styles.names}>
          <bdi className={styles.service}>{facts.service}</bdi>
          <bdi className={styles.spanName}>{facts.name}</bdi>
          {facts.renamed !== undefined && (
            <span className={styles.renamed}>
              <span aria-hidden="true">→ </span>
              <bdi>{facts.renamed}</bdi>
            </span>
          )}
        </span>
        <HiddenRows below={collapsed ? below : 0} />
      </div>
      <div className={styles.bars} aria-hidden="true">
        <Bar compared={compared} side="a" row={row} widthNs={widthNs} />
        <Bar compared={compared} side="b" row={row} widthNs={widthNs} />
      </div>
      <Cell facts={facts.a} words={words} />
      <Cell facts={facts.b} words={words} />
      <div role="gridcell" className={styles.difference}>
        {facts.remarks.length > 0 && (
          <span className={styles.remarks} data-error={facts.errorDelta > 0 || undefined}>
            {facts.remarks.join(", ")}
          </span>
        )}
        {trend !== undefined && (
          <span className={trend ? styles.slower : styles.faster}>
            <span aria-hidden="true">{trend ? "▲ " : "▼ "}</span>
            {facts.delta}
          </span>
        )}
        {facts.kind !== "both" && <span className={styles.only}>{facts.delta}</span>}
        {facts.kind === "both" && trend === undefined && facts.remarks.length === 0 && (
          <span className={styles.equal}>
            <span aria-hidden="true">=</span>
            <span className="visually-hidden">{words.equal}</span>
          </span>
        )}
      </div>
    </div>
  );
});

/** Indentation, and the button that opens and closes a row. */
export function TreeMark(props: {
  readonly level: number;
  /** How many rows are below. */
  readonly below: number;
  readonly collapsed: boolean;
}) {
  const { level, below, collapsed } = props;
  const words = useMessages().compare.grid;
  return (
    <>
      <span
        className={styles.indent}
        style={{ "--levels": Math.min(level, deepestGuide) } as CSSProperties}
      />
      {level > deepestGuide && (
        <span className={styles.level} title={words.level(level + 1)}>
          {level + 1}
        </span>
      )}
      {below > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.expander}
          data-expander=""
          aria-label={collapsed ? words.expand : words.collapse}
        >
          <svg viewBox="0 0 12 12" aria-hidden="true" data-collapsed={collapsed || undefined}>
            <path d="M3 4.5 6 7.5 9 4.5" />
          </svg>
        </button>
      ) : (
        <span className={styles.leaf} />
      )}
    </>
  );
}

/** How many rows a closed one hides. */
export function HiddenRows({ below }: { readonly below: number }) {
  const words = useMessages().compare.grid;
  const formats = useFormats();
  if (below === 0) return null;
  return (
    <span className={styles.hidden} title={words.hidden(below)}>
      +{formats.number(below)}
    </span>
  );
}

export function nameTitle(
  { service, name, renamed }: { service: string; name: string; renamed: string | undefined },
  words: GridWords,
): string {
  const title = words.spanWithService(service, name);
  return renamed === undefined ? title : `${title}, ${words.renamed(renamed)}`;
}

export function Cell({ facts, words }: { readonly facts: CellFacts; readonly words: GridWords }) {
  return (
    <div role="gridcell" className={styles.figure}>
      {facts.errors > 0 && <ErrorMark title={words.errors(facts.errors)} />}
      {facts.times !== "" && <span className={styles.times}>{facts.times}</span>}
      <span data-none={facts.count === 0 || undefined}>{facts.duration}</span>
    </div>
  );
}

function ErrorMark({ title }: { readonly title: string }) {
  return (
    <svg className={styles.errorMark} viewBox="0 0 12 12" role="img" aria-label={title}>
      <title>{title}</title>
      <circle cx="6" cy="6" r="5" />
      <path d="M6 3.2v3.4M6 8.7v.1" />
    </svg>
  );
}

/** From the earliest start to the latest end of a row's spans in one trace. */
export function Bar(props: {
  readonly compared: Compared;
  readonly side: Side;
  readonly row: number;
  readonly widthNs: number;
}) {
  const { compared, side, row, widthNs } = props;
  const { startNs, endNs, count } = compared.comparison[side];
  if ((count[row] ?? 0) === 0) return null;
  return (
    <span
      className={side === "a" ? styles.barA : styles.barB}
      // Shares of the whole: the grid says which part of that is in sight.
      style={
        {
          "--start": shareOf(startNs[row] ?? 0, widthNs),
          "--end": shareOf(endNs[row] ?? 0, widthNs),
        } as CSSProperties
      }
    />
  );
}
