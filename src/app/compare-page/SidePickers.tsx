import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { extractTraceId } from "@/lib/ids";
import { Button } from "@/widgets/Button";
import { Field, TextInput } from "@/widgets/Field";
import { useSourceParam } from "../source-param";
import { comparisonPath } from "../trace-path";
import styles from "./SidePickers.module.css";

/** Which traces are compared: a field for each, and the way to exchange them. */
export function SidePickers({ a, b }: { readonly a: string; readonly b: string }) {
  const { compare: words } = useMessages().app;
  const navigate = useNavigate();
  // Another pair has other rows; the rest of the URL, such as the cohort, stays.
  const choose = (first: string, second: string) =>
    void navigate({
      to: "/trace/$traceId",
      params: { traceId: comparisonPath(first, second) },
      search: ({ span: _span, collapsed: _collapsed, filter: _filter, ...rest }) => rest,
    });
  return (
    <div className={styles.head}>
      <h1>{words.title}</h1>
      <div className={styles.sides}>
        <Side
          label={words.traceA}
          open={words.openA}
          traceId={a}
          isAsked={a === "" && b !== ""}
          onChoose={(chosen) => choose(chosen, b)}
        />
        <Button className={styles.swap} onClick={() => choose(b, a)}>
          {words.swap}
        </Button>
        <Side
          label={words.traceB}
          open={words.openB}
          traceId={b}
          isAsked={b === "" && a !== ""}
          onChoose={(chosen) => choose(a, chosen)}
        />
      </div>
    </div>
  );
}

interface SideProps {
  readonly label: string;
  readonly open: string;
  readonly traceId: string;
  /** The one thing that is missing: whoever comes here came to fill it in. */
  readonly isAsked: boolean;
  readonly onChoose: (traceId: string) => void;
}

function Side({ label, open, traceId, isAsked, onChoose }: SideProps) {
  const { compare: words, traceIdBox } = useMessages().app;
  const source = useSourceParam();
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
      onChoose(chosen);
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
      {traceId === "" ? (
        <span className={styles.none}>{words.missing}</span>
      ) : (
        <Link to="/trace/$traceId" params={{ traceId }} search={source}>
          {open}
        </Link>
      )}
    </div>
  );
}
