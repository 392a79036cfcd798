import { Menu } from "@base-ui/react/menu";
import { useMemo } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { TraceCore } from "@/model/trace";
import { shortText } from "@/trace-ui/short-text";
import { visibleLine } from "@/widgets/visible-text";
import { ChevronIcon } from "@/widgets/Icon";
import linkStyles from "./CompareLink.module.css";
import { configuredLinkPatterns } from "./configured-links";
import menuStyles from "./ExportMenu.module.css";
import { linksOfTrace } from "./pattern-links";

const longestText = 60;
const away = { target: "_blank", rel: "noopener noreferrer" } as const;

/** The links that the site's configuration has for a trace: one by itself, several in a menu. */
export function TraceLinks({ core }: { readonly core: TraceCore }) {
  const words = useMessages().trace;
  const links = useMemo(
    () => linksOfTrace(configuredLinkPatterns(), core, document.baseURI),
    [core],
  );
  const [first] = links;
  if (!first) return null;
  if (links.length === 1) {
    return (
      <a className={linkStyles.link} href={first.url} title={visibleLine(first.text)} {...away}>
        <bdi>{shortText(first.text, longestText)}</bdi>
      </a>
    );
  }
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={menuStyles.trigger}>
        {words.links}
        <ChevronIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className={menuStyles.positioner}>
          <Menu.Popup className={menuStyles.menu}>
            {links.map(({ url, text }, place) => (
              // Links never change while the trace is shown, and may be equal.
              <Menu.LinkItem
                key={place}
                className={`${menuStyles.item} ${menuStyles.linkItem}`}
                href={url}
                closeOnClick
                {...away}
              >
                <bdi>{visibleLine(text)}</bdi>
              </Menu.LinkItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
