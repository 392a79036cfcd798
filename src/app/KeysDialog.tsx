import { Dialog } from "@base-ui/react/dialog";
import { Fragment } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { IconButton } from "@/widgets/IconButton";
import { CloseIcon } from "./icons";
import styles from "./KeysDialog.module.css";
import { keyText, shortcuts } from "./shortcuts";

export interface KeysDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Every key of the page and what it does. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const { keys: words } = useFirstMessages().app;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          <div className={styles.head}>
            {/* The page behind is hidden while this is open: here is its first heading. */}
            <Dialog.Title render={<h1 />} className={styles.title}>
              {words.title}
            </Dialog.Title>
            <Dialog.Close render={<IconButton label={words.close} icon={<CloseIcon />} />} />
          </div>
          {/* Scrolled by keys where the window is low. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className={styles.areas} tabIndex={0} role="group" aria-label={words.title}>
            {shortcuts.map(({ area, keys }) => (
              <section key={area}>
                <h2>{words.areas[area]}</h2>
                <dl>
                  {keys.map((shortcut) => (
                    <div key={shortcut.action} className={styles.row}>
                      <dt>{words.actions[shortcut.action]}</dt>
                      <dd>
                        {shortcut.keys.map((key, position) => (
                          <Fragment key={keyText(key, words)}>
                            {position > 0 && <span className={styles.or}>{words.or}</span>}
                            <kbd>{keyText(key, words)}</kbd>
                          </Fragment>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
