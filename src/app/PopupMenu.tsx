import type { ReactNode } from "react";
import { LatePopup } from "@/widgets/LatePopup";
import { lazyComponent } from "@/widgets/lazy-component";
import { ChevronIcon } from "@/widgets/Icon";
import styles from "./Menu.module.css";

/** The menus of the header. */
export type MenuName = "source" | "timeZone" | "language" | "theme" | "links" | "settings";

export interface PopupMenuProps {
  readonly menu: MenuName;
  /** The whole name of the button. */
  readonly label: string;
  /** What stands on the button. */
  readonly face: ReactNode;
  readonly className?: string | undefined;
  /** Without an arrow, for a face that is an icon. */
  readonly bare?: boolean;
  readonly onShowKeys?: (() => void) | undefined;
}

const { Component: MenuPopup, preload } = lazyComponent(
  async () => (await import("./MenuPopup")).MenuPopup,
);

/** A button with a menu below it. */
export function PopupMenu(props: PopupMenuProps) {
  const { label, face, className, bare = false } = props;
  const looks = {
    className: [styles.trigger, className].filter(Boolean).join(" "),
    "aria-label": label,
    title: label,
    children: (
      <>
        {face}
        {!bare && <ChevronIcon />}
      </>
    ),
  };
  return (
    <LatePopup kind="menu" trigger={looks} preload={preload}>
      <MenuPopup menu={props.menu} trigger={looks} onShowKeys={props.onShowKeys} />
    </LatePopup>
  );
}
