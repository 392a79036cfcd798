import { memo, useMemo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Catalogue } from "@/i18n/catalogue";
import { readOrder, writeOrder } from "@/lib/table-order";
import type { ServiceGraph } from "@/model/service-graph";
import type { CallRow } from "./calls-order";
import styles from "./CallsTable.module.css";
import type { CallsTableProps } from "./CallsTable";
import { ChangeMark } from "./ChangeSign";
import {
  changesOf,
  differenceColumns,
  differenceFigures,
  differenceOf,
  orderDifferences,
  usualDifferenceOrder,
  type DifferenceColumn,
  type DifferenceFigure,
} from "./difference-rows";
import { EdgeEnds, EdgePick, SortHead } from "./EdgeCells";
import { EdgeTable } from "./EdgeTable";
import { edgeKey } from "./graph-scene";
import { signed } from "./signed";

const sides = ["a", "b", "delta"] as const;
const callsAlone = ["calls"] as const;

type Words = Catalogue["graphDiff"];

/** The edges of a graph that compares two, with what each has and the difference. */
export const DifferenceTable = memo(function DifferenceTable(
  props: CallsTableProps & {
    /** False for counts of servers, which have neither errors nor latencies. */
    readonly hasFigures: boolean;
  },
) {
  const { graph, rows, picked, onPick, sort, onSort, hasFigures } = props;
  const { graphDiff } = useMessages();
  const words = graphDiff.table;
  const order = useMemo(() => readOrder(sort, differenceColumns, usualDifferenceOrder), [sort]);
  const sorted = useMemo(() => orderDifferences(rows, order), [rows, order]);
  const letters = useMemo(() => {
    let most = words.change.length;
    for (const row of rows) most = Math.max(most, changeText(row, graphDiff).length);
    return most;
  }, [rows, words, graphDiff]);
  const figures = hasFigures ? differenceFigures : callsAlone;
  const sortBy = (column: DifferenceColumn) => {
    const descending = order.column === column ? !order.descending : column.includes(".");
    onSort(writeOrder({ column, descending }, usualDifferenceOrder));
  };
  const head = (column: DifferenceColumn, label: string, name?: string) => (
    <SortHead
      key={column}
      column={column}
      order={order}
      label={label}
      name={name}
      isFigure={column.includes(".")}
      onSort={sortBy}
    />
  );
  return (
    <EdgeTable
      name={words.name}
      rows={sorted}
      columns={hasFigures ? styles.differences : styles.callDifferences}
      letters={letters}
      head={
        <>
          <tr className={styles.groups}>
            <th scope="colgroup" colSpan={3}>
              {words.edge}
            </th>
            {figures.map((figure) => (
              <th key={figure} scope="colgroup" colSpan={3}>
                {words[figure]}
              </th>
            ))}
          </tr>
          <tr>
            {head("caller", words.caller)}
            {head("callee", words.callee)}
            {head("change", words.change)}
            {figures.map((figure) =>
              sides.map((side) =>
                head(`${figure}.${side}`, words[side], words.figure(words[figure], words[side])),
              ),
            )}
          </tr>
        </>
      }
    >
      {(row) => {
        const key = JSON.stringify(edgeKey(graph, row.edge));
        return (
          <DifferenceLine
            key={key}
            row={row}
            graph={graph}
            figures={figures}
            isPicked={key === picked}
            onPick={onPick}
          />
        );
      }}
    </EdgeTable>
  );
});

const DifferenceLine = memo(function DifferenceLine(props: {
  readonly row: CallRow;
  readonly graph: ServiceGraph;
  readonly figures: readonly DifferenceFigure[];
  readonly isPicked: boolean;
  readonly onPick: (pick: readonly string[]) => void;
}) {
  const { row, graph, figures, isPicked, onPick } = props;
  const { graphDiff } = useMessages();
  const formats = useFormats();
  const keys = edgeKey(graph, row.edge);
  return (
    <tr data-picked={isPicked || undefined} onClick={() => onPick(keys)}>
      <EdgeEnds row={row} />
      <td>
        <EdgePick keys={keys} onPick={onPick}>
          <Changes row={row} words={graphDiff} />
        </EdgePick>
      </td>
      {figures.map((figure) => {
        const difference = differenceOf(row, figure);
        const format = figure === "p95" ? formats.duration : formats.number;
        return sides.map((side) => {
          const value = difference[side];
          return (
            <td key={`${figure}.${side}`} className={styles.figure} data-side={side}>
              {value === undefined ? "–" : side === "delta" ? signed(value, format) : format(value)}
            </td>
          );
        });
      })}
    </tr>
  );
});

/** How an edge changed, as shapes with words. */
function Changes({ row, words }: { readonly row: CallRow; readonly words: Words }) {
  const changes = changesOf(row);
  const first = changes[0]?.[1];
  if (first === undefined) return <>{words.change.same}</>;
  if (first === "new" || first === "gone") {
    return (
      <>
        <ChangeMark change={first} /> {words.change[first]}
      </>
    );
  }
  return (
    <>
      {changes.map(
        ([figure, change], at) =>
          (change === "up" || change === "down") && (
            <span key={figure}>
              {at > 0 && ", "}
              <ChangeMark change={change} /> {words.table.changed[figure][change]}
            </span>
          ),
      )}
    </>
  );
}

/** The same as a text: only to tell how much room there has to be for it. */
function changeText(row: CallRow, { change, table }: Words): string {
  const texts = changesOf(row).map(([figure, one]) =>
    one === "up" || one === "down" ? table.changed[figure][one] : change[one],
  );
  // What is new is that in each of its figures.
  return [...new Set(texts)].join(", ") || change.same;
}
