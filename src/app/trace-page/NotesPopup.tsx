import { Popover } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { TraceCore } from "@/model/trace";
import { shortText } from "@/trace-ui/short-text";
import { visibleText } from "@/widgets/visible-text";
import { issueNotes } from "./issue-notes";
import styles from "./TraceHeader.module.css";

export interface NotesPopupProps {
  readonly core: TraceCore;
  /** What the button looks like. */
  readonly trigger: { readonly className: string | undefined; readonly children: ReactNode };
}

/** The button with the list of what was found odd in the data, which is open when it appears. */
export function NotesPopup({ core, trigger }: NotesPopupProps) {
  const words = useMessages().trace.notes;
  const { notes } = issueNotes(core.issueCounts, core.traceWarnings, words);
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger {...trigger} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className={styles.positioner}>
          <Popover.Popup className={styles.popup}>
            <Popover.Title className={styles.popupTitle}>{words.title}</Popover.Title>
            <Popover.Description className={styles.popupIntro}>{words.intro}</Popover.Description>
            <ul>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
              {core.traceWarnings.map((warning, position) => (
                // The list never changes, and equal warnings may stand in it.
                <li key={position}>{shortText(visibleText(warning), 2000)}</li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
