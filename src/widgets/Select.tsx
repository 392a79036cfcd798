import type { ComponentProps } from "react";
import styles from "./Select.module.css";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> extends Omit<
  ComponentProps<"select">,
  "value" | "onChange" | "children"
> {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onValueChange: (value: Value) => void;
}

/** A choice of a few: the browser's own list, in the look of all controls. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, options, onValueChange, className, ...rest } = props;
  return (
    <select
      {...rest}
      className={[styles.select, className].filter(Boolean).join(" ")}
      value={value}
      onChange={(event) => {
        const chosen = options[event.currentTarget.selectedIndex];
        if (chosen) onValueChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
