import { useEffect, useMemo, useRef } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { SpanIndex } from "@/model/indexes";
import { usePreferences } from "@/state/preferences-store";
import { IconButton } from "@/widgets/IconButton";
import { CopyValue } from "../CopyValue";
import type { PinnedWords } from "./cell-text";
import { pinnedCsv, pinnedMarkdown } from "./pinned-copies";
import { pinnedRows, type PinnedSpanFacts } from "./pinned-rows";
import styles from "./PinnedSpans.module.css";
import { PinnedTable } from "./PinnedTable";

/** A span that is compared: the pinned ones, and the selected one where it is none of them. */
export interface PinnedColumn {
  /** Columns are called by letters, as the sides of a comparison are. */
  readonly letter: string;
  readonly span: SpanIndex;
  readonly service: string;
  readonly name: string;
  readonly isPinned: boolean;
  /** Undefined while it is on its way, and where it cannot be had. */
  readonly facts: PinnedSpanFacts | undefined;
  readonly hasFailed: boolean;
}

export interface PinnedSpansProps {
  readonly columns: readonly PinnedColumn[];
  /** How many of the pinned spans this trace does not have. */
  readonly missing: number;
  readonly onlyDifferences: boolean;
  readonly onOnlyDifferences: (only: boolean) => void;
  /** There is room for another one. */
  readonly canPin: boolean;
  readonly onToggle: (span: SpanIndex) => void;
  readonly onGoTo: (span: SpanIndex) => void;
  readonly onUnpinAll: () => void;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** Spans side by side, with what differs marked. Fills the box that it is in. */
export function PinnedSpans(props: PinnedSpansProps) {
  const { columns, missing, onlyDifferences, isOpen } = props;
  const messages = useMessages();
  const formats = useFormats();
  const pinnedKeys = usePreferences((preferences) => preferences.pinnedKeys);
  const words = useMemo<PinnedWords>(() => ({ messages, formats }), [messages, formats]);
  const { pinned } = messages;
  const heading = useRef<HTMLHeadingElement>(null);
  const hasToggled = useRef(false);
  // The button that took a column away has gone with it: the focus stays in the region.
  useEffect(() => {
    if (hasToggled.current && document.activeElement === document.body) heading.current?.focus();
    hasToggled.current = false;
  }, [columns]);

  const known = useMemo(() => columns.filter(({ facts }) => facts !== undefined), [columns]);
  const rows = useMemo(
    () =>
      pinnedRows(
        known.flatMap(({ facts }) => facts ?? []),
        new Set(pinnedKeys),
      ),
    [known, pinnedKeys],
  );
  const differing = useMemo(() => rows.filter(({ differs }) => differs), [rows]);
  const shown = onlyDifferences && known.length > 1 ? differing : rows;
  const titles = known.map(({ letter, service, name }) => pinned.column(letter, service, name));
  const toggle = (span: SpanIndex) => {
    hasToggled.current = true;
    props.onToggle(span);
  };

  return (
    <section className={styles.root} aria-label={pinned.title}>
      <div className={styles.bar}>
        <IconButton
          size="s"
          label={isOpen ? pinned.fold : pinned.unfold}
          aria-expanded={isOpen}
          icon={
            <svg viewBox="0 0 16 16" className={styles.icon}>
              <path d={isOpen ? "M4 6l4 4 4-4" : "M6 4l4 4-4 4"} />
            </svg>
          }
          onClick={() => props.onOpen(!isOpen)}
        />
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {pinned.title}
        </h2>
        <p role="status" className={styles.status}>
          {missing > 0 && <span className={styles.warning}>{pinned.missing(missing)}</span>}
          {known.length > 1
            ? pinned.differing(formats.number(differing.length), formats.number(rows.length))
            : columns.length === 1 && pinned.alone}
        </p>
        {isOpen && (
          <div className={styles.tools}>
            <label className={styles.choice}>
              <input
                type="checkbox"
                checked={onlyDifferences}
                onChange={(event) => props.onOnlyDifferences(event.currentTarget.checked)}
              />
              {pinned.onlyDifferences}
            </label>
            <CopyValue
              text={() => pinnedCsv(shown, titles, words)}
              label={pinned.copyCsv}
              withLabel
            />
            <CopyValue
              text={() => pinnedMarkdown(shown, titles, words)}
              label={messages.spanDetail.copy.spanMarkdown}
              withLabel
            />
          </div>
        )}
        <IconButton
          size="s"
          label={pinned.unpinAll}
          icon={
            <svg viewBox="0 0 16 16" className={styles.icon}>
              <path d="M4 4l8 8M12 4l-8 8" />
            </svg>
          }
          onClick={props.onUnpinAll}
        />
      </div>
      {isOpen && (
        <PinnedTable
          columns={columns}
          rows={shown}
          words={words}
          canPin={props.canPin}
          onToggle={toggle}
          onGoTo={props.onGoTo}
        />
      )}
    </section>
  );
}
