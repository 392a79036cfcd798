import type { CSSProperties } from "react";
import { deepestIndent } from "./indent-base";
import styles from "./RowIndent.module.css";

/** The same where names have little room: as those who have the rows say in their style sheets. */
const deepestNarrowIndent = 8;

export interface RowIndentProps {
  /** Levels above the row. */
  readonly depth: number;
  /** The depth that is indented least: see `indentBase`. */
  readonly base: number;
  /** What a level is called, counted from 1. */
  readonly title: (level: number) => string;
}

/** Indentation of a row of a tree, with a line for each level; deep rows say theirs in figures. */
export function RowIndent({ depth, base, title }: RowIndentProps) {
  const levels = Math.max(0, Math.min(depth - base, deepestIndent));
  return (
    <>
      <span className={styles.indent} style={{ "--levels": levels } as CSSProperties} />
      {depth > deepestNarrowIndent && (
        <span
          className={styles.level}
          aria-hidden="true"
          title={title(depth + 1)}
          data-deep={depth > deepestIndent || undefined}
        >
          {depth + 1}
        </span>
      )}
    </>
  );
}
