import { Link } from "@tanstack/react-router";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { IconButton } from "@/widgets/IconButton";
import { siteSettings } from "@/state/site-settings";
import styles from "./Header.module.css";
import { comparisonPath } from "./trace-path";
import { KeysIcon, SettingsIcon, ThemeIcon } from "./icons";
import { PopupMenu } from "./PopupMenu";
import { useSettingWords } from "./setting-words";
import { SourceMenu } from "./SourceMenu";
import { TraceIdBox } from "./TraceIdBox";

/** The bar above every page. Where it is narrow, the settings move into one menu. */
export function Header({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const { app, site } = useFirstMessages();
  const settings = siteSettings();
  const set = useSettingWords();
  return (
    <header className={styles.header}>
      <Link to="/search" className={styles.brand}>
        <BrandMark />
        <span className={styles.name}>{app.name}</span>
      </Link>
      <nav className={styles.nav} aria-label={app.nav.label}>
        <Link to="/search" activeOptions={{ includeSearch: false }}>
          {app.nav.search}
        </Link>
        <Link
          to="/trace/$traceId"
          params={{ traceId: comparisonPath("", "") }}
          className={styles.compare}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {app.nav.compare}
        </Link>
        {settings.dependencies && (
          <Link to="/dependencies" activeOptions={{ includeSearch: false }}>
            {app.nav.dependencies}
          </Link>
        )}
      </nav>
      <TraceIdBox className={styles.traceId} />
      <SourceMenu className={styles.source} />
      <div className={styles.wide}>
        {settings.menu.length > 0 && (
          <PopupMenu menu="links" label={site.links} face={site.links} />
        )}
        <PopupMenu
          menu="timeZone"
          label={app.settings.timeZoneButton(set.timeZone)}
          face={set.timeZone}
        />
        <PopupMenu
          menu="language"
          label={app.settings.languageButton(set.languageShort, set.language)}
          face={set.languageShort}
        />
        {settings.themes && (
          <PopupMenu
            bare
            menu="theme"
            label={app.settings.themeButton(set.theme)}
            face={<ThemeIcon />}
          />
        )}
        <IconButton label={app.keys.button} icon={<KeysIcon />} onClick={onShowKeys} />
      </div>
      <div className={styles.narrow}>
        <PopupMenu
          bare
          menu="settings"
          label={app.settings.button}
          face={<SettingsIcon />}
          onShowKeys={onShowKeys}
        />
      </div>
    </header>
  );
}

function BrandMark() {
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <rect x="1" y="2" width="14" height="3" rx="1.5" />
      <rect x="4" y="6.5" width="6" height="3" rx="1.5" opacity="0.7" />
      <rect x="7" y="11" width="8" height="3" rx="1.5" />
    </svg>
  );
}
