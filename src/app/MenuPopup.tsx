import { Menu } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { siteSettings } from "@/state/site-settings";
import styles from "./Menu.module.css";
import { MenuAction, MenuRule } from "./MenuItems";
import type { MenuName } from "./PopupMenu";
import { LanguageChoice, ThemeChoices, TimeZoneChoice } from "./settings-menu";
import { SiteLinkItems } from "./SiteLinkItems";
import { SourceMenuItems } from "./source-menu-items";

export interface MenuPopupProps {
  readonly menu: MenuName;
  /** What the button looks like and is called. */
  readonly trigger: {
    readonly className: string;
    readonly title: string;
    readonly "aria-label": string;
    readonly children: ReactNode;
  };
  readonly onShowKeys?: (() => void) | undefined;
}

/** A button with its menu, which is open when it appears. */
export function MenuPopup({ menu, trigger, onShowKeys }: MenuPopupProps) {
  return (
    <Menu.Root modal={false} defaultOpen>
      <Menu.Trigger {...trigger} />
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className={styles.positioner}>
          <Menu.Popup className={styles.popup}>
            {menu === "source" && <SourceMenuItems />}
            {(menu === "timeZone" || menu === "settings") && <TimeZoneChoice />}
            {(menu === "language" || menu === "settings") && <LanguageChoice />}
            {(menu === "theme" || (menu === "settings" && siteSettings().themes)) && (
              <ThemeChoices />
            )}
            {(menu === "links" || menu === "settings") && (
              <SiteLinkItems ruled={menu === "settings"} />
            )}
            {onShowKeys && <KeysAction onShowKeys={onShowKeys} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function KeysAction({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { keys } = useFirstMessages().app;
  return (
    <>
      <MenuRule />
      <MenuAction onAct={onShowKeys}>{keys.button}</MenuAction>
    </>
  );
}
