import { startTransition } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import styles from "./SpanDetail.module.css";

interface ShowMoreProps {
  readonly shown: number;
  readonly total: number;
  /** How many more come at a time; the rest at once when it is no more than that. */
  readonly step: number;
  readonly onShow: (count: number) => void;
}

/** Says how much of a list is shown, and shows more of it. Nothing when all of it is there. */
export function ShowMore({ shown, total, step, onShow }: ShowMoreProps) {
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  if (shown >= total) return null;
  const rest = total - shown <= step;
  return (
    <div className={styles.showMore}>
      <span>{messages.shownOf(formats.number(shown), formats.number(total))}</span>
      <button
        type="button"
        className={styles.textButton}
        // Drawn in pieces: a hundred events at once would take longer than a frame.
        onClick={() => startTransition(() => onShow(rest ? total : shown + step))}
      >
        {rest ? messages.showAll(total) : messages.showMore(step)}
      </button>
    </div>
  );
}
