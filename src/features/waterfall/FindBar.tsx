import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useStore } from "zustand";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { IconButton } from "@/widgets/IconButton";
import { runFind } from "./find-runner";
import { NextIcon, PreviousIcon } from "./icons";
import { stepMatch, type Timeline } from "./timeline-commands";
import styles from "./FindBar.module.css";

export interface FindBarProps {
  readonly timeline: Timeline;
  /** The text that the page was opened with, or has gone back to. */
  readonly initialText: string;
  /** The text has been changed; called at every change. */
  readonly onChange: (text: string) => void;
  /** Asked for the focus to go to the rows. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

const noTexts: ReadonlySet<string> = new Set();

/** "Find in trace": words, where in the matches one is, and the way to the others. */
export function FindBar({ timeline, initialText, onChange, onLeave, ref }: FindBarProps) {
  const words = useMessages().trace.find;
  const formats = useFormats();
  const find = useStore(timeline.view, (state) => state.find);
  const [text, setText] = useState(initialText);
  const [known, setKnown] = useState(initialText);
  // Texts on their way into the URL: they come back, maybe after more has been typed.
  const [sent, setSent] = useState<ReadonlySet<string>>(noTexts);
  // Only what a user types moves the view; a link may name a span to go to besides its text.
  const typed = useRef(false);

  if (known !== initialText) {
    setKnown(initialText);
    // Else the URL has changed by itself: back, forward, a link.
    if (!sent.has(initialText)) setText(initialText);
    if (initialText === text) setSent(noTexts);
  }
  useEffect(() => runFind(timeline, text, typed.current), [timeline, text]);

  const change = (next: string) => {
    typed.current = true;
    setText(next);
    setSent(new Set(sent).add(next));
    onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      stepMatch(timeline, event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (text === "") onLeave();
      else change("");
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      onLeave();
    }
  };
  const count = find.matches.length;
  const position = words.status(formats.number(find.current + 1), formats.number(count));
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
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text === "" && (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      )}
      <span role="status" className={styles.status} data-none={count === 0 || undefined}>
        {text.trim() === "" ? "" : find.searching ? words.searching : position}
      </span>
      <IconButton
        size="s"
        label={words.previous}
        icon={<PreviousIcon />}
        disabled={count === 0}
        onClick={() => stepMatch(timeline, -1)}
      />
      <IconButton
        size="s"
        label={words.next}
        icon={<NextIcon />}
        disabled={count === 0}
        onClick={() => stepMatch(timeline, 1)}
      />
    </div>
  );
}
