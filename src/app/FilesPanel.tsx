import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { FileReport } from "@/engine/trace-engine";
import { useFormats, useFirstMessages } from "@/i18n/I18nProvider";
import { Problem } from "@/lib/problem";
import { usePreferences } from "@/state/preferences-store";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { IconButton } from "@/widgets/IconButton";
import { insertedText, visibleLine } from "@/widgets/visible-text";
import styles from "./FilesPanel.module.css";
import { keptFilesStore } from "./kept-files";
import { CloseIcon } from "./icons";
import { isGood, type FileOutcome } from "./sources";
import { useSources, useSourcesState } from "./sources-context";

/** Files that are being read, and what came of those that were. */
export function FilesPanel() {
  const { files: words } = useFirstMessages().app;
  const sources = useSources();
  const reading = useSourcesState((state) => state.reading);
  const outcome = useSourcesState((state) => state.outcome);
  useDismissOnLeaving(outcome);
  const dismiss = useRef<HTMLButtonElement>(null);
  const close = async (position: number) => {
    await sources.closeFile(position);
    // The button that was pressed has gone with its file.
    dismiss.current?.focus();
  };
  return (
    <>
      {reading && (
        <LoadingProgress
          label={words.reading(reading.count)}
          progress={reading.progress}
          onCancel={sources.cancelReading}
        />
      )}
      {outcome && (
        <section className={styles.panel} aria-labelledby="opened-files">
          <div className={styles.head}>
            <h2 id="opened-files">{words.heading}</h2>
            <IconButton
              ref={dismiss}
              size="s"
              label={words.dismiss}
              icon={<CloseIcon />}
              onClick={sources.dismissOutcome}
            />
          </div>
          {!outcome.opened && <p className={styles.none}>{words.nothingNew}</p>}
          {outcome.problem && <ProblemAlert title={words.failedTitle} problem={outcome.problem} />}
          <ul className={styles.list}>
            {outcome.files.map((file, position) => (
              // Names repeat; the list never changes its order.
              <li key={position}>
                <FileCard
                  file={file}
                  onClose={outcome.opened && isGood(file) ? () => void close(position) : undefined}
                />
              </li>
            ))}
          </ul>
          {outcome.opened && <KeepSwitch />}
        </section>
      )}
    </>
  );
}

interface FileCardProps {
  readonly file: FileReport;
  /** Absent for a file that is not open. */
  readonly onClose: (() => void) | undefined;
}

function FileCard({ file, onClose }: FileCardProps) {
  const { files: words } = useFirstMessages().app;
  const formats = useFormats();
  const refused = !isGood(file);
  const { problem, timeRange } = file;
  const zone = usePreferences((preferences) => preferences.timeZone);
  return (
    <>
      <div className={styles.card}>
        <div className={styles.file}>
          <span className={styles.name}>{visibleLine(file.name)}</span>
          <span className={styles.fact}>{formats.bytes(file.bytes)}</span>
          {file.format && <span className={styles.fact}>{words.formats[file.format]}</span>}
          {!refused && (
            <>
              <span className={styles.fact}>{words.traces(file.traceCount)}</span>
              <span className={styles.fact}>{words.spans(file.spanCount)}</span>
              {file.serviceCount !== undefined && (
                <span className={styles.fact}>{words.services(file.serviceCount)}</span>
              )}
              {timeRange && (
                <span className={styles.fact}>
                  {words.timeRange(
                    formats.dateTime(timeRange.startUnixNano, zone),
                    formats.dateTime(timeRange.endUnixNano, zone),
                  )}
                </span>
              )}
            </>
          )}
          {problem && <span className={styles.bad}>{refused ? words.refused : words.partly}</span>}
        </div>
        {onClose && (
          <IconButton
            size="s"
            label={words.close(insertedText(file.name))}
            icon={<CloseIcon />}
            onClick={onClose}
          />
        )}
      </div>
      {problem && (
        <ProblemAlert variant="dense" problem={new Problem(problem.code, problem.params)} />
      )}
    </>
  );
}

/** Whether the files are there after a reload, and what they take. */
function KeepSwitch() {
  const { files: words } = useFirstMessages().app;
  const formats = useFormats();
  const sources = useSources();
  const { keep, count, bytes, refused } = useStore(keptFilesStore);
  let state = words.notKept;
  if (keep) state = refused ? words.keepRefused : words.kept(count, formats.bytes(bytes));
  return (
    <label className={styles.keep}>
      <input
        type="checkbox"
        checked={keep}
        onChange={(event) => sources.keepFiles(event.currentTarget.checked)}
      />
      <span className={styles.kept}>
        {words.keep}
        <span className={styles.fact}>{state}</span>
      </span>
    </label>
  );
}

/** Takes the list away when the user goes on to another page, unless it has a problem to tell. */
function useDismissOnLeaving(outcome: FileOutcome | undefined): void {
  const sources = useSources();
  const pathname = useLocation({ select: (location) => location.pathname });
  const harmless = outcome?.opened === true && !outcome.files.some((file) => file.problem);
  const shownAt = outcome?.shownAt;
  useEffect(() => {
    if (harmless && shownAt !== undefined && pathname !== shownAt) sources.dismissOutcome();
  }, [harmless, shownAt, pathname, sources]);
}
