import { useMemo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanIndex } from "@/model/indexes";
import { SpanFlag } from "@/model/span-table";
import type { TraceCore } from "@/model/trace";
import { IconButton } from "@/widgets/IconButton";
import { CopyValue } from "./CopyValue";
import { nextSibling, parentOf, previousSibling, siblingPlace, spanLabel } from "./relations";
import styles from "./SpanDetail.module.css";
import { SpanLink } from "./SpanLink";
import { SpanName } from "./SpanName";

interface SpanNavigationProps {
  readonly core: TraceCore;
  readonly span: SpanIndex;
  readonly parentSpanId: string;
  /** Address of this span, and of its parent. */
  readonly href: string;
  readonly parentHref: string;
  readonly onSelect: (span: SpanIndex) => void;
}

/** From a span to its parent and its siblings, and the link that leads back to it. */
export function SpanNavigation(props: SpanNavigationProps) {
  const { core, span, parentSpanId, href, parentHref, onSelect } = props;
  const { relations, facts, copy, link } = useMessages().spanDetail;
  const formats = useFormats();
  const { spans } = core;
  const { place, count } = useMemo(() => siblingPlace(spans, span), [spans, span]);
  const parent = parentOf(spans, span);
  const flags = spans.flags[span] ?? 0;
  const siblings = [
    { row: previousSibling(spans, span), has: relations.previous, none: relations.noPrevious },
    { row: nextSibling(spans, span), has: relations.next, none: relations.noNext },
  ];
  return (
    <div className={styles.navigation}>
      <div className={styles.parent}>
        {parent !== undefined ? (
          <>
            <span className={styles.label}>{facts.parent}</span>
            <SpanLink href={parentHref} onFollow={() => onSelect(parent)}>
              <SpanName span={spanLabel(core, parent)} />
            </SpanLink>
          </>
        ) : (
          <span className={parentSpanId === "" ? styles.label : styles.warning}>
            {parentSpanId === ""
              ? relations.root
              : flags & SpanFlag.CycleCut
                ? relations.parentCut
                : relations.parentMissing}
          </span>
        )}
      </div>
      <div className={styles.toolbar}>
        {count > 1 && (
          <span className={styles.label}>
            {relations.siblingPlace(formats.number(place), formats.number(count))}
          </span>
        )}
        {siblings.map(({ row, has, none }, i) => (
          <IconButton
            key={has}
            size="s"
            label={row === undefined ? none : has}
            icon={
              <svg viewBox="0 0 16 16" className={styles.icon}>
                <path d={i === 0 ? "M4 10l4-4 4 4" : "M4 6l4 4 4-4"} />
              </svg>
            }
            // Not `disabled`: the focus would be lost on the way along the siblings.
            aria-disabled={row === undefined}
            onClick={() => row !== undefined && onSelect(row)}
          />
        ))}
        <a className={styles.permalink} href={href}>
          {link}
        </a>
        <CopyValue text={() => new URL(href, document.baseURI).href} label={copy.spanLink} />
      </div>
    </div>
  );
}
