import { Fragment, useDeferredValue, useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import { usePreferences } from "@/state/preferences-store";
import { siteSettings } from "@/state/site-settings";
import { KeyValueGroup, KeyValueRow, KeyValueTable } from "@/widgets/KeyValueTable";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { attributeRows, matchingRows, type AttributeRow } from "./attribute-rows";
import { FilterBox } from "./FilterBox";
import { ShowMore } from "./ShowMore";
import type { AttributeOwner } from "./span-actions";
import styles from "./SpanDetail.module.css";
import { useLongTextLabels } from "./use-long-text-labels";
import { PatternLinks, useValueMenu, ValueActions, type ValueMenuState } from "./ValueActions";
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
  readonly owner: AttributeOwner;
}

/** Attributes by group and key, with a filter when there are many; a hundred at a time. */
export function AttributeTable({ attributes, label, filterLabel, owner }: AttributeTableProps) {
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  const [filter, setFilter] = useState("");
  const [limit, setLimit] = useState(step);
  const applied = useDeferredValue(filter);
  const menu = useValueMenu(owner);
  const pinnedKeys = usePreferences((preferences) => preferences.pinnedKeys);
  const rows = useMemo(() => {
    // Those that the site wants first are as if everybody had pinned them.
    const { firstAttributes } = siteSettings();
    const ofSite = attributes
      .map(({ key }) => key)
      .filter((key) => firstAttributes.some((beginning) => key.startsWith(beginning)));
    return attributeRows(attributes, new Set([...pinnedKeys, ...ofSite]));
  }, [attributes, pinnedKeys]);
  const matches = useMemo(() => matchingRows(rows, applied), [rows, applied]);

  const shown = matches.slice(0, limit);
  const hasGroups = rows.length > 0 && rows[0]?.group !== "other";

  return (
    <>
      {attributes.length > filterFrom && (
        <FilterBox
          label={filterLabel}
          placeholder={messages.attributes.filterPlaceholder}
          value={filter}
          onChange={setFilter}
          status={
            applied === ""
              ? ""
              : messages.attributes.matching(
                  formats.number(matches.length),
                  formats.number(rows.length),
                )
          }
        />
      )}
      {matches.length === 0 ? (
        <p className={styles.note}>{messages.attributes.noMatch}</p>
      ) : (
        <KeyValueTable
          label={label}
          keyLabel={messages.attributes.key}
          valueLabel={messages.attributes.value}
        >
          {shown.map((row, i) => (
            <Fragment key={row.place}>
              {hasGroups && row.group !== shown[i - 1]?.group && (
                <KeyValueGroup name={messages.groups[row.group]} />
              )}
              <AttributeRowView row={row} owner={owner} among={attributes} menu={menu} />
            </Fragment>
          ))}
        </KeyValueTable>
      )}
      <ShowMore
        shown={Math.min(limit, matches.length)}
        total={matches.length}
        step={step}
        onShow={setLimit}
      />
      {menu.element}
    </>
  );
}

interface AttributeRowViewProps {
  readonly row: AttributeRow;
  readonly owner: AttributeOwner;
  readonly among: readonly Attribute[];
  readonly menu: ValueMenuState;
}

function AttributeRowView({ row, owner, among, menu }: AttributeRowViewProps) {
  const messages = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const { attribute, isRepeated } = row;
  const { key, value } = attribute;
  return (
    <KeyValueRow
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
      actions={<ValueActions attribute={attribute} menu={menu} />}
    >
      <ValueView value={value} name={key} />
      <PatternLinks attribute={attribute} owner={owner} among={among} />
    </KeyValueRow>
  );
}
