import { useEffect, useId, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useStore } from "zustand";
import type { SpanMatches, TraceHandle } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { useMatches } from "@/queries/analysis";
import { IconButton } from "@/widgets/IconButton";
import { NextIcon, PreviousIcon } from "./icons";
import { showMatches } from "./show-matches";
import { goToMatch, stepMatch, type Timeline } from "./timeline-commands";
import styles from "./FindBar.module.css";

export interface FindBarProps {
  readonly timeline: Timeline;
  /** Of the trace that the timeline shows. */
  readonly handle: TraceHandle;
  /** The text that the page was opened with, or has gone back to. */
  readonly initialText: string;
  /** The text has been changed; called at every change. */
  readonly onChange: (text: string) => void;
  /** Asked for the focus to go to the rows. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

const noTexts: ReadonlySet<string> = new Set();

/** "Find in trace": words or a query, where in the matches one is, and the way to the others. */
export function FindBar({ timeline, handle, initialText, onChange, onLeave, ref }: FindBarProps) {
  const words = useMessages().trace.find;
  const formats = useFormats();
  const find = useStore(timeline.view, (state) => state.find);
  const [text, setText] = useState(initialText);
  const [known, setKnown] = useState(initialText);
  // Texts on their way into the URL: they come back, maybe after more has been typed.
  const [sent, setSent] = useState<ReadonlySet<string>>(noTexts);
  // Only what a user types moves the view, once; a link may name a span to go to besides its text.
  const typed = useRef(false);
  const { data, problem } = useMatches(handle, text);
  const faultId = useId();

  if (known !== initialText) {
    setKnown(initialText);
    // Else the URL has changed by itself: back, forward, a link.
    if (!sent.has(initialText)) setText(initialText);
    if (initialText === text) setSent(noTexts);
  }
  const found = problem ? nothing : data;
  useEffect(() => {
    const { current } = showMatches(timeline, text, found);
    if (!found || current < 0 || !typed.current) return;
    typed.current = false;
    goToMatch(timeline, current);
  }, [timeline, text, found]);

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
  const fault = data?.problem;
  return (
    <div className={styles.bar}>
      <input
        ref={ref}
        type="text"
        className={styles.input}
        aria-label={words.label}
        aria-describedby={fault ? faultId : undefined}
        placeholder={words.label}
        title={words.help}
        spellCheck={false}
        autoComplete="off"
        data-fault={fault ? true : undefined}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text === "" && (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      )}
      {fault && (
        <div id={faultId} className={styles.fault}>
          <p>{words.fault(words.faults[fault.code](fault.detail), fault.from + 1)}</p>
          <Marked text={text} from={fault.from} to={fault.to} />
        </div>
      )}
      <span role="status" className={styles.status} data-none={count === 0 || undefined}>
        {text.trim() === "" ? "" : find.searching && find.current < 0 ? words.searching : position}
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

const nothing: Pick<SpanMatches, "rows" | "isWhole"> = { rows: new Uint32Array(0), isWhole: true };

/** Around the fault, so that a long text shows it. */
const charactersAround = 24;

/** A text with the part that could not be read marked; the end of the text, where that is missing. */
function Marked({ text, from, to }: { text: string; from: number; to: number }) {
  const start = Math.max(0, from - charactersAround);
  return (
    <code aria-hidden="true" className={styles.marked}>
      {start > 0 && "…"}
      {text.slice(start, from)}
      <mark>{text.slice(from, Math.min(to, from + charactersAround)) || "\u00a0"}</mark>
      {text.slice(to, to + charactersAround)}
    </code>
  );
}
