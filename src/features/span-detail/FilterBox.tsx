import type { KeyboardEvent } from "react";
import styles from "./SpanDetail.module.css";

interface FilterBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How many of how many are shown; "" when nothing is filtered. */
  readonly status: string;
}

/** A box that filters the list below it. */
export function FilterBox({ label, placeholder, value, onChange, status }: FilterBoxProps) {
  const clearOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || value === "") return;
    // The first Escape clears the filter; only the next one closes the panel.
    event.preventDefault();
    onChange("");
  };
  return (
    <div className={styles.filter}>
      <input
        type="text"
        className={styles.filterInput}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={clearOnEscape}
      />
      <span role="status" className={styles.filterCount}>
        {status}
      </span>
    </div>
  );
}
