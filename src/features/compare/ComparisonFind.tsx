import { useEffect, useState, type KeyboardEvent, type Ref } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { IconButton } from "@/widgets/IconButton";
import styles from "./ComparisonFind.module.css";

export interface ComparisonFindProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** How many rows match. */
  readonly count: number;
  /** Place of the match one is at among them, or -1. */
  readonly current: number;
  readonly isSearching: boolean;
  readonly onStep: (by: 1 | -1) => void;
  /** Asked for the focus to go to the rows. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** How long one has to have stopped typing for the search to begin, in milliseconds. */
const pauseMs = 150;

/** "Find in trace", in both traces at once: as the timeline's. */
export function ComparisonFind(props: ComparisonFindProps) {
  const { text, onText, count, current, isSearching, onStep, onLeave, ref } = props;
  const words = useMessages().trace.find;
  const formats = useFormats();
  const [draft, setDraft] = useState(text);
  useEffect(() => {
    if (draft === text) return undefined;
    const timer = setTimeout(() => onText(draft), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, text, onText]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      if (draft === text) onStep(event.shiftKey ? -1 : 1);
      else onText(draft);
    } else if (event.key === "Escape") {
      if (draft === "") onLeave();
      setDraft("");
    } else if (event.key === "ArrowDown") onLeave();
    else return;
    event.preventDefault();
  };
  const status =
    draft.trim() === ""
      ? ""
      : isSearching
        ? words.searching
        : words.status(formats.number(current + 1), formats.number(count));
  return (
    <div className={styles.bar}>
      <input
        ref={ref}
        type="text"
        className={styles.input}
        aria-label={words.label}
        placeholder={words.label}
        title={words.help}
        spellCheck={false}
        autoComplete="off"
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {draft === "" && (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      )}
      <span role="status" className={styles.status} data-none={count === 0 || undefined}>
        {status}
      </span>
      {draft.trim() !== "" && (
        <>
          <IconButton
            size="s"
            label={words.previous}
            disabled={count === 0}
            onClick={() => onStep(-1)}
            icon={
              <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.icon}>
                <path d="m4 10 4-4 4 4" />
              </svg>
            }
          />
          <IconButton
            size="s"
            label={words.next}
            disabled={count === 0}
            onClick={() => onStep(1)}
            icon={
              <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.icon}>
                <path d="m4 6 4 4 4-4" />
              </svg>
            }
          />
        </>
      )}
    </div>
  );
}
