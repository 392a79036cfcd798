import { Fragment, Suspense, useDeferredValue, useMemo, useState } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import { usePreferences } from "@/state/preferences-store";
import { siteSettings } from "@/state/site-settings";
import { shortText } from "@/trace-ui/short-text";
import { copyText } from "@/widgets/copy-text";
import { IconButton } from "@/widgets/IconButton";
import { KeyValueGroup, KeyValueRow, KeyValueTable } from "@/widgets/KeyValueTable";
import { LongText } from "@/widgets/LongText";
import { visibleLine } from "@/widgets/visible-text";
import { lazyComponent } from "@/widgets/lazy-component";
import { Busy } from "@/widgets/Busy";
import { CopyValue } from "./CopyValue";
import { attributeRows, matchingRows, type AttributeRow } from "./attribute-rows";
import { FilterBox } from "./FilterBox";
import { ShowMore } from "./ShowMore";
import { useSpanActions, type AttributeOwner, type ValueLink } from "./span-actions";
import styles from "./SpanDetail.module.css";
import { useLongTextLabels } from "./use-long-text-labels";
import { valueText } from "./value-text";
import { ValueView } from "./ValueView";

/** With more attributes than this there is a box to filter them by. */
const filterFrom = 10;
const step = 100;
const longestKey = 120;
const noLinks: readonly ValueLink[] = [];

const { Component: ValueMenu, preload: loadMenu } = lazyComponent(
  async () => (await import("./ValueMenu")).ValueMenu,
);
const preloadMenu = () => void loadMenu().catch(() => undefined);

interface AttributeTableProps {
  readonly attributes: readonly Attribute[];
  /** The table's name. */
  readonly label: string;
  /** The name of its filter box. */
  readonly filterLabel: string;
  readonly owner: AttributeOwner;
}

interface OpenMenu {
  readonly attribute: Attribute;
  readonly anchor: HTMLElement;
}

/** Attributes by group and key, with a filter when there are many; a hundred at a time. */
export function AttributeTable({ attributes, label, filterLabel, owner }: AttributeTableProps) {
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  const [filter, setFilter] = useState("");
  const [limit, setLimit] = useState(step);
  const applied = useDeferredValue(filter);
  const [menu, setMenu] = useState<OpenMenu>();
  const [copied, setCopied] = useState<boolean>();
  const { linksOf } = useSpanActions();
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
              <AttributeRowView
                row={row}
                links={linksOf?.(row.attribute, owner, attributes) ?? noLinks}
                menu={menu}
                onMenu={setMenu}
              />
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
      {menu && (
        <Suspense fallback={<Busy />}>
          <ValueMenu
            owner={owner}
            {...menu}
            onClose={() => setMenu(undefined)}
            onCopy={(text) => void copyText(text).then(setCopied)}
          />
        </Suspense>
      )}
      <span aria-live="polite" className={styles.offScreen}>
        {copied === undefined ? "" : copied ? messages.copy.copied : messages.copy.failed}
      </span>
    </>
  );
}

interface AttributeRowViewProps {
  readonly row: AttributeRow;
  readonly links: readonly ValueLink[];
  readonly menu: OpenMenu | undefined;
  readonly onMenu: (menu: OpenMenu) => void;
}

function AttributeRowView({ row, links, menu, onMenu }: AttributeRowViewProps) {
  const messages = useMessages().spanDetail;
  const labels = useLongTextLabels();
  const { attribute, isRepeated } = row;
  const { key, value } = attribute;
  const shortKey = shortText(key, longestKey) || messages.attributes.emptyKey;
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
      actions={
        <>
          <CopyValue text={() => valueText(value)} label={messages.copy.value(shortKey)} />
          <IconButton
            size="s"
            label={messages.actions.more(shortKey)}
            icon={
              <svg viewBox="0 0 16 16" className={styles.dots}>
                <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" />
              </svg>
            }
            aria-haspopup="menu"
            aria-expanded={menu?.attribute === attribute}
            onPointerEnter={preloadMenu}
            onFocus={preloadMenu}
            onClick={(event) => onMenu({ attribute, anchor: event.currentTarget })}
          />
        </>
      }
    >
      <ValueView value={value} name={key} />
      {links.map(({ url, text }) => (
        <a
          key={`${url} ${text}`}
          className={styles.patternLink}
          href={url}
          target="_blank"
          rel="noopener noreferrer"
        >
          <bdi>{visibleLine(text)}</bdi>
          <svg viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
            <path d="M3.5 8.5l5-5M4.5 3.5h4v4" />
          </svg>
        </a>
      ))}
    </KeyValueRow>
  );
}
