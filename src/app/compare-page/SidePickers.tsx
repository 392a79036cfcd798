import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { extractTraceId } from "@/lib/ids";
import { Button } from "@/widgets/Button";
import { Field, TextInput } from "@/widgets/Field";
import { sourceParam, useSourceKind } from "../source-param";
import { SideMenu } from "./SideMenu";
import styles from "./SidePickers.module.css";
import type { ComparedTrace, Sides } from "./use-sides";

export interface SidePickersProps {
  readonly sides: Sides;
  readonly cohort: readonly string[];
  readonly onChoose: (sides: Sides) => void;
}

/** Which traces are compared: a field for each, and the way to exchange them. */
export function SidePickers({ sides, cohort, onChoose }: SidePickersProps) {
  const { app, compare } = useMessages();
  const { compare: words } = app;
  const { a, b } = sides;
  return (
    <div className={styles.head}>
      <h1>{words.title}</h1>
      <div className={styles.sides}>
        <Side
          label={words.traceA}
          open={words.openA}
          choose={compare.choices.chooseA}
          trace={a}
          other={b.traceId}
          cohort={cohort}
          isAsked={a.traceId === "" && b.traceId !== ""}
          onChoose={(chosen) => onChoose({ a: chosen, b })}
        />
        <Button className={styles.swap} onClick={() => onChoose({ a: b, b: a })}>
          {words.swap}
        </Button>
        <Side
          label={words.traceB}
          open={words.openB}
          choose={compare.choices.chooseB}
          trace={b}
          other={a.traceId}
          cohort={cohort}
          isAsked={b.traceId === "" && a.traceId !== ""}
          onChoose={(chosen) => onChoose({ a, b: chosen })}
        />
      </div>
    </div>
  );
}

interface SideProps {
  readonly label: string;
  readonly open: string;
  /** Name of the button that opens what can be chosen. */
  readonly choose: string;
  readonly trace: ComparedTrace;
  readonly other: string;
  readonly cohort: readonly string[];
  /** The one thing that is missing: whoever comes here came to fill it in. */
  readonly isAsked: boolean;
  readonly onChoose: (chosen: ComparedTrace) => void;
}

function Side({ label, open, choose, trace, other, cohort, isAsked, onChoose }: SideProps) {
  const { compare: words, traceIdBox, source: sourceWords } = useMessages().app;
  const { choices } = useMessages().compare;
  const { traceId, source } = trace;
  const page = useSourceKind();
  // What is typed belongs to the trace that stands there; another trace brings its own text.
  const [draft, setDraft] = useState<{ readonly over: string; readonly text: string }>();
  const [refused, setRefused] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAsked) input.current?.focus();
  }, [isAsked]);
  const text = draft?.over === traceId ? draft.text : traceId;
  const error = refused !== undefined && refused === text ? traceIdBox.invalid : undefined;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setDraft(undefined);
    if (event.key !== "Enter") return;
    // A side may be left empty.
    const chosen = text.trim() === "" ? "" : extractTraceId(text)?.traceId;
    if (chosen === undefined) setRefused(text);
    else {
      setDraft(undefined);
      onChoose({ traceId: chosen, source });
    }
  };
  return (
    <div className={styles.side}>
      <Field label={label} error={error}>
        {(control) => (
          <TextInput
            {...control}
            ref={input}
            value={text}
            placeholder={traceIdBox.placeholder}
            title={words.enterHint}
            onChange={(event) => setDraft({ over: traceId, text: event.currentTarget.value })}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      <span className={styles.ways}>
        <SideMenu label={choose} own={trace} other={other} cohort={cohort} onChoose={onChoose} />
        {traceId === "" ? (
          <span className={styles.none}>{words.missing}</span>
        ) : (
          <Link to="/trace/$traceId" params={{ traceId }} search={sourceParam(source)}>
            {open}
          </Link>
        )}
        {source !== page && (
          <span className={styles.none}>
            {choices.from(
              { jaeger: sourceWords.jaeger, demo: sourceWords.demo, files: sourceWords.noFiles }[
                source
              ],
            )}
          </span>
        )}
      </span>
    </div>
  );
}
