import { useDeferredValue, useMemo, useState, type KeyboardEvent } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import { shortText } from "@/trace-ui/short-text";
import { KeyValueRow, KeyValueTable } from "@/widgets/KeyValueTable";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { CopyValue } from "./CopyValue";
import { attributeRows, matchingRows } from "./attribute-rows";
import { ShowMore } from "./ShowMore";
import styles from "./SpanDetail.module.css";
import { useLongTextLabels } from "./use-long-text-labels";
import { valueText } from "./value-text";
import { ValueView } from "./ValueView";

/** With more attributes than this there is a box to filter them by. */
const filterFrom = 10;
const step = 100;
const longestKey = 120;

interface AttributeTableProps {
  readonly attributes: readonly Attribute[];
  /** The table's name. */
  readonly label: string;
  /** The name of its filter box. */
  readonly filterLabel: string;
}

/** Attributes by key, with a filter when there are many; a few hundred at a time. */
export function AttributeTable({ attributes, label, filterLabel }: AttributeTableProps) {
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  const labels = useLongTextLabels();
  const [filter, setFilter] = useState("");
  const [limit, setLimit] = useState(step);
  const applied = useDeferredValue(filter);
  const rows = useMemo(() => attributeRows(attributes), [attributes]);
  const matches = useMemo(() => matchingRows(rows, applied), [rows, applied]);

  const clearOnEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || filter === "") return;
    // The first Escape clears the filter; only the next one closes the panel.
    event.preventDefault();
    setFilter("");
  };

  return (
    <>
      {attributes.length > filterFrom && (
        <div className={styles.filter}>
          <input
            type="text"
            className={styles.filterInput}
            aria-label={filterLabel}
            placeholder={messages.attributes.filterPlaceholder}
            value={filter}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={clearOnEscape}
          />
          <span role="status" className={styles.filterCount}>
            {applied !== "" &&
              messages.attributes.matching(
                formats.number(matches.length),
                formats.number(rows.length),
              )}
          </span>
        </div>
      )}
      {matches.length === 0 ? (
        <p className={styles.note}>{messages.attributes.noMatch}</p>
      ) : (
        <KeyValueTable
          label={label}
          keyLabel={messages.attributes.key}
          valueLabel={messages.attributes.value}
        >
          {matches.slice(0, limit).map(({ place, attribute: { key, value }, isRepeated }) => (
            <KeyValueRow
              key={place}
              name={
                key === "" ? (
                  messages.attributes.emptyKey
                ) : key.length > longestKey ? (
                  <LongText source={key} labels={labels} />
                ) : (
                  visibleLine(key)
                )
              }
              note={isRepeated ? messages.attributes.duplicate : undefined}
              actions={
                <CopyValue
                  text={() => valueText(value)}
                  label={messages.copy.value(shortText(key, longestKey))}
                />
              }
            >
              <ValueView value={value} />
            </KeyValueRow>
          ))}
        </KeyValueTable>
      )}
      <ShowMore
        shown={Math.min(limit, matches.length)}
        total={matches.length}
        step={step}
        onShow={setLimit}
      />
    </>
  );
}
