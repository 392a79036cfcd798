import type { ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { RowExpander, RowLeaf } from "@/trace-ui/RowExpander";
import { RowIndent } from "@/trace-ui/RowIndent";
import { serviceColorIndex } from "@/trace-ui/service-colors";
import type { Compared } from "./compared";
import styles from "./ComparisonGrid.module.css";
import { type CellFacts, type GridWords, type RowFacts, rowLabel } from "./row-facts";

export interface GridRowProps {
  readonly compared: Compared;
  readonly row: number;
  /** Place among the rows in sight, from 0. */
  readonly at: number;
  /** Level from which rows are indented. */
  readonly base: number;
  /** In the document for the focus alone, and out of view. */
  readonly pinned: boolean;
  readonly collapsed: boolean;
  readonly selected: boolean;
  /** The one row that Tab reaches. */
  readonly current: boolean;
  /** Found by what is looked for. */
  readonly match: boolean;
}

/** How many rows are below a row. */
export const rowsBelow = ({ comparison }: Compared, row: number): number =>
  (comparison.subtreeEnd[row] ?? 0) - row - 1;

/** The frame of a row, with what it says to assistive technology. */
export function GridRow(
  props: GridRowProps & { readonly facts: RowFacts; readonly children: ReactNode },
) {
  const { compared, row, at, pinned, collapsed, selected, current, match, facts } = props;
  const words = useMessages().compare.grid;
  const formats = useFormats();
  return (
    <div
      role="row"
      aria-label={rowLabel(compared, row, facts, words, formats)}
      aria-level={(compared.comparison.depth[row] ?? 0) + 1}
      aria-rowindex={at + 2}
      aria-expanded={rowsBelow(compared, row) > 0 ? !collapsed : undefined}
      aria-selected={selected}
      tabIndex={current ? 0 : -1}
      data-row={row}
      data-kind={facts.kind}
      data-match={match || undefined}
      data-pinned={pinned || undefined}
      data-odd={at % 2 === 1 || undefined}
      className={styles.row}
    >
      {props.children}
    </div>
  );
}

/** How a row stands to the other trace, and the colour of its service. */
export function RowMarks(props: { readonly facts: RowFacts; readonly service: string }) {
  const { facts, service } = props;
  return (
    <>
      <span className={styles.sign} aria-hidden="true">
        {facts.kind === "a" ? "−" : facts.kind === "b" ? "+" : facts.renamed ? "≠" : ""}
      </span>
      <span
        className={styles.mark}
        style={{ background: `var(--service-${serviceColorIndex(service)})` }}
      />
    </>
  );
}

/** Indentation, and the button that opens and closes a row. */
export function TreeMark(props: {
  readonly level: number;
  readonly base: number;
  /** How many rows are below. */
  readonly below: number;
  readonly collapsed: boolean;
}) {
  const { level, base, below, collapsed } = props;
  const words = useMessages().compare.grid;
  return (
    <>
      <RowIndent depth={level} base={base} title={words.level} />
      {below > 0 ? (
        <RowExpander label={collapsed ? words.expand : words.collapse} collapsed={collapsed} />
      ) : (
        <RowLeaf />
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
