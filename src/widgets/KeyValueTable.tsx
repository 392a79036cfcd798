import type { ReactNode } from "react";
import { breakable } from "./breakable";
import styles from "./KeyValueTable.module.css";

interface KeyValueTableProps {
  /** The table's name. */
  readonly label: string;
  /** Names of the columns, for those who hear the table. */
  readonly keyLabel: string;
  readonly valueLabel: string;
  /** Leaves more room to the values: for keys that are known to be short. */
  readonly shortKeys?: boolean;
  readonly children: ReactNode;
}

/** A table of keys and values that stacks them where it is narrow. Holds `KeyValueRow`s. */
export function KeyValueTable(props: KeyValueTableProps) {
  const { label, keyLabel, valueLabel, shortKeys = false, children } = props;
  return (
    <table
      className={shortKeys ? `${styles.table} ${styles.narrow}` : styles.table}
      aria-label={label}
    >
      <colgroup>
        <col className={styles.keys} />
        <col />
      </colgroup>
      <thead className={styles.head}>
        <tr>
          <th scope="col">{keyLabel}</th>
          <th scope="col">{valueLabel}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface KeyValueRowProps {
  readonly name: ReactNode;
  /** A remark under the name. */
  readonly note?: string | undefined;
  readonly children: ReactNode;
  /** Controls for the value; quiet until the row is pointed at or holds the focus. */
  readonly actions?: ReactNode;
}

/** One key with its value. */
export function KeyValueRow({ name, note, children, actions }: KeyValueRowProps) {
  return (
    <tr className={styles.row}>
      <th scope="row" className={styles.key}>
        <bdi>{typeof name === "string" ? breakable(name) : name}</bdi>
        {note !== undefined && <span className={styles.note}> {note}</span>}
      </th>
      <td className={styles.cell}>
        <div className={styles.content}>
          <div className={styles.value}>{children}</div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </div>
      </td>
    </tr>
  );
}

/** The heading of the rows that follow it. */
export function KeyValueGroup({ name }: { readonly name: string }) {
  return (
    <tr className={styles.group}>
      <th scope="colgroup" colSpan={2}>
        {name}
      </th>
    </tr>
  );
}
