import { useEffect, useState } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import styles from "./DropTarget.module.css";
import { useOpenFiles } from "./FilePicker";

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes("Files") ?? false;

/** Takes files that are dropped anywhere on the page, and shows so while they hang over it. */
export function DropTarget() {
  const { files: words } = useFirstMessages().app;
  const openFiles = useOpenFiles();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      // Without a related target the pointer has left the page, not just an element of it.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      openFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const abort = new AbortController();
    const { signal } = abort;
    globalThis.addEventListener("dragenter", onOver, { signal });
    globalThis.addEventListener("dragover", onOver, { signal });
    globalThis.addEventListener("dragleave", onLeave, { signal });
    globalThis.addEventListener("drop", onDrop, { signal });
    return () => abort.abort();
  }, [openFiles]);

  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <div className={styles.words}>
        <strong>{words.dropHere}</strong>
        <span>{words.dropFormats}</span>
      </div>
    </div>
  );
}
