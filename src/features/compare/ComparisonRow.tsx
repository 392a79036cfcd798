import { memo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { namesInRow } from "./compared";
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
import { type GridWords, rowFacts } from "./row-facts";

/** One row: the span, room for its bars in A and in B, both durations, the difference. */
export const ComparisonRow = memo(function ComparisonRow(props: GridRowProps) {
  const { compared, row, collapsed } = props;
  const words = useMessages().compare.grid;
  const formats = useFormats();
  const facts = rowFacts(compared, row, words, formats);
  const below = rowsBelow(compared, row);
  const level = compared.comparison.depth[row] ?? 0;
  const service = (namesInRow(compared, "a", row) ?? namesInRow(compared, "b", row))?.service ?? "";
  const trend = facts.kind !== "both" || facts.deltaNs === 0 ? undefined : facts.deltaNs > 0;
  return (
    <GridRow {...props} facts={facts}>
      <div role="gridcell" className={styles.nameCell} title={nameTitle(facts, words)}>
        <TreeMark level={level} base={props.base} below={below} collapsed={collapsed} />
        <RowMarks facts={facts} service={service} />
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
      <div className={styles.bars} aria-hidden="true" />
      <Cell facts={facts.a} words={words} />
      <Cell facts={facts.b} words={words} />
      <div role="gridcell" className={styles.difference}>
        {facts.remarks.length > 0 && (
          <span
            className={styles.remarks}
            data-error={facts.errorDelta > 0 || undefined}
            title={facts.remarks.join(", ")}
          >
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
    </GridRow>
  );
});

function nameTitle(
  { service, name, renamed }: { service: string; name: string; renamed: string | undefined },
  words: GridWords,
): string {
  const title = words.spanWithService(service, name);
  return renamed === undefined ? title : `${title}, ${words.renamed(renamed)}`;
}
