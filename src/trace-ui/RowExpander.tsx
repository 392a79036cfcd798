import styles from "./RowExpander.module.css";

export interface RowExpanderProps {
  /** What pressing it does. */
  readonly label: string;
  readonly collapsed: boolean;
}

/**
 * The button at the head of a row of a tree; the tree grid listens for presses on `data-expander`,
 * and its keys do the same, so that Tab passes it by.
 */
export function RowExpander({ label, collapsed }: RowExpanderProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.expander}
      data-expander=""
      aria-label={label}
    >
      <ExpanderMark collapsed={collapsed} />
    </button>
  );
}

/** What an expander shows: whether the rows below are there. */
export const ExpanderMark = ({ collapsed }: { readonly collapsed: boolean }) => (
  <svg
    viewBox="0 0 12 12"
    className={styles.mark}
    aria-hidden="true"
    data-collapsed={collapsed || undefined}
  >
    <path d="M3 4.5 6 7.5 9 4.5" />
  </svg>
);

/** The room of the button, in a row without anything below it. */
export const RowLeaf = () => <span className={styles.leaf} />;
