import { Popover } from "@base-ui/react/popover";
import type { ReactElement } from "react";
import type { PanelName, ViewControls } from "../view-controls";
import { CausePanel } from "./CausePanel";
import { FilterPanel } from "./FilterPanel";
import { LookPanel } from "./LookPanel";
import styles from "./Panels.module.css";

export interface PanelPopupProps {
  readonly name: PanelName;
  readonly controls: ViewControls;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly trigger: ReactElement;
}

/** A button of the tools with what it opens. */
export function PanelPopup({ name, controls, open, onOpenChange, trigger }: PanelPopupProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger render={trigger} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className={styles.positioner}>
          <Popover.Popup className={styles.popup} data-wide={name === "cause" || undefined}>
            {name === "filter" && <FilterPanel controls={controls} />}
            {name === "look" && <LookPanel controls={controls} />}
            {name === "cause" && (
              <CausePanel controls={controls} onDone={() => onOpenChange(false)} />
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
