import { useState } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { Button } from "@/widgets/Button";
import styles from "./TraceHeader.module.css";

export interface TraceRefreshProps {
  /** The whole trace; undefined while there is a part of it only. */
  readonly trace: LoadedTrace | undefined;
  readonly isFetching: boolean;
  /** The last attempt has come to nothing. */
  readonly hasFailed: boolean;
  readonly onRefresh: () => void;
}

/** Reads the trace again, and says what has come of it. */
export function TraceRefresh({ trace, isFetching, hasFailed, onRefresh }: TraceRefreshProps) {
  const words = useMessages().trace.refresh;
  const [seen, setSeen] = useState<{ trace: LoadedTrace | undefined; news: number | undefined }>({
    trace,
    news: undefined,
  });
  if (seen.trace !== trace) {
    const grown = trace && seen.trace && trace.core.spans.length - seen.trace.core.spans.length;
    setSeen({ trace, news: grown });
  }
  const { news } = seen;
  return (
    <>
      {/* Not a "status": that one is of Find. */}
      <span aria-live="polite" className={styles.news}>
        {news === undefined || isFetching || hasFailed
          ? ""
          : news > 0
            ? words.added(news)
            : news < 0
              ? words.fewer(-news)
              : words.unchanged}
      </span>
      <Button
        size="s"
        title={words.help}
        aria-keyshortcuts="r"
        aria-busy={isFetching}
        onClick={onRefresh}
      >
        {words.button}
      </Button>
    </>
  );
}
