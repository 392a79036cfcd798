import { Menu } from "@base-ui/react/menu";
import type { MouseEvent } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import { pinKey, usePreferences } from "@/state/preferences-store";
import { useSpanActions, type AttributeOwner } from "./span-actions";
import { searchableText, valueText } from "./value-text";
import styles from "./ValueMenu.module.css";

export interface ValueMenuProps {
  readonly attribute: Attribute;
  readonly owner: AttributeOwner;
  /** The button that it belongs to: it opens below it, and the focus returns there. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly onCopy: (text: string) => void;
}

/** Whose attributes tell spans apart. */
const colorable: ReadonlySet<AttributeOwner> = new Set(["span", "resource"]);

/** What can be done with one attribute. Open as long as it is there. */
export function ValueMenu({ attribute, owner, anchor, onClose, onCopy }: ValueMenuProps) {
  const { actions: words } = useMessages().spanDetail;
  const { onFind, onFilter, onExclude, searchHref, onSearch, onColor, colorKey } = useSpanActions();
  const isPinned = usePreferences(({ pinnedKeys }) => pinnedKeys.includes(attribute.key));
  const { key, value } = attribute;
  const text = key === "" ? undefined : searchableText(value);
  const search = (event: MouseEvent) => {
    if (text === undefined || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onSearch?.(key, text);
  };
  return (
    <Menu.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align="end" sideOffset={2} className={styles.positioner}>
          <Menu.Popup
            className={styles.popup}
            aria-label={words.menu}
            finalFocus={{ current: anchor }}
          >
            <Menu.Item className={styles.item} onClick={() => onCopy(`${key}=${valueText(value)}`)}>
              {words.copyPair}
            </Menu.Item>
            {text !== undefined && (onFind || onFilter || onExclude || searchHref) && (
              <Menu.Separator className={styles.rule} />
            )}
            {text !== undefined && onFind && (
              <Menu.Item className={styles.item} onClick={() => onFind(key, text)}>
                {words.find}
              </Menu.Item>
            )}
            {text !== undefined && onFilter && (
              <Menu.Item className={styles.item} onClick={() => onFilter(key, text)}>
                {words.filter}
              </Menu.Item>
            )}
            {text !== undefined && onExclude && (
              <Menu.Item className={styles.item} onClick={() => onExclude(key, text)}>
                {words.exclude}
              </Menu.Item>
            )}
            {text !== undefined && searchHref && (
              <Menu.LinkItem className={styles.item} href={searchHref(key, text)} onClick={search}>
                {words.search}
              </Menu.LinkItem>
            )}
            {key !== "" && onColor && colorable.has(owner) && (
              <Menu.Item
                className={styles.item}
                onClick={() => onColor(colorKey === key ? undefined : key)}
              >
                {colorKey === key ? words.uncolor : words.color}
              </Menu.Item>
            )}
            <Menu.Separator className={styles.rule} />
            <Menu.Item className={styles.item} onClick={() => pinKey(key, !isPinned)}>
              {isPinned ? words.unpin : words.pin}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
