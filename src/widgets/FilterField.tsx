import { useId, type KeyboardEvent } from "react";
import styles from "./FilterField.module.css";

interface FilterFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** What may be typed. */
  readonly help?: string | undefined;
  /** What has come of it: "3 of 40 spans". */
  readonly status: string;
  /** Why it is not taken as it was meant. */
  readonly fault?: string | undefined;
}

/** A field that chooses among many, and what it has found beside it. Escape empties it. */
export function FilterField({ label, text, onChange, help, status, fault }: FilterFieldProps) {
  const faultId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || text === "") return;
    event.preventDefault();
    event.stopPropagation();
    onChange("");
  };
  return (
    <span className={styles.field}>
      <input
        type="text"
        className={styles.input}
        aria-label={label}
        aria-describedby={fault === undefined ? undefined : faultId}
        placeholder={label}
        title={help}
        spellCheck={false}
        autoComplete="off"
        data-fault={fault === undefined ? undefined : true}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span role="status" className={styles.status}>
        {status}
      </span>
      {fault !== undefined && (
        <span id={faultId} className={styles.fault}>
          {fault}
        </span>
      )}
    </span>
  );
}
