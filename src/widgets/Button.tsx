import { useId, type ComponentProps, type MouseEvent } from "react";
import styles from "./Button.module.css";

export interface ButtonProps extends ComponentProps<"button"> {
  /** One primary button per form; quiet ones have no frame until they are pointed at. */
  readonly variant?: "primary" | "secondary" | "quiet";
  readonly size?: "m" | "s";
  /**
   * Why the button cannot be used now. It then stays in the tab order, so that the reason can be
   * found by keyboard and screen reader, and does nothing.
   */
  readonly unavailable?: string | undefined;
}

/** A button with words on it. */
export function Button(props: ButtonProps) {
  const { variant = "secondary", size = "m", unavailable, className, children, ...rest } = props;
  const reasonId = useId();
  const blocked = unavailable !== undefined;
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else rest.onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, styles[variant], styles[size], className]
        .filter(Boolean)
        .join(" ")}
      aria-disabled={blocked || undefined}
      aria-describedby={blocked ? reasonId : rest["aria-describedby"]}
      title={blocked ? unavailable : rest.title}
      onClick={onClick}
    >
      {children}
      {blocked && (
        <span id={reasonId} hidden>
          {unavailable}
        </span>
      )}
    </button>
  );
}
