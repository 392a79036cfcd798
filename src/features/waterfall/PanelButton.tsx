import { Suspense, useState, type ReactNode } from "react";
import { Button } from "@/widgets/Button";
import { lazyComponent } from "@/widgets/lazy-component";
import styles from "./TimelineTools.module.css";
import type { PanelName, ViewControls } from "./view-controls";

const { Component: PanelPopup, preload: load } = lazyComponent(
  async () => (await import("./panels/PanelPopup")).PanelPopup,
);
const preload = () => void load().catch(() => undefined);

export interface PanelButtonProps {
  readonly name: PanelName;
  readonly controls: ViewControls;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Something that it has to say is in force. */
  readonly active?: boolean;
  readonly keyName?: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A button that opens a panel, which is downloaded when the button is pointed at or pressed. */
export function PanelButton(props: PanelButtonProps) {
  const { name, controls, open, onOpenChange, active = false, keyName, title, children } = props;
  const [wanted, setWanted] = useState(false);
  if (open && !wanted) setWanted(true);
  const looks = {
    size: "s",
    variant: "quiet",
    className: styles.panelButton ?? "",
    "data-active": active || undefined,
    "aria-keyshortcuts": keyName,
    title,
    children,
  } as const;
  const button = (
    <Button
      {...looks}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => onOpenChange(true)}
      onPointerEnter={preload}
      onFocus={preload}
    />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <PanelPopup
        name={name}
        controls={controls}
        open={open}
        onOpenChange={onOpenChange}
        trigger={<Button {...looks} />}
      />
    </Suspense>
  );
}
