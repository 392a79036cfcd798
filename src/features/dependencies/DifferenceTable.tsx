import { memo, useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Catalogue } from "@/i18n/catalogue";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { SortMark } from "@/widgets/SortMark";
import type { CallRow } from "./calls-order";
import styles from "./CallsTable.module.css";
import type { CallsTableProps } from "./CallsTable";
import { ChangeMark } from "./ChangeSign";
import {
  changesOf,
  differenceFigures,
  differenceOf,
  orderDifferences,
  usualDifferenceOrder,
  type DifferenceColumn,
  type DifferenceFigure,
} from "./difference-rows";
import { edgeKey } from "./graph-scene";
import { signed } from "./signed";
import { useShownRows } from "./use-shown-rows";

const sides = ["a", "b", "delta"] as const;

type Words = Catalogue["graphDiff"];

/** The edges of a graph that compares two, with what each has and the difference. */
export const DifferenceTable = memo(function DifferenceTable(
  props: CallsTableProps & {
    /** False for counts of servers, which have neither errors nor latencies. */
    readonly hasFigures: boolean;
  },
) {
  const { graph, rows, picked, onPick, hasFigures } = props;
  const { graphDiff, graph: graphWords } = useMessages();
  const words = graphDiff.table;
  const formats = useFormats();
  const [order, setOrder] = useState(usualDifferenceOrder);
  const sorted = useMemo(() => orderDifferences(rows, order), [rows, order]);
  const { shown, count, more, showMore, onScroll } = useShownRows(sorted);
  const figures: readonly DifferenceFigure[] = hasFigures ? differenceFigures : ["calls"];
  const head = (column: DifferenceColumn, label: string, name?: string) => (
    <th
      key={column}
      scope="col"
      className={column.includes(".") ? styles.figure : undefined}
      aria-sort={order.column !== column ? "none" : order.descending ? "descending" : "ascending"}
    >
      <button
        type="button"
        className={styles.sort}
        aria-label={name}
        onClick={() =>
          setOrder({
            column,
            descending: order.column === column ? !order.descending : column.includes("."),
          })
        }
      >
        {label}
        {order.column === column && <SortMark descending={order.descending} />}
      </button>
    </th>
  );
  return (
    <div className={styles.scroll} tabIndex={-1} onScroll={onScroll}>
      <table className={styles.table} aria-label={words.name} data-compares="">
        <thead>
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
        </thead>
        <tbody>
          {shown.map((row) => {
            const keys = edgeKey(graph, row.edge);
            const key = JSON.stringify(keys);
            const { relation } = row.edge;
            return (
              <tr key={key} data-picked={key === picked || undefined} onClick={() => onPick(keys)}>
                <th scope="row" className={styles.name} title={shortText(row.caller)}>
                  <ServiceMark service={row.callerService} />
                  <bdi>{shortText(row.caller)}</bdi>
                </th>
                <td className={styles.name} title={shortText(row.callee)}>
                  {row.calleeService !== undefined && <ServiceMark service={row.calleeService} />}
                  <bdi>{shortText(row.callee)}</bdi>
                  {relation !== "call" && (
                    <span className={styles.relation}>{graphWords.table.relation[relation]}</span>
                  )}
                </td>
                <td className={styles.change}>
                  <button
                    type="button"
                    className={styles.pick}
                    title={words.showEdge}
                    onClick={(event) => {
                      event.stopPropagation();
                      onPick(keys);
                    }}
                  >
                    <Changes row={row} words={graphDiff} />
                  </button>
                </td>
                {figures.map((figure) => {
                  const difference = differenceOf(row, figure);
                  const format = figure === "p95" ? formats.duration : formats.number;
                  return sides.map((side) => {
                    const value = difference[side];
                    return (
                      <td key={`${figure}.${side}`} className={styles.figure} data-side={side}>
                        {value === undefined
                          ? "–"
                          : side === "delta"
                            ? signed(value, format)
                            : format(value)}
                      </td>
                    );
                  });
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.note}>{graphWords.table.none}</p>}
      {more > 0 && (
        <p className={styles.note}>
          {graphWords.table.shown(formats.number(count), formats.number(sorted.length))}
          <Button size="s" onClick={showMore}>
            {graphWords.table.more(formats.number(more))}
          </Button>
        </p>
      )}
    </div>
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
