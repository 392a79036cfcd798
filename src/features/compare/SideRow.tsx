import { memo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { serviceColorIndex } from "@/trace-ui/service-colors";
import { namesInRow, type Side } from "./compared";
import styles from "./ComparisonGrid.module.css";
import { Bar, Cell, type ComparisonRowProps, HiddenRows, TreeMark } from "./ComparisonRow";
import { rowFacts, rowLabel, shownNames } from "./row-facts";
import { Ruler } from "./Ruler";

const sides = ["a", "b"] as const;

/** The heads of the two halves. */
export function SideHead() {
  const words = useMessages().compare.grid;
  const { app } = useMessages();
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      {sides.map((side) => (
        <SideHeads
          key={side}
          title={side === "a" ? app.compare.traceA : app.compare.traceB}
          figure={words[side]}
          side={side}
        />
      ))}
    </div>
  );
}

function SideHeads(props: {
  readonly title: string;
  readonly figure: string;
  readonly side: Side;
}) {
  const { title, figure, side } = props;
  return (
    <>
      <div role="columnheader" className={styles.nameCell} data-half={side}>
        <span className={side === "a" ? styles.keyA : styles.keyB} aria-hidden="true" />
        <span className={styles.halfTitle}>{title}</span>
      </div>
      <Ruler />
      <div role="columnheader" className={styles.figure}>
        {figure}
      </div>
    </>
  );
}

/** A row of two halves: A's spans and their bar, and B's; a half without spans is a gap. */
export const SideRow = memo(function SideRow(props: ComparisonRowProps) {
  const { compared, row, at, top, collapsed, selected, current, match } = props;
  const words = useMessages().compare.grid;
  const formats = useFormats();
  const { depth, subtreeEnd } = compared.comparison;
  const facts = rowFacts(compared, row, words, formats);
  const below = (subtreeEnd[row] ?? 0) - row - 1;
  return (
    <div
      role="row"
      aria-label={rowLabel(compared, row, facts, words, formats)}
      aria-level={(depth[row] ?? 0) + 1}
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
      {sides.map((side) => (
        <Half key={side} {...props} side={side} below={below} words={words} facts={facts} />
      ))}
    </div>
  );
});

interface HalfProps extends ComparisonRowProps {
  readonly side: Side;
  readonly below: number;
  readonly words: Parameters<typeof rowFacts>[2];
  readonly facts: ReturnType<typeof rowFacts>;
}

function Half({ compared, row, side, below, collapsed, widthNs, words, facts }: HalfProps) {
  const level = compared.comparison.depth[row] ?? 0;
  const names = namesInRow(compared, side, row);
  const isGap = names === undefined;
  const shown = names && shownNames(names, words);
  // The row opens and closes in the first half that has something.
  const opens = side === "a" || facts.kind === "b";
  return (
    <>
      <div
        role="gridcell"
        className={styles.nameCell}
        data-half={side}
        data-gap={isGap || undefined}
        title={shown && words.spanWithService(shown.service, shown.name)}
      >
        {shown && (
          <>
            <TreeMark level={level} below={opens ? below : 0} collapsed={collapsed} />
            <span className={styles.sign} aria-hidden="true">
              {facts.kind === "a" ? "−" : facts.kind === "b" ? "+" : facts.renamed ? "≠" : ""}
            </span>
            <span
              className={styles.mark}
              style={{ background: `var(--service-${serviceColorIndex(names.service)})` }}
            />
            <span className={styles.names}>
              <bdi className={styles.service}>{shown.service}</bdi>
              <bdi className={styles.spanName}>{shown.name}</bdi>
            </span>
            <HiddenRows below={collapsed && opens ? below : 0} />
          </>
        )}
      </div>
      <div className={styles.bars} data-gap={isGap || undefined} aria-hidden="true">
        <Bar compared={compared} side={side} row={row} widthNs={widthNs} />
      </div>
      <Cell facts={facts[side]} words={words} />
    </>
  );
}
