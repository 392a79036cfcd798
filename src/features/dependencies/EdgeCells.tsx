import type { ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { TableOrder } from "@/lib/table-order";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { SortMark } from "@/widgets/SortMark";
import type { CallRow } from "./calls-order";
import styles from "./CallsTable.module.css";

interface SortHeadProps<Column extends string> {
  readonly column: Column;
  readonly order: TableOrder<Column>;
  readonly label: string;
  /** What it is called, where the label does not say it all. */
  readonly name?: string | undefined;
  readonly isFigure: boolean;
  readonly onSort: (column: Column) => void;
}

/** The head of a column, which puts the rows in order. */
export function SortHead<Column extends string>(props: SortHeadProps<Column>) {
  const { column, order, label, name, isFigure, onSort } = props;
  const isSorted = order.column === column;
  return (
    <th
      scope="col"
      className={isFigure ? styles.figure : undefined}
      aria-sort={!isSorted ? "none" : order.descending ? "descending" : "ascending"}
    >
      <button
        type="button"
        className={styles.sort}
        aria-label={name}
        onClick={() => onSort(column)}
      >
        {label}
        {isSorted && <SortMark descending={order.descending} />}
      </button>
    </th>
  );
}

interface EdgePickProps {
  readonly keys: readonly string[];
  readonly onPick: (pick: readonly string[]) => void;
  readonly children: ReactNode;
}

/** What shows an edge, for those who do not press its row. */
export function EdgePick({ keys, onPick, children }: EdgePickProps) {
  const { showEdge } = useMessages().graph.table;
  return (
    <button
      type="button"
      className={styles.pick}
      title={showEdge}
      onClick={(event) => {
        event.stopPropagation();
        onPick(keys);
      }}
    >
      {children}
    </button>
  );
}

/** The cells of caller and callee; `note` stands beside the callee. */
export function EdgeEnds({
  row,
  note,
}: {
  readonly row: CallRow;
  readonly note?: string | undefined;
}) {
  const { relation } = useMessages().graph.table;
  return (
    <>
      <th scope="row" className={styles.name} title={shortText(row.caller)}>
        <ServiceMark service={row.callerService} />
        <bdi>{shortText(row.caller)}</bdi>
      </th>
      <td className={styles.name} title={shortText(row.callee)}>
        {row.calleeService !== undefined && <ServiceMark service={row.calleeService} />}
        <bdi>{shortText(row.callee)}</bdi>
        {row.edge.relation !== "call" && <NameAside text={relation[row.edge.relation]} />}
        {note !== undefined && <NameAside text={note} />}
      </td>
    </>
  );
}

/** What is said of a name, after it: a word of its own also where it is read out or copied. */
function NameAside({ text }: { readonly text: string }) {
  return (
    <>
      {" "}
      <span className={styles.relation}>{text}</span>
    </>
  );
}
