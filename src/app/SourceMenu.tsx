import { useFirstMessages } from "@/i18n/I18nProvider";
import styles from "./Menu.module.css";
import { PopupMenu } from "./PopupMenu";
import { sourceName } from "./source-name";
import { useSearchesFiles, useSourceKind } from "./source-param";
import { useSourcesState } from "./sources-context";

/** Shows where traces come from, always, and lets another source be chosen. */
export function SourceMenu({ className }: { readonly className?: string | undefined }) {
  const { source: words } = useFirstMessages().app;
  const kind = useSourceKind();
  const state = useSourcesState((all) => all[kind]);
  const fileCount = useSourcesState((all) => all.fileCount);
  const beside = useSearchesFiles() && fileCount > 0;
  const alone = sourceName(kind, state, fileCount, words);
  const name = beside ? words.beside({ server: alone, files: words.files(fileCount) }) : alone;
  return (
    <PopupMenu
      menu="source"
      label={words.button(name)}
      className={className}
      face={
        <>
          <span className={styles.dot} data-status={state.status} />
          <span className={styles.name}>{name}</span>
        </>
      }
    />
  );
}
