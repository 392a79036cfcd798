import { useMemo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
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

interface Step {
  /** Undefined where there is nothing that way. */
  readonly row: SpanIndex | undefined;
  readonly has: string;
  readonly none: string;
  /** An arrow. */
  readonly path: string;
}

function StepButton(props: Step & { readonly onSelect: (span: SpanIndex) => void }) {
  const { row, has, none, path, onSelect } = props;
  return (
    <IconButton
      size="s"
      label={row === undefined ? none : has}
      icon={
        <svg viewBox="0 0 16 16" className={styles.icon}>
          <path d={path} />
        </svg>
      }
      // Not `disabled`: the focus would be lost on the way along the spans.
      aria-disabled={row === undefined}
      onClick={() => row !== undefined && onSelect(row)}
    />
  );
}

/**
 * From a span to its parent, its siblings and its neighbours in the order of the rows, and the link
 * that leads back to it.
 */
export function SpanNavigation(props: SpanNavigationProps) {
  const { core, span, parentSpanId, href, parentHref, onSelect } = props;
  const { relations, facts, copy, link } = useMessages().spanDetail;
  const formats = useFormats();
  const { spans } = core;
  const { place, count } = useMemo(() => siblingPlace(spans, span), [spans, span]);
  const parent = parentOf(spans, span);
  const flags = spans.flags[span] ?? 0;
  const siblings: readonly Step[] = [
    {
      ...{ row: previousSibling(spans, span), has: relations.previous, none: relations.noPrevious },
      path: "M4 10l4-4 4 4",
    },
    {
      ...{ row: nextSibling(spans, span), has: relations.next, none: relations.noNext },
      path: "M4 6l4 4 4-4",
    },
  ];
  const neighbours: readonly Step[] = [
    {
      row: span > 0 ? spanIndex(span - 1) : undefined,
      ...{ has: relations.previousSpan, none: relations.noPreviousSpan, path: "M10 4l-4 4 4 4" },
    },
    {
      row: span + 1 < spans.length ? spanIndex(span + 1) : undefined,
      ...{ has: relations.nextSpan, none: relations.noNextSpan, path: "M6 4l4 4-4 4" },
    },
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
        {siblings.map((step) => (
          <StepButton key={step.has} {...step} onSelect={onSelect} />
        ))}
        {spans.length > 1 &&
          neighbours.map((step) => <StepButton key={step.has} {...step} onSelect={onSelect} />)}
        <a className={styles.permalink} href={href}>
          {link}
        </a>
        <CopyValue text={() => new URL(href, document.baseURI).href} label={copy.spanLink} />
      </div>
    </div>
  );
}
