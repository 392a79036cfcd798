import { useFirstMessages } from "@/i18n/I18nProvider";
import type { ManyExport } from "@/queries/export-many";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { Button } from "@/widgets/Button";
import styles from "./DownloadState.module.css";

/** How far a download of several traces is, and what of it failed. */
export function DownloadState({ download }: { readonly download: ManyExport }) {
  const { download: words } = useFirstMessages().search;
  const { progress, failed } = download;
  const [first] = failed;
  return (
    <>
      {progress && (
        <div className={styles.state}>
          <progress
            className={styles.bar}
            aria-label={words.reading}
            value={progress.done}
            max={progress.total}
          />
          <span className={styles.words}>{words.progress(progress)}</span>
          <Button size="s" onClick={download.cancel}>
            {words.cancel}
          </Button>
        </div>
      )}
      {first && (
        <div className={styles.failed}>
          <ProblemAlert
            variant="dense"
            title={words.failed(failed.length)}
            problem={first.problem}
          />
          <Button size="s" variant="quiet" onClick={download.dismiss}>
            {words.dismiss}
          </Button>
        </div>
      )}
    </>
  );
}
