import { useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { ServiceGraph } from "@/model/service-graph";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import {
  callColumns,
  defaultOrder,
  figureOf,
  firstOrder,
  orderCalls,
  type CallColumn,
  type CallRow,
} from "./calls-order";
import styles from "./CallsTable.module.css";
import { edgeKey } from "./graph-scene";

export interface CallsTableProps {
  readonly graph: ServiceGraph;
  readonly rows: readonly CallRow[];
  /** The JSON of the keys of the edge that is looked at. */
  readonly picked: string | undefined;
  readonly onPick: (pick: readonly string[]) => void;
}

/** Rows in the document at first, and at each press of the button. */
const rowsAtATime = 200;

/** The edges of a graph as rows. */
export function CallsTable({ graph, rows, picked, onPick }: CallsTableProps) {
  const { table: words } = useMessages().graph;
  const formats = useFormats();
  const [order, setOrder] = useState(defaultOrder);
  const [limit, setLimit] = useState(rowsAtATime);
  const sorted = useMemo(() => orderCalls(rows, order), [rows, order]);
  const shown = sorted.slice(0, limit);
  const sortBy = (column: CallColumn) =>
    setOrder(
      order.column === column ? { column, descending: !order.descending } : firstOrder(column),
    );
  const left = sorted.length - shown.length;
  return (
    <div className={styles.scroll} tabIndex={-1}>
      <table className={styles.table} aria-label={words.name}>
        <thead>
          <tr>
            {callColumns.map((column) => (
              <th
                key={column}
                scope="col"
                className={column === "caller" || column === "callee" ? undefined : styles.figure}
                aria-sort={
                  order.column !== column ? "none" : order.descending ? "descending" : "ascending"
                }
              >
                <button type="button" className={styles.sort} onClick={() => sortBy(column)}>
                  {words[column]}
                  <span aria-hidden="true" className={styles.arrow}>
                    {order.column === column ? (order.descending ? "▾" : "▴") : ""}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const { edge } = row;
            const keys = edgeKey(graph, edge);
            const key = JSON.stringify(keys);
            const n = formats.number(edge.calls);
            const duration = (column: "p50" | "p95" | "max") => {
              const value = figureOf(edge, column);
              return (
                <td
                  key={column}
                  className={styles.figure}
                  title={words.percentile(words[column], n)}
                >
                  {value === undefined ? "–" : formats.duration(value)}
                </td>
              );
            };
            return (
              <tr key={key} data-picked={key === picked || undefined} onClick={() => onPick(keys)}>
                <th scope="row" className={styles.name} title={shortText(row.caller)}>
                  <ServiceMark service={row.callerService} />
                  <bdi>{shortText(row.caller)}</bdi>
                </th>
                <td className={styles.name} title={shortText(row.callee)}>
                  {row.calleeService !== undefined && <ServiceMark service={row.calleeService} />}
                  <bdi>{shortText(row.callee)}</bdi>
                  {edge.relation !== "call" && (
                    <span className={styles.relation}>{words.relation[edge.relation]}</span>
                  )}
                </td>
                <td className={styles.figure}>
                  <button
                    type="button"
                    className={styles.pick}
                    title={words.showEdge}
                    onClick={(event) => {
                      event.stopPropagation();
                      onPick(keys);
                    }}
                  >
                    {n}
                  </button>
                </td>
                <td
                  className={
                    (edge.errors ?? 0) > 0 ? `${styles.figure} ${styles.failed}` : styles.figure
                  }
                >
                  {edge.errors === undefined ? "–" : formats.number(edge.errors)}
                </td>
                {(["p50", "p95", "max"] as const).map(duration)}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.note}>{words.none}</p>}
      {left > 0 && (
        <p className={styles.note}>
          {words.shown(formats.number(shown.length), formats.number(sorted.length))}
          <Button size="s" onClick={() => setLimit(limit + rowsAtATime)}>
            {words.more(formats.number(Math.min(left, rowsAtATime)))}
          </Button>
        </p>
      )}
    </div>
  );
}
