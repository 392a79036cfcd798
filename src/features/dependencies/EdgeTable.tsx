import { useMemo, type CSSProperties, type ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { Button } from "@/widgets/Button";
import type { CallRow } from "./calls-order";
import styles from "./CallsTable.module.css";
import { rowsOfFrame, useShownRows } from "./use-shown-rows";

export interface EdgeTableProps {
  readonly name: string;
  readonly rows: readonly CallRow[];
  /** A class that lays a row out in columns. */
  readonly columns: string | undefined;
  /** Letters of the longest text of a column of texts, if there is one. */
  readonly letters?: number;
  readonly head: ReactNode;
  readonly children: (row: CallRow) => ReactNode;
}

/**
 * A table of edges. Its rows are in blocks, and the browser lays out and paints the blocks that are
 * in sight: so the columns have widths that do not depend on what is in them.
 */
export function EdgeTable(props: EdgeTableProps) {
  const { name, rows, columns, letters, head, children } = props;
  const words = useMessages().graph.table;
  const formats = useFormats();
  const { shown, count, more, showMore, onScroll } = useShownRows(rows);
  const digits = useMemo(() => {
    let most = 0;
    for (const { edge, server } of rows) {
      const { a, b } = edge.sides ?? {};
      most = Math.max(most, edge.calls, server?.calls ?? 0, a?.calls ?? 0, b?.calls ?? 0);
    }
    return formats.number(most).length;
  }, [rows, formats]);
  const widths = { "--digits": digits, "--letters": letters } as CSSProperties;
  const blocks = [];
  for (let from = 0; from < shown.length; from += rowsOfFrame) {
    const block = shown.slice(from, from + rowsOfFrame);
    blocks.push(
      <tbody
        key={from}
        className={styles.block}
        style={{ "--rows": block.length } as CSSProperties}
      >
        {block.map(children)}
      </tbody>,
    );
  }
  return (
    <div className={styles.scroll} tabIndex={-1} onScroll={onScroll}>
      <table
        className={[styles.table, columns].filter(Boolean).join(" ")}
        style={widths}
        aria-label={name}
      >
        <thead>{head}</thead>
        {blocks}
      </table>
      {rows.length === 0 && <p className={styles.note}>{words.none}</p>}
      {more > 0 && (
        <p className={styles.note}>
          {words.shown(formats.number(count), formats.number(rows.length))}
          <Button size="s" onClick={showMore}>
            {words.more(formats.number(more))}
          </Button>
        </p>
      )}
    </div>
  );
}
