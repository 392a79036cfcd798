import type { ComponentProps } from "react";
import styles from "./Checkbox.module.css";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "onChange"> {
  /** The name, where no visible label is tied to the box. */
  readonly label: string;
  readonly onCheckedChange: (checked: boolean) => void;
}

/** A box to tick whose name is not shown beside it. The target is larger than the box. */
export function Checkbox({ label, onCheckedChange, className, ...rest }: CheckboxProps) {
  return (
    <span className={[styles.target, className].filter(Boolean).join(" ")}>
      <input
        {...rest}
        type="checkbox"
        className={styles.box}
        aria-label={label}
        onChange={(event) => onCheckedChange(event.currentTarget.checked)}
      />
    </span>
  );
}
