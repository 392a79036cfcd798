import { useEffect, useId, useRef, type KeyboardEvent } from "react";
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

/** Where keys are typing, or belong to something that is open above the page. */
const elsewhere = "input, textarea, select, [contenteditable], [role=dialog], [role=menu]";

/**
 * A field that chooses among many, and what it has found beside it. The key "/" goes there, Escape
 * empties it.
 */
export function FilterField({ label, text, onChange, help, status, fault }: FilterFieldProps) {
  const faultId = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onSlash = (event: globalThis.KeyboardEvent) => {
      // The key of that place, where a layout has another sign on it.
      const isSlash = event.key === "/" || (event.code === "Slash" && !event.shiftKey);
      if (!isSlash || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(elsewhere)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    globalThis.addEventListener("keydown", onSlash);
    return () => globalThis.removeEventListener("keydown", onSlash);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || text === "") return;
    event.preventDefault();
    event.stopPropagation();
    onChange("");
  };
  return (
    <span className={styles.field}>
      <input
        ref={input}
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
