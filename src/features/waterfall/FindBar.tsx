import {
  Suspense,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from "react";
import { useStore } from "zustand";
import type { SpanMatches, TraceHandle } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { useMatches } from "@/queries/analysis";
import { FindSteps } from "@/trace-ui/FindSteps";
import { lazyComponent } from "@/widgets/lazy-component";
import { useUrlText } from "@/widgets/use-url-text";
import type { CompletionKeys } from "./FindCompletions";
import { showMatches } from "./show-matches";
import { stepMatch, type Timeline } from "./timeline-commands";
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

const { Component: FindCompletions, preload: load } = lazyComponent(
  async () => (await import("./FindCompletions")).FindCompletions,
);
const preload = () => void load().catch(() => undefined);

/** "Find in trace": words or a query, where in the matches one is, and the way to the others. */
export function FindBar({ timeline, handle, initialText, onChange, onLeave, ref }: FindBarProps) {
  const words = useMessages().trace.find;
  const formats = useFormats();
  const find = useStore(timeline.view, (state) => state.find);
  const [text, setText] = useUrlText(initialText, onChange);
  // Only what a user types moves the view, once; a link may name a span to go to besides its text.
  const typed = useRef(false);
  const { data, problem } = useMatches(handle, text);
  const faultId = useId();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => input.current);
  const completions = useRef<CompletionKeys>(null);
  /** Where the caret is while ways to go on are shown; undefined while none are wanted. */
  const [caret, setCaret] = useState<number>();
  const [active, setActive] = useState<string>();
  const nextCaret = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (nextCaret.current === undefined) return;
    input.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = undefined;
  });
  const closeList = useCallback(() => setCaret(undefined), []);

  const found = problem ? nothing : data;
  useEffect(() => {
    const { current } = showMatches(timeline, text, found);
    if (!found || current < 0 || !typed.current) return;
    typed.current = false;
    stepMatch(timeline, 1, current - 1);
  }, [timeline, text, found]);

  const change = (next: string) => {
    typed.current = true;
    setText(next);
  };
  const caretNow = () => input.current?.selectionStart ?? text.length;
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.ctrlKey && event.key === " ") {
      event.preventDefault();
      setCaret(caretNow());
    } else if (isPlain && completions.current?.press(event.key)) {
      event.preventDefault();
    } else if (event.key === "Enter") {
      closeList();
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
        ref={input}
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
        aria-autocomplete="list"
        aria-controls={active === undefined ? undefined : listId}
        aria-activedescendant={active || undefined}
        onChange={(event) => {
          change(event.target.value);
          setCaret(event.target.value === "" ? undefined : caretNow());
        }}
        onSelect={() => setCaret((now) => (now === undefined ? undefined : caretNow()))}
        onKeyDown={onKeyDown}
        onFocus={preload}
        onBlur={closeList}
      />
      {text === "" && (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      )}
      <div className={styles.below}>
        {caret !== undefined && (
          <Suspense fallback={null}>
            <FindCompletions
              ref={completions}
              handle={handle}
              text={text}
              caret={Math.min(caret, text.length)}
              id={listId}
              onActive={setActive}
              onClose={closeList}
              onAccept={(next, at, more) => {
                change(next);
                nextCaret.current = at;
                setCaret(more ? at : undefined);
              }}
            />
          </Suspense>
        )}
        {fault && (
          <div id={faultId} className={styles.fault}>
            <p>{words.fault(words.faults[fault.code](fault.detail), fault.from + 1)}</p>
            <Marked text={text} from={fault.from} to={fault.to} />
          </div>
        )}
      </div>
      <FindSteps
        status={
          text.trim() === "" ? "" : find.searching && find.current < 0 ? words.searching : position
        }
        count={count}
        onStep={(by) => stepMatch(timeline, by)}
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
