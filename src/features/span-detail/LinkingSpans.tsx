import { useState, type ReactNode } from "react";
import type { LinksFromOthers } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { ShowMore } from "./ShowMore";
import styles from "./SpanDetail.module.css";
import { SpanLink } from "./SpanLink";
import { SpanName } from "./SpanName";

const firstShown = 20;
const step = 100;

interface SpanListProps {
  readonly title: string;
  readonly count: number;
  /** The first so many, as items of a list. */
  readonly items: (limit: number) => ReactNode;
}

/** Spans that link to one, the first of them at first. */
export function SpanList({ title, count, items }: SpanListProps) {
  const [limit, setLimit] = useState(firstShown);
  return (
    <>
      <h4 className={styles.subheading}>{title}</h4>
      <ul className={styles.children} aria-label={title}>
        {items(limit)}
      </ul>
      <ShowMore shown={Math.min(limit, count)} total={count} step={step} onShow={setLimit} />
    </>
  );
}

interface LinkingSpansProps {
  readonly found: LinksFromOthers;
  readonly linkHref: (traceId: string, spanId: string) => string;
  readonly onFollow: (traceId: string, spanId: string) => void;
}

/** The spans of other traces that link to a span, as ways to get there. */
export function LinkingSpans({ found, linkHref, onFollow }: LinkingSpansProps) {
  const { links: words } = useMessages().spanDetail;
  const { spans, total } = found;
  return (
    <>
      <SpanList
        title={words.linkedFromOthers}
        count={spans.length}
        items={(limit) =>
          spans.slice(0, limit).map((span, i) => (
            // Ids may repeat.
            <li key={i}>
              <SpanLink
                href={linkHref(span.traceId, span.spanId)}
                onFollow={() => onFollow(span.traceId, span.spanId)}
              >
                <SpanName span={span} />
              </SpanLink>
            </li>
          ))
        }
      />
      {total > spans.length && (
        <p className={styles.note}>{words.moreFromOthers(total - spans.length)}</p>
      )}
    </>
  );
}
