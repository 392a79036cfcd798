import { useId, useMemo } from "react";
import { counterparts } from "@/derive/counterparts";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { spanName, spanService } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import { Select } from "@/widgets/Select";
import type { ComparedRoots } from "./compared-parts";
import styles from "./ComparedSubtrees.module.css";

export interface ComparedSubtreesProps {
  /** Undefined for a trace that is still to be chosen. */
  readonly a: TraceCore | undefined;
  readonly b: TraceCore | undefined;
  readonly roots: ComparedRoots;
  readonly onRoots: (roots: ComparedRoots) => void;
}

/** As many spans of one name are offered, the likeliest first. */
const offered = 100;

/** Which subtrees of two traces are compared, others of the same name, and the way back to all. */
export function ComparedSubtrees({ a, b, roots, onRoots }: ComparedSubtreesProps) {
  const words = useMessages().compare.subtrees;
  if (roots.a === undefined && roots.b === undefined) return null;
  const of = (side: "a" | "b") => {
    const core = side === "a" ? a : b;
    if (!core) return null;
    const [other, own, theirs] = side === "a" ? [b, roots.a, roots.b] : [a, roots.b, roots.a];
    return (
      <SideSubtree
        label={side === "a" ? words.ofA : words.ofB}
        core={core}
        root={own}
        like={theirs !== undefined && other ? { core: other, span: theirs } : undefined}
        onRoot={(root) => onRoots({ ...roots, [side]: root })}
      />
    );
  };
  return (
    <nav aria-label={words.label} className={styles.strip}>
      <Button size="s" onClick={() => onRoots({ a: undefined, b: undefined })}>
        <span aria-hidden="true">← </span>
        {words.whole}
      </Button>
      {of("a")}
      {of("b")}
    </nav>
  );
}

interface SideSubtreeProps {
  readonly label: string;
  readonly core: TraceCore;
  readonly root: SpanIndex | undefined;
  /** The span of the other trace to which a counterpart is looked for. */
  readonly like: { readonly core: TraceCore; readonly span: SpanIndex } | undefined;
  readonly onRoot: (root: SpanIndex | undefined) => void;
}

function SideSubtree({ label, core, root, like, onRoot }: SideSubtreeProps) {
  const words = useMessages().compare.subtrees;
  const { grid } = useMessages().compare;
  const formats = useFormats();
  const id = useId();
  const spans = useMemo(() => {
    const wanted = like ?? (root === undefined ? undefined : { core, span: root });
    const found = wanted ? counterparts(wanted.core, wanted.span, core) : [];
    // Also one that was chosen among spans of another name.
    return root === undefined || found.includes(root) ? found : [root, ...found];
  }, [core, root, like]);
  const shown = spans.slice(0, offered);
  if (root !== undefined && !shown.includes(root)) shown.push(root);
  const text = (span: SpanIndex): string => {
    const title = grid.spanWithService(
      shortText(spanService(core, span), 40) || grid.unknownService,
      shortText(spanName(core, span), 60) || grid.noName,
    );
    const { durationNs, startNs } = core.spans;
    return words.span(
      title,
      formats.duration(durationNs[span] ?? 0),
      formats.duration(startNs[span] ?? 0),
    );
  };
  return (
    <span className={styles.side}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        className={styles.select}
        value={root === undefined ? "" : String(root)}
        options={[
          ...shown.map((span) => ({ value: String(span), label: text(span) })),
          { value: "", label: words.all },
        ]}
        onValueChange={(value) => onRoot(value === "" ? undefined : spanIndex(Number(value)))}
      />
      {root === undefined && spans.length === 0 && (
        <span className={styles.note}>{words.noCounterpart}</span>
      )}
      {spans.length > shown.length && (
        <span className={styles.note}>
          {words.someOf(formats.number(shown.length), formats.number(spans.length))}
        </span>
      )}
    </span>
  );
}
