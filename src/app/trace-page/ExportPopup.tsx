import { Menu } from "@base-ui/react/menu";
import { useCallback, useRef, useState, type ReactNode, type RefObject } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { useMessages } from "@/i18n/I18nProvider";
import type { ExportFormat } from "@/model/trace-export";
import { ExportDialog } from "./ExportDialog";
import { useSavePicture } from "./timeline/use-picture";
import styles from "./ExportMenu.module.css";

const pictures = ["png", "svg"] as const;
const formats: readonly ExportFormat[] = ["source", "otlp-json", "jaeger-v1"];

export interface ExportPopupProps {
  readonly trace: LoadedTrace;
  readonly timeline: RefObject<Timeline | undefined> | undefined;
  /** What the button looks like. */
  readonly trigger: { readonly className: string | undefined; readonly children: ReactNode };
}

/** The button with its menu of formats, which is open when it appears, and the dialog of each. */
export function ExportPopup({ trace, timeline, trigger }: ExportPopupProps) {
  const words = useMessages().traceExport;
  const { picture } = useMessages().rows;
  const [failed, setFailed] = useState(false);
  const save = useSavePicture(useCallback(() => setFailed(true), []));
  const onPicture = (kind: "png" | "svg") => {
    setFailed(false);
    if (timeline?.current) save(timeline.current, kind);
  };
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
              {timeline && (
                <>
                  <Menu.Separator className={styles.rule} />
                  {pictures.map((kind) => (
                    <Menu.Item key={kind} className={styles.item} onClick={() => onPicture(kind)}>
                      <span>{picture[kind].item}</span>
                      <span className={styles.hint}>{picture[kind].hint}</span>
                    </Menu.Item>
                  ))}
                </>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {failed && (
        <span role="alert" className={styles.failed}>
          {picture.failed}
        </span>
      )}
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
