import { memo, useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { ServiceGraph } from "@/model/service-graph";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { SortMark } from "@/widgets/SortMark";
import {
  besideServerColumns,
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
import type { ServerCount } from "./server-counts";
import { useShownRows } from "./use-shown-rows";

export interface CallsTableProps {
  readonly graph: ServiceGraph;
  readonly rows: readonly CallRow[];
  /** The JSON of the keys of the edge that is looked at. */
  readonly picked: string | undefined;
  readonly onPick: (pick: readonly string[]) => void;
}

/** The edges of a graph as rows. */
export const CallsTable = memo(function CallsTable(props: CallsTableProps) {
  const { graph, rows, picked, onPick } = props;
  const { graph: graphWords, graphDiff } = useMessages();
  const words = { ...graphWords.table, server: graphDiff.server.column };
  const formats = useFormats();
  const [order, setOrder] = useState(defaultOrder);
  const sorted = useMemo(() => orderCalls(rows, order), [rows, order]);
  const { shown, count, more, showMore, onScroll } = useShownRows(sorted);
  const sortBy = (column: CallColumn) =>
    setOrder(
      order.column === column ? { column, descending: !order.descending } : firstOrder(column),
    );
  const hasServer = rows.some(({ server }) => server !== undefined);
  return (
    <div className={styles.scroll} tabIndex={-1} onScroll={onScroll}>
      <table className={styles.table} aria-label={words.name}>
        <thead>
          <tr>
            {(hasServer ? besideServerColumns : callColumns).map((column) => (
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
                  {order.column === column && <SortMark descending={order.descending} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const { edge } = row;
            // Of a pair that only the server has there is nothing more to see.
            const keys = edge.from < 0 ? undefined : edgeKey(graph, edge);
            const key = JSON.stringify(keys ?? [row.caller, row.callee]);
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
              <tr
                key={key}
                data-picked={key === picked || undefined}
                data-plain={keys === undefined || undefined}
                onClick={keys && (() => onPick(keys))}
              >
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
                  {keys === undefined && (
                    <span className={styles.relation}>{graphDiff.server.only}</span>
                  )}
                </td>
                <td className={styles.figure}>
                  {keys === undefined ? (
                    n
                  ) : (
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
                  )}
                </td>
                {hasServer && <ServerCell count={row.server} />}
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
      {more > 0 && (
        <p className={styles.note}>
          {words.shown(formats.number(count), formats.number(sorted.length))}
          <Button size="s" onClick={showMore}>
            {words.more(formats.number(more))}
          </Button>
        </p>
      )}
    </div>
  );
});

/** A server's own count; a sign says where it is another than that counted here. */
function ServerCell({ count }: { readonly count: ServerCount | undefined }) {
  const words = useMessages().graphDiff.server;
  const { number } = useFormats();
  if (count === undefined) return <td className={styles.figure}>–</td>;
  const differs = count.calls !== count.counted;
  const said = differs ? words.differs(number(count.counted), number(count.calls)) : words.equal;
  return (
    <td className={styles.figure} title={said}>
      {differs && (
        <span className={styles.differs} role="img" aria-label={said}>
          ≠
        </span>
      )}
      {number(count.calls)}
    </td>
  );
}
