import { useRef, useState } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { Button } from "@/widgets/Button";
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
    const { files: before } = sources.store.getState();
    const library = await sources.addFiles(files);
    if (!library) return;
    const ids = library.summaries.map(({ traceId }) => traceId);
    const known = before.status === "ready" ? await before.source.backend.summariesById(ids) : [];
    const old = new Set(known.map(({ traceId }) => traceId));
    const fresh = ids.filter((traceId) => !old.has(traceId));
    // A file that was open already has nothing new, and may yet have the only trace there is.
    const [only, another] = fresh.length > 0 ? fresh : ids;
    if (library.files.every(({ problem }) => problem === undefined)) sources.dismissOutcome();
    if (only !== undefined && another === undefined) onPick(only);
    else setSeveral(true);
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
