import { useEffect, useState } from "react";
import { copyText } from "./copy-text";
import styles from "./CopyButton.module.css";

const feedbackMs = 1600;

interface CopyButtonProps {
  /** What to copy; a function where making the text costs something. */
  readonly text: string | (() => string);
  /** The button's name, saying what it copies. */
  readonly label: string;
  readonly copiedLabel: string;
  readonly failedLabel: string;
  /** Shows the label beside the icon. */
  readonly withLabel?: boolean;
}

/** A button that copies a text, and says whether that worked. */
export function CopyButton(props: CopyButtonProps) {
  const { text, label, copiedLabel, failedLabel, withLabel = false } = props;
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return undefined;
    const timer = setTimeout(() => setState("idle"), feedbackMs);
    return () => clearTimeout(timer);
  }, [state]);

  const run = async () => {
    const done = await copyText(typeof text === "function" ? text() : text);
    setState(done ? "copied" : "failed");
  };
  const feedback = state === "copied" ? copiedLabel : failedLabel;

  return (
    <span className={styles.root}>
      <button
        type="button"
        className={styles.button}
        data-state={state}
        aria-label={label}
        title={state === "idle" ? label : feedback}
        onClick={() => void run()}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          {state === "copied" ? (
            <path d="M3 8.5 6.5 12 13 4.5" />
          ) : state === "failed" ? (
            <path d="M4 4l8 8M12 4l-8 8" />
          ) : (
            <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z" />
          )}
        </svg>
        {withLabel && <span>{label}</span>}
      </button>
      {state !== "idle" && (
        <span role="status" className={styles.offScreen}>
          {feedback}
        </span>
      )}
    </span>
  );
}
