import { useEffect, useImperativeHandle, useState, type MouseEvent, type Ref } from "react";
import { placeInQuery, type QueryPlace } from "@/derive/query-place";
import { formatQuery, formatValue } from "@/derive/span-query";
import type { QueryCompletion, TraceHandle } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { useCompletions } from "@/queries/completions";
import { visibleLine } from "@/widgets/visible-text";
import styles from "./FindBar.module.css";

export interface CompletionKeys {
  /** Does what a key means to the list; false where it means nothing to it. */
  press(key: string): boolean;
}

export interface FindCompletionsProps {
  readonly handle: TraceHandle;
  readonly text: string;
  readonly caret: number;
  /** Of the list, and the beginning of the ids of its options. */
  readonly id: string;
  /** Takes the place of the text; `more`: something is to follow. */
  readonly onAccept: (text: string, caret: number, more: boolean) => void;
  /** The option that Enter takes; "" for none; undefined while there is no list. */
  readonly onActive: (optionId: string | undefined) => void;
  readonly onClose: () => void;
  readonly ref: Ref<CompletionKeys>;
}

/** What stands in the query in place of what is being typed. */
function textOf({ kind, text }: QueryCompletion, { excludes }: QueryPlace): string {
  if (excludes) return `-${formatValue(text)}`;
  if (kind === "value") return formatValue(text);
  const compare = { type: "compare", key: "", operator: "=" } as const;
  if (kind === "service" || kind === "name") {
    return formatQuery({ ...compare, field: kind, value: text });
  }
  // A key without its value yet.
  if (kind === "field") return `${text}=`;
  return formatQuery({ ...compare, field: "attribute", key: text, value: "0" }).slice(0, -1);
}

/** The pointer takes an option without taking the focus from the text. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** How the query that is being typed may go on, from what the trace has. */
export function FindCompletions(props: FindCompletionsProps) {
  const { handle, text, caret, id, onAccept, onActive, onClose, ref } = props;
  const words = useMessages().rows.completions;
  const formats = useFormats();
  const place = placeInQuery(text, caret);
  const answer = useCompletions(handle, { key: place.key, typed: place.typed });
  const [active, setActive] = useState(-1);
  const [askedFor, setAskedFor] = useState(`${place.key}\n${place.typed}`);
  if (askedFor !== `${place.key}\n${place.typed}`) {
    setAskedFor(`${place.key}\n${place.typed}`);
    setActive(-1);
  }
  const typed = text.slice(place.from, place.to);
  const items = (answer?.items ?? []).filter(
    (item) =>
      (!place.excludes || item.kind === "key") &&
      (place.key !== undefined || place.typed !== "" || item.kind !== "name") &&
      textOf(item, place) !== typed,
  );
  const isOpen = items.length > 0;
  const optionId = (at: number) => `${id}-${at}`;
  const current = active < items.length ? active : -1;
  const activeId = !isOpen ? undefined : current < 0 ? "" : optionId(current);
  useEffect(() => {
    onActive(activeId);
    return () => onActive(undefined);
  }, [activeId, onActive]);

  const accept = (item: QueryCompletion) => {
    const taken = textOf(item, place);
    const end = place.from + taken.length;
    const more = taken.endsWith("=");
    onAccept(text.slice(0, place.from) + taken + text.slice(place.to), end, more);
  };
  useImperativeHandle(ref, () => ({
    press(key) {
      if (!isOpen) return false;
      const step = (by: number) => {
        // One place more than there are options: that of the text itself.
        setActive(((current + 1 + by + items.length + 1) % (items.length + 1)) - 1);
        return true;
      };
      const chosen = items[current];
      switch (key) {
        case "ArrowDown":
          return step(1);
        case "ArrowUp":
          return step(-1);
        case "Escape":
          onClose();
          return true;
        case "Enter":
        case "Tab":
          if (chosen) accept(chosen);
          return chosen !== undefined;
        default:
          return false;
      }
    },
  }));

  if (!isOpen) return null;
  const total = answer?.total ?? 0;
  return (
    <div className={styles.completions} role="presentation" onMouseDown={keepFocus}>
      <div role="listbox" id={id} aria-label={words.label}>
        {items.map((item, at) => (
          // The keys go to the text, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={`${item.kind} ${item.text}`}
            id={optionId(at)}
            role="option"
            aria-selected={at === current}
            className={styles.completion}
            onClick={() => accept(item)}
          >
            <bdi className={styles.completionText}>{visibleLine(item.text)}</bdi>
            <span className={styles.completionKind}>
              {words.kinds[item.kind]}
              {item.count > 0 && <i>{formats.number(item.count)}</i>}
            </span>
          </div>
        ))}
      </div>
      <span className="visually-hidden" aria-live="polite">
        {words.count(items.length)}
      </span>
      {answer && total > answer.items.length && (
        <p className={styles.completionFoot}>
          {words.someOf(formats.number(answer.items.length), formats.number(total))}
        </p>
      )}
    </div>
  );
}
