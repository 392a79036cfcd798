import type { ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { spanTitle } from "@/features/waterfall/row-facts";
import type { SpanIndex } from "@/model/indexes";
import { ancestors } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import { formatSpanParam } from "../span-param";
import type { TraceUrl } from "../use-trace-url";
import styles from "./TimelineLook.module.css";

/** Of more ancestors than this, those in the middle are counted and not named. */
const mostCrumbs = 5;

export interface FocusPathProps {
  readonly core: TraceCore;
  readonly focus: SpanIndex;
  readonly url: TraceUrl;
  /** What else is to be said of what is shown alone. */
  readonly children: ReactNode;
}

/** Where in its trace the subtree is that is shown alone, and the way up and out. */
export function FocusPath({ core, focus, url, children }: FocusPathProps) {
  const { focus: words } = useMessages().timeline;
  const rowWords = useMessages().trace.timeline;
  const above = ancestors(core, focus).reverse();
  const hidden = above.length > mostCrumbs ? above.length - mostCrumbs : 0;
  const first = hidden > 0 ? above.slice(0, 1) : above;
  const last = hidden > 0 ? above.slice(1 + hidden) : [];
  const title = (span: SpanIndex): string => {
    const { service, name } = spanTitle(core, span, rowWords);
    return `${service}: ${name}`;
  };
  const crumb = (span: SpanIndex) => (
    <li key={span}>
      <button
        type="button"
        className={styles.crumb}
        title={title(span)}
        onClick={() => url.push({ focus: formatSpanParam(core, span) })}
      >
        {title(span)}
      </button>
    </li>
  );
  return (
    <nav className={styles.strip} aria-label={words.label}>
      <ol className={styles.crumbs}>
        <li>
          <button
            type="button"
            className={styles.crumb}
            onClick={() => url.push({ focus: undefined })}
          >
            {words.whole}
          </button>
        </li>
        {first.map(crumb)}
        {hidden > 0 && <li className={styles.between}>{words.hidden(hidden)}</li>}
        {last.map(crumb)}
        <li className={styles.here} aria-current="location" title={title(focus)}>
          {title(focus)}
        </li>
      </ol>
      <span role="status">{children}</span>
    </nav>
  );
}
