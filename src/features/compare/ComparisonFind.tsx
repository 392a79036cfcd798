import { useId, type KeyboardEvent, type Ref } from "react";
import type { SpanMatches } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { FindSteps } from "@/trace-ui/FindSteps";
import { useUrlText } from "@/widgets/use-url-text";
import styles from "./ComparisonFind.module.css";

export interface ComparisonFindProps {
  /** The text in the URL. */
  readonly text: string;
  /** The text has been changed; called at every change. */
  readonly onText: (text: string) => void;
  /** How many rows match. */
  readonly count: number;
  /** Place of the match one is at among them, or -1. */
  readonly current: number;
  readonly isSearching: boolean;
  /** Why the text was taken for words and not for a query. */
  readonly fault: SpanMatches["problem"];
  readonly onStep: (by: 1 | -1) => void;
  /** Asked for the focus to go to the rows. */
  readonly onLeave: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** "Find in trace", in both traces at once: as the timeline's. */
export function ComparisonFind(props: ComparisonFindProps) {
  const { onText, count, current, isSearching, fault, onStep, onLeave, ref } = props;
  const words = useMessages().trace.find;
  const formats = useFormats();
  const [text, setText] = useUrlText(props.text, onText);
  const faultId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") onStep(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") {
      if (text === "") onLeave();
      else setText("");
    } else if (event.key === "ArrowDown") onLeave();
    else return;
    event.preventDefault();
  };
  const position = words.status(formats.number(current + 1), formats.number(count));
  return (
    <div className={styles.bar}>
      <input
        ref={ref}
        type="text"
        className={styles.input}
        aria-label={words.label}
        aria-describedby={fault ? faultId : undefined}
        data-fault={fault ? true : undefined}
        placeholder={words.label}
        title={words.help}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text === "" && (
        <kbd className={styles.key} aria-hidden="true">
          /
        </kbd>
      )}
      {fault && (
        <p id={faultId} className={styles.fault}>
          {words.fault(words.faults[fault.code](fault.detail), fault.from + 1)}
        </p>
      )}
      <FindSteps
        compact
        status={text.trim() === "" ? "" : isSearching ? words.searching : position}
        count={text.trim() === "" ? 0 : count}
        onStep={onStep}
      />
    </div>
  );
}
