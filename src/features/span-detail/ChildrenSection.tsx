import { useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanIndex } from "@/model/indexes";
import type { TraceCore } from "@/model/trace";
import { childCount, firstChildren, spanLabel } from "./relations";
import { Section } from "./Section";
import { ShowMore } from "./ShowMore";
import styles from "./SpanDetail.module.css";
import { SpanName } from "./SpanName";

const firstShown = 8;
const step = 200;

interface ChildrenSectionProps {
  readonly core: TraceCore;
  readonly span: SpanIndex;
  readonly onSelect: (span: SpanIndex) => void;
}

/** The children of a span by start, with their durations; each selects its span. */
export function ChildrenSection({ core, span, onSelect }: ChildrenSectionProps) {
  const { relations } = useMessages().spanDetail;
  const formats = useFormats();
  const [limit, setLimit] = useState(firstShown);
  const count = useMemo(() => childCount(core.spans, span), [core, span]);
  const children = useMemo(() => firstChildren(core.spans, span, limit), [core, span, limit]);
  if (count === 0) return null;
  const below = (core.spans.subtreeEnd[span] ?? 0) - span - 1;
  return (
    <Section
      id="children"
      count={formats.number(count)}
      actions={
        below > count && <span className={styles.label}>{relations.descendants(below)}</span>
      }
    >
      <ul className={styles.children} aria-label={relations.childCount(count)}>
        {children.map((child) => (
          <li key={child}>
            <button type="button" className={styles.child} onClick={() => onSelect(child)}>
              <SpanName span={spanLabel(core, child)} />
            </button>
          </li>
        ))}
      </ul>
      <ShowMore shown={children.length} total={count} step={step} onShow={setLimit} />
    </Section>
  );
}
