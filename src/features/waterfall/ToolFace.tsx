import type { ReactNode } from "react";
import styles from "./TimelineTools.module.css";

export interface ToolFaceProps {
  readonly icon: ReactNode;
  readonly words: string;
  /** So short that they are read as long as the window is not that of a phone. */
  readonly short?: boolean;
}

/** What is on a button of the tools: a picture, and its name where there is room for it. */
export function ToolFace({ icon, words, short = false }: ToolFaceProps) {
  return (
    <>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={short ? styles.shortWords : styles.words}>{words}</span>
    </>
  );
}
