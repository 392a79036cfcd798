import { memo, useMemo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { readOrder, writeOrder } from "@/lib/table-order";
import type { ServiceGraph } from "@/model/service-graph";
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
import { EdgeEnds, EdgePick, SortHead } from "./EdgeCells";
import { EdgeTable } from "./EdgeTable";
import { edgeKey } from "./graph-scene";
import type { ServerCount } from "./server-counts";

export interface CallsTableProps {
  readonly graph: ServiceGraph;
  readonly rows: readonly CallRow[];
  /** The JSON of the keys of the edge that is looked at. */
  readonly picked: string | undefined;
  readonly onPick: (pick: readonly string[]) => void;
  /** As `readOrder` reads it. */
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
}

/** The edges of a graph as rows. */
export const CallsTable = memo(function CallsTable(props: CallsTableProps) {
  const { graph, rows, picked, onPick, sort, onSort } = props;
  const { graph: graphWords, graphDiff } = useMessages();
  const words = { ...graphWords.table, server: graphDiff.server.column };
  const order = useMemo(() => readOrder(sort, besideServerColumns, defaultOrder), [sort]);
  const sorted = useMemo(() => orderCalls(rows, order), [rows, order]);
  const sortBy = (column: CallColumn) => {
    const next =
      order.column === column ? { column, descending: !order.descending } : firstOrder(column);
    onSort(writeOrder(next, defaultOrder));
  };
  const hasServer = rows.some(({ server }) => server !== undefined);
  return (
    <EdgeTable
      name={words.name}
      rows={sorted}
      columns={hasServer ? styles.besideServer : styles.calls}
      head={
        <tr>
          {(hasServer ? besideServerColumns : callColumns).map((column) => (
            <SortHead
              key={column}
              column={column}
              order={order}
              label={words[column]}
              isFigure={column !== "caller" && column !== "callee"}
              onSort={sortBy}
            />
          ))}
        </tr>
      }
    >
      {(row) => {
        // Of a pair that only the server has there is nothing more to see.
        const key = JSON.stringify(
          row.edge.from < 0 ? [row.caller, row.callee] : edgeKey(graph, row.edge),
        );
        return (
          <CallLine
            key={key}
            row={row}
            graph={graph}
            hasServer={hasServer}
            isPicked={key === picked}
            onPick={onPick}
          />
        );
      }}
    </EdgeTable>
  );
});

const CallLine = memo(function CallLine(props: {
  readonly row: CallRow;
  readonly graph: ServiceGraph;
  readonly hasServer: boolean;
  readonly isPicked: boolean;
  readonly onPick: (pick: readonly string[]) => void;
}) {
  const { row, graph, hasServer, isPicked, onPick } = props;
  const { graph: graphWords, graphDiff } = useMessages();
  const words = graphWords.table;
  const formats = useFormats();
  const { edge } = row;
  const keys = edge.from < 0 ? undefined : edgeKey(graph, edge);
  const n = formats.number(edge.calls);
  const isFailed = (edge.errors ?? 0) > 0;
  return (
    <tr
      data-picked={isPicked || undefined}
      data-plain={keys === undefined || undefined}
      onClick={keys && (() => onPick(keys))}
    >
      <EdgeEnds row={row} note={keys === undefined ? graphDiff.server.only : undefined} />
      <td className={styles.figure}>
        {keys === undefined ? (
          n
        ) : (
          <EdgePick keys={keys} onPick={onPick}>
            {n}
          </EdgePick>
        )}
      </td>
      {hasServer && <ServerCell count={row.server} />}
      <td className={isFailed ? `${styles.figure} ${styles.failed}` : styles.figure}>
        {edge.errors === undefined ? "–" : formats.number(edge.errors)}
      </td>
      {(["p50", "p95", "max"] as const).map((column) => {
        const value = figureOf(edge, column);
        return (
          <td key={column} className={styles.figure} title={words.percentile(words[column], n)}>
            {value === undefined ? "–" : formats.duration(value)}
          </td>
        );
      })}
    </tr>
  );
});

/** A server's own count; a sign says where it is another than that counted here. */
function ServerCell({ count }: { readonly count: ServerCount | undefined }) {
  const words = useMessages().graphDiff.server;
  const { number } = useFormats();
  const differs = count !== undefined && count.calls !== count.counted;
  const said =
    count && (differs ? words.differs(number(count.counted), number(count.calls)) : words.equal);
  return (
    <td className={styles.figure} title={said}>
      {differs && (
        <span className={styles.differs} role="img" aria-label={said}>
          ≠
        </span>
      )}
      {count === undefined ? "–" : number(count.calls)}
    </td>
  );
}
