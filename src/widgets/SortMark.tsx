import styles from "./SortMark.module.css";

/** Beside the head of the column that a table is put in order by: which way. `aria-sort` says it. */
export function SortMark({ descending }: { readonly descending: boolean }) {
  return (
    <span className={styles.mark} aria-hidden="true">
      {descending ? "▼" : "▲"}
    </span>
  );
}
