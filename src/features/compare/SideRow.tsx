import { memo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { namesInRow, type Side } from "./compared";
import styles from "./ComparisonGrid.module.css";
import {
  Cell,
  GridRow,
  type GridRowProps,
  HiddenRows,
  RowMarks,
  rowsBelow,
  TreeMark,
} from "./GridRow";
import { type GridWords, type RowFacts, rowFacts, shownNames } from "./row-facts";

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
      <div className={styles.ruler} data-bars={side} aria-hidden="true" />
      <div role="columnheader" className={styles.figure}>
        {figure}
      </div>
    </>
  );
}

/** A row of two halves: A's spans and their bar, and B's; a half without spans is a gap. */
export const SideRow = memo(function SideRow(props: GridRowProps) {
  const { compared, row } = props;
  const words = useMessages().compare.grid;
  const facts = rowFacts(compared, row, words, useFormats());
  return (
    <GridRow {...props} facts={facts}>
      {sides.map((side) => (
        <Half key={side} {...props} side={side} words={words} facts={facts} />
      ))}
    </GridRow>
  );
});

interface HalfProps extends GridRowProps {
  readonly side: Side;
  readonly words: GridWords;
  readonly facts: RowFacts;
}

function Half({ compared, row, side, base, collapsed, words, facts }: HalfProps) {
  const below = rowsBelow(compared, row);
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
            <TreeMark level={level} base={base} below={opens ? below : 0} collapsed={collapsed} />
            <RowMarks facts={facts} service={names.service} />
            <span className={styles.names}>
              <bdi className={styles.service}>{shown.service}</bdi>
              <bdi className={styles.spanName}>{shown.name}</bdi>
            </span>
            <HiddenRows below={collapsed && opens ? below : 0} />
          </>
        )}
      </div>
      <div className={styles.bars} data-gap={isGap || undefined} aria-hidden="true" />
      <Cell facts={facts[side]} words={words} />
    </>
  );
}
