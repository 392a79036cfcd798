import { Menu } from "@base-ui/react/menu";
import { siteSettings, type SiteLink } from "@/state/site-settings";
import styles from "./Menu.module.css";
import { MenuRule } from "./MenuItems";

/** The links that the site adds, inside a menu; `ruled`: there is something above them. */
export function SiteLinkItems({ ruled }: { readonly ruled: boolean }) {
  // Nothing in the list ever changes, and labels may repeat.
  return siteSettings().menu.map(({ label, links }, place) => (
    <Menu.Group key={place}>
      {(ruled || place > 0) && <MenuRule />}
      {label !== "" && <Menu.GroupLabel className={styles.groupLabel}>{label}</Menu.GroupLabel>}
      {links.map((link, i) => (
        <LinkItem key={i} link={link} />
      ))}
    </Menu.Group>
  ));
}

function LinkItem({ link: { label, url, apart } }: { readonly link: SiteLink }) {
  const away = apart ? ({ target: "_blank", rel: "noopener noreferrer" } as const) : {};
  return (
    <Menu.LinkItem className={`${styles.item} ${styles.link}`} href={url} closeOnClick {...away}>
      <span className={styles.mark} />
      {label}
    </Menu.LinkItem>
  );
}
