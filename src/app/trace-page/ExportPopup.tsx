import { Menu } from "@base-ui/react/menu";
import { useRef, useState, type ReactNode } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import type { ExportFormat } from "@/model/trace-export";
import { ExportDialog } from "./ExportDialog";
import styles from "./ExportMenu.module.css";

const formats: readonly ExportFormat[] = ["source", "otlp-json", "jaeger-v1"];

export interface ExportPopupProps {
  readonly trace: LoadedTrace;
  /** What the button looks like. */
  readonly trigger: { readonly className: string | undefined; readonly children: ReactNode };
}

/** The button with its menu of formats, which is open when it appears, and the dialog of each. */
export function ExportPopup({ trace, trigger }: ExportPopupProps) {
  const words = useMessages().traceExport;
  const [format, setFormat] = useState<ExportFormat>();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Menu.Root modal={false} defaultOpen>
        <Menu.Trigger ref={button} {...trigger} />
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className={styles.positioner}>
            <Menu.Popup className={styles.menu}>
              {formats.map((one) => (
                <Menu.Item key={one} className={styles.item} onClick={() => setFormat(one)}>
                  <span>{words.formats[one].item}</span>
                  <span className={styles.hint}>{words.formats[one].hint}</span>
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {format !== undefined && (
        <ExportDialog
          trace={trace}
          format={format}
          onClose={() => setFormat(undefined)}
          finalFocus={button}
        />
      )}
    </>
  );
}
