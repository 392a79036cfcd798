import { useEffect, useId, useState } from "react";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import type { LoadProgress } from "@/model/trace-source";
import { usePreferences } from "@/state/preferences-store";
import { Button } from "@/widgets/Button";
import styles from "./LoadingProgress.module.css";
import { progressShare, progressText } from "./progress-text";

export interface LoadingProgressProps {
  /** Absent: nothing has been heard yet. */
  readonly progress?: LoadProgress | undefined;
  /** The name of the bar; without it, "Loading". */
  readonly label?: string | undefined;
  /** What is being shown already: said at once and in place of the name. */
  readonly partial?: string | undefined;
  readonly onCancel?: (() => void) | undefined;
  /** Asked when the user wants to wait past the time limit. */
  readonly onKeepWaiting?: (() => void) | undefined;
}

/** Nothing shows for so long: what is quick needs no progress bar. */
const appearAfterMs = 1000;

/**
 * How far a load is, from its second second on. When the source has been silent for half of the
 * time limit it says so, and offers to wait longer.
 */
export function LoadingProgress({
  progress,
  label,
  partial,
  onCancel,
  onKeepWaiting,
}: LoadingProgressProps) {
  const { app } = useFirstMessages();
  const formats = useFormats();
  const nameId = useId();
  const textId = useId();
  const timeLimitMs = usePreferences((preferences) => preferences.timeLimitMs);
  // What is heard from the source, and the user's own word to wait, begin the silence anew.
  const [waits, setWaits] = useState(0);
  const mark = `${waits}/${progress?.phase ?? ""}/${progress?.bytes ?? 0}/${progress?.spans ?? 0}`;
  const visible = useElapsed(appearAfterMs, "") || partial !== undefined;
  const silentMs = Math.max(1000, Math.round(timeLimitMs / 2));
  // What is being built here is no silence of the server's.
  const silent = useElapsed(silentMs, mark) && progress?.phase !== "building";
  if (!visible) return null;

  const keepWaiting = () => {
    setWaits(waits + 1);
    onKeepWaiting?.();
  };
  const share = progressShare(progress);
  // How many spans there are, `partial` says.
  const told = partial && progress?.phase === "reading" ? { ...progress, spans: 0 } : progress;
  const text = progressText(told, app.progress, formats);
  return (
    <div className={partial === undefined ? styles.progress : styles.strip}>
      <div className={styles.line}>
        <span id={nameId} className={styles.name} {...(partial && { role: "status" })}>
          {partial ?? label ?? app.progress.label}
        </span>
        <span id={textId} className={styles.text}>
          {text}
        </span>
        {onCancel && (
          <Button size="s" onClick={onCancel}>
            {app.progress.cancel}
          </Button>
        )}
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-labelledby={nameId}
        aria-valuetext={text}
        {...(share === undefined
          ? {}
          : { "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round(share * 100) })}
      >
        <div
          className={share === undefined ? styles.unknown : styles.bar}
          style={share === undefined ? undefined : { transform: `translateX(${share * 100}%)` }}
        />
      </div>
      <div className={styles.silence} role="status">
        {silent && (
          <>
            <span>{app.progress.silent(formats.duration(silentMs * 1e6))}</span>
            {onKeepWaiting && (
              <Button size="s" onClick={keepWaiting}>
                {app.progress.keepWaiting}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

/** True once so many milliseconds have gone by without `mark` changing. */
function useElapsed(ms: number, mark: string): boolean {
  const [elapsedFor, setElapsedFor] = useState<string | undefined>();
  useEffect(() => {
    const timer = setTimeout(() => setElapsedFor(mark), ms);
    return () => clearTimeout(timer);
  }, [ms, mark]);
  return elapsedFor === mark;
}
