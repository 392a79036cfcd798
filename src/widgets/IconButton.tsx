import type { ComponentProps, ReactNode } from "react";
import styles from "./IconButton.module.css";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "title"> {
  /** The button's name, also shown as its tooltip. */
  readonly label: string;
  /** Decoration: an SVG that draws in `currentColor`. */
  readonly icon: ReactNode;
  readonly size?: "m" | "s";
}

/** A square button with a picture in place of words. */
export function IconButton({ label, icon, size = "m", className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={[styles.button, styles[size], className].filter(Boolean).join(" ")}
    >
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
    </button>
  );
}
