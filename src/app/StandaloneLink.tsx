import { useLocation } from "@tanstack/react-router";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { embeddingParams } from "@/state/embedding";
import styles from "./StandaloneLink.module.css";

/** Below a page in a frame: leads to the same page by itself. */
export function StandaloneLink() {
  const { app, site } = useFirstMessages();
  const href = useLocation({ select: ({ publicHref }) => withoutEmbedding(publicHref) });
  return (
    <footer className={styles.footer}>
      <a href={href} target="_blank" rel="noopener">
        {site.standalone(app.name)}
        <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
          <path d="M3.5 8.5l5-5M4.5 3.5h4v4" />
        </svg>
      </a>
    </footer>
  );
}

/** A path of the page with its parameters, without those that embed it. */
function withoutEmbedding(path: string): string {
  const url = new URL(path, document.baseURI);
  for (const name of embeddingParams) url.searchParams.delete(name);
  return url.href;
}
