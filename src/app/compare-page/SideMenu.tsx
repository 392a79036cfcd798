import { Popover } from "@base-ui/react/popover";
import { useId, useRef, useState, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { Button } from "@/widgets/Button";
import { Select } from "@/widgets/Select";
import { FilePick } from "./FilePick";
import styles from "./SideMenu.module.css";
import type { ComparedTrace } from "./use-sides";
import type { SourceKind } from "../sources";
import { TraceChoices } from "./TraceChoices";

export interface SideMenuProps {
  /** The whole name of the button. */
  readonly label: string;
  readonly own: ComparedTrace;
  readonly other: string;
  readonly cohort: readonly string[];
  readonly onChoose: (chosen: ComparedTrace) => void;
}

/** A button that opens what can be put on a side of the comparison. */
export function SideMenu({ label, own, other, cohort, onChoose }: SideMenuProps) {
  const words = useMessages().compare.choices;
  const [open, setOpen] = useState(false);
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<Button aria-label={label} title={label} />}>
        {words.choose}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className={styles.positioner}>
          <Popover.Popup
            ref={popup}
            className={styles.popup}
            // The list is what one comes for; it stands before the fields in the order of Tab.
            initialFocus={() => popup.current?.querySelector<HTMLElement>("ul button") ?? true}
          >
            <Popover.Title className="visually-hidden">{label}</Popover.Title>
            <ChoicePanel
              own={own}
              other={other}
              cohort={cohort}
              onChoose={(chosen) => {
                setOpen(false);
                onChoose(chosen);
              }}
              onSource={(source) => onChoose({ ...own, source })}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

export interface ChoicePanelProps {
  readonly own: ComparedTrace;
  readonly other: string;
  readonly cohort: readonly string[];
  readonly onChoose: (chosen: ComparedTrace) => void;
  /** Where the id of this side is looked for from now on. */
  readonly onSource: (source: SourceKind) => void;
  readonly children?: ReactNode;
}

/** The traces that are offered for a side, and the ways to others. */
export function ChoicePanel({ own, other, cohort, onChoose, onSource }: ChoicePanelProps) {
  const { compare, app } = useMessages();
  const words = compare.choices;
  const id = useId();
  return (
    <>
      <TraceChoices
        own={own.traceId}
        other={other}
        cohort={cohort}
        onChoose={(traceId, source) => onChoose({ traceId, source })}
      />
      <div className={styles.more}>
        <label htmlFor={id}>{words.source}</label>
        <Select<SourceKind>
          id={id}
          className={styles.select}
          value={own.source}
          options={[
            { value: "jaeger", label: app.source.jaeger },
            { value: "demo", label: app.source.demo },
            { value: "files", label: words.files },
          ]}
          onValueChange={onSource}
        />
        <FilePick onPick={(traceId) => onChoose({ traceId, source: "files" })} />
      </div>
    </>
  );
}
