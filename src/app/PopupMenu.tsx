import { Suspense, useState, type KeyboardEvent, type ReactNode } from "react";
import { lazyComponent } from "@/widgets/lazy-component";
import { ChevronIcon } from "./icons";
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

const { Component: MenuPopup, preload: load } = lazyComponent(
  async () => (await import("./MenuPopup")).MenuPopup,
);
const preload = () => void load().catch(() => undefined);

/**
 * A button with a menu below it. The menu's code is downloaded when the button is pointed at,
 * focused or pressed: a page can be read without it.
 */
export function PopupMenu(props: PopupMenuProps) {
  const { label, face, className, bare = false } = props;
  const [wanted, setWanted] = useState(false);
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setWanted(true);
  };
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      {...looks}
      onClick={() => setWanted(true)}
      onKeyDown={onKeyDown}
      onPointerEnter={preload}
      onFocus={preload}
    />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <MenuPopup menu={props.menu} trigger={looks} onShowKeys={props.onShowKeys} />
    </Suspense>
  );
}
