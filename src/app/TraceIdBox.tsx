import { useNavigate } from "@tanstack/react-router";
import { useId, useState, type SyntheticEvent } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { extractTraceId } from "@/lib/ids";
import { TextInput } from "@/widgets/Field";
import { useSourceParam } from "./source-param";
import styles from "./TraceIdBox.module.css";

/** Opens a trace by whatever names it: an id, a traceparent header, a URL. */
export function TraceIdBox({ className }: { readonly className?: string | undefined }) {
  const { traceIdBox: words } = useFirstMessages().app;
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const navigate = useNavigate();
  const source = useSourceParam();
  const errorId = useId();

  const open = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === "") {
      setError(words.empty);
      return;
    }
    const found = extractTraceId(text);
    if (!found) {
      setError(words.invalid);
      return;
    }
    setError(undefined);
    setText("");
    void navigate({
      to: "/trace/$traceId",
      params: { traceId: found.traceId },
      search: { ...source, ...(found.spanId !== undefined && { span: found.spanId }) },
    });
  };
  return (
    <form className={[styles.form, className].filter(Boolean).join(" ")} onSubmit={open}>
      <TextInput
        className={styles.input}
        aria-label={words.label}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        placeholder={words.placeholder}
        enterKeyHint="go"
        autoCapitalize="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") setError(undefined);
        }}
        onBlur={() => setError(undefined)}
      />
      <p className={styles.error} id={errorId} aria-live="polite" hidden={error === undefined}>
        {error}
      </p>
    </form>
  );
}
