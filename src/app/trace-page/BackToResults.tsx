import { Link } from "@tanstack/react-router";
import { useMessages } from "@/i18n/I18nProvider";
import { lastSearch } from "@/state/last-search";
import { parseRawParams } from "@/state/raw-params";
import { parseSearchParams } from "@/state/search-params";
import { useSourceParam } from "../source-param";
import styles from "./TraceHeader.module.css";
import { useMediaQuery } from "./use-media-query";

/** The way back to the search that this tab came from, with its results. */
export function BackToResults() {
  const words = useMessages().trace;
  const source = useSourceParam();
  // Beside it are the buttons.
  const isNarrow = useMediaQuery("(max-width: 600px)");
  const search = parseSearchParams(parseRawParams(lastSearch()));
  // A search of another source has no results here.
  // Where the search names no source it must say so: the router would keep that of this page.
  const isBeside = search.files === "1" && source.source === "files";
  const back =
    isBeside || search.source === source.source ? { ...search, source: search.source } : source;
  return (
    <Link to="/search" search={back} className={styles.back}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M13 8H3M7 4 3 8l4 4" />
      </svg>
      <span className={styles.backWords}>{isNarrow ? words.backShort : words.backToResults}</span>
    </Link>
  );
}
