import { useRef, useState } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { Button } from "@/widgets/Button";
import { isGood, onlyTrace } from "../sources";
import { useSources } from "../sources-context";
import styles from "./SideMenu.module.css";

/**
 * Opens files without leaving the page, and takes the trace in them where there is one. Of several
 * the user chooses: they are among the opened files from then on.
 */
export function FilePick({ onPick }: { readonly onPick: (traceId: string) => void }) {
  const { compare, app } = useMessages();
  const words = compare.choices;
  const sources = useSources();
  const input = useRef<HTMLInputElement>(null);
  const [hasSeveral, setSeveral] = useState(false);
  const open = async (files: readonly File[]) => {
    const read = await sources.addFiles(files);
    if (!read) return;
    if (read.every(isGood)) sources.dismissOutcome();
    const only = onlyTrace(read);
    if (only === undefined) setSeveral(true);
    else onPick(only);
  };
  return (
    <>
      <Button size="s" onClick={() => input.current?.click()}>
        {words.openFiles}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={app.files.input}
        accept=".json,.jsonl,.ndjson,.gz,.txt,application/json,application/gzip"
        onChange={(event) => {
          void trackActivity(open([...(event.currentTarget.files ?? [])]));
          // So that choosing the same file once more is a change again.
          event.currentTarget.value = "";
        }}
      />
      {hasSeveral && (
        <p role="status" className={styles.wait}>
          {words.fewFilesWait}
        </p>
      )}
    </>
  );
}
