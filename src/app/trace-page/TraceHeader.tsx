import type { ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { TraceCore } from "@/model/trace";
import { embedding } from "@/state/embedding";
import { usePreferences } from "@/state/preferences-store";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { CopyButton } from "@/widgets/CopyButton";
import { LatePopup } from "@/widgets/LatePopup";
import { lazyComponent } from "@/widgets/lazy-component";
import { BackToResults } from "./BackToResults";
import { issueNotes } from "./issue-notes";
import styles from "./TraceHeader.module.css";

export interface TraceHeaderProps {
  readonly core: TraceCore;
  /** What can be done with the trace: buttons at the end of the first line. */
  readonly actions?: ReactNode;
}

/** The trace's name and id, and its figures in one line. */
export function TraceHeader({ core, actions }: TraceHeaderProps) {
  const words = useMessages().trace;
  const { summary } = core;
  const hasSpans = core.spans.length > 0;
  const service = summary.rootService || words.timeline.unknownService;
  const name = summary.rootName || words.timeline.noName;
  return (
    <header className={styles.header}>
      <div className={styles.titleLine}>
        <BackToResults />
        <h1 className={styles.title} title={`${service}: ${name}`}>
          {hasSpans ? (
            <>
              <ServiceMark service={summary.rootService} />
              <span className={styles.name}>
                <bdi>{shortText(service)}</bdi>
                {": "}
                <bdi>{shortText(name)}</bdi>
              </span>
            </>
          ) : (
            words.unnamed
          )}
        </h1>
        <span className={styles.id}>
          <code title={words.traceId}>{shortText(core.traceId, 64)}</code>
          <CopyButton
            text={core.traceId}
            label={words.copyTraceId}
            copiedLabel={words.copied}
            failedLabel={words.copyFailed}
          />
        </span>
        <div className={styles.actions}>{actions}</div>
      </div>
      {hasSpans && !embedding().hideSummary && <Summary core={core} />}
    </header>
  );
}

function Summary({ core }: { readonly core: TraceCore }) {
  const words = useMessages().trace;
  const formats = useFormats();
  const zone = usePreferences((preferences) => preferences.timeZone);
  const { summary } = core;
  return (
    <ul className={styles.summary} aria-label={words.summary.label}>
      <li title={words.summary.durationHelp} className={styles.duration}>
        {formats.duration(core.durationNs)}
      </li>
      <li>{words.summary.services(summary.services.length)}</li>
      <li>{words.summary.spans(core.spans.length)}</li>
      {summary.errorCount > 0 ? (
        <li className={styles.errors}>{words.summary.errors(summary.errorCount)}</li>
      ) : (
        <li>{words.summary.noErrors}</li>
      )}
      <li title={words.summary.depthHelp}>{words.summary.depth(core.maxDepth + 1)}</li>
      <li title={words.summary.startHelp}>
        {isTimeless(core) ? words.summary.noTimes : formats.dateTime(core.epochUnixNano, zone)}
      </li>
      {summary.orphanCount > 0 && (
        <li className={styles.incomplete} title={words.incomplete.help}>
          {words.incomplete.mark(summary.orphanCount)}
        </li>
      )}
      <Notes core={core} />
    </ul>
  );
}

/** No span says when it was: not even its beginning in 1970 is known. */
const isTimeless = ({ epochUnixNano, issueCounts, spans }: TraceCore): boolean =>
  epochUnixNano === 0n && issueCounts["start-missing"] === spans.length;

const { Component: NotesPopup, preload } = lazyComponent(
  async () => (await import("./NotesPopup")).NotesPopup,
);

/** What was found odd in the data, behind a button that counts it. */
function Notes({ core }: { readonly core: TraceCore }) {
  const words = useMessages().trace.notes;
  const { count } = issueNotes(core.issueCounts, core.traceWarnings, words);
  if (count === 0) return null;
  const looks = { className: styles.notesButton, children: words.button(count) };
  return (
    <li>
      <LatePopup kind="dialog" trigger={looks} preload={preload}>
        <NotesPopup core={core} trigger={looks} />
      </LatePopup>
    </li>
  );
}
