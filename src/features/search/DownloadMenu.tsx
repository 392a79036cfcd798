import { Menu } from "@base-ui/react/menu";
import { useFirstMessages } from "@/i18n/I18nProvider";
import type { TraceSummary } from "@/model/trace-summary";
import type { ManyFormat } from "@/queries/export-many";
import bar from "./ResultFilters.module.css";
import { DownIcon } from "./icons";
import styles from "./ResultMenu.module.css";

export interface DownloadMenuProps {
  readonly chosen: readonly string[];
  /** The traces that pass the filters. */
  readonly shown: readonly TraceSummary[];
  readonly onDownload: (traceIds: readonly string[], format: ManyFormat) => void;
}

const formats = ["jaeger-v1", "otlp-json"] as const;

/** Saves the chosen traces, or all that are shown, as one file. */
export function DownloadMenu({ chosen, shown, onDownload }: DownloadMenuProps) {
  const { download: words } = useFirstMessages().search;
  const items = (label: string, count: number, traceIds: () => readonly string[]) => (
    <Menu.Group>
      <Menu.GroupLabel className={styles.label}>{label}</Menu.GroupLabel>
      {formats.map((format) => (
        <Menu.Item
          key={format}
          className={styles.item}
          disabled={count === 0}
          onClick={() => onDownload(traceIds(), format)}
        >
          <span className={styles.mark} />
          {words.formats[format]}
        </Menu.Item>
      ))}
    </Menu.Group>
  );
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={bar.toggle}>
        {words.button}
        <DownIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className={styles.positioner}>
          <Menu.Popup className={styles.popup}>
            {items(words.chosen(chosen.length), chosen.length, () => chosen)}
            <Menu.Separator className={styles.rule} />
            {items(words.shown(shown.length), shown.length, () =>
              shown.map(({ traceId }) => traceId),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
