import { Suspense, useState, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import { shortText } from "@/trace-ui/short-text";
import { Busy } from "@/widgets/Busy";
import { copyText } from "@/widgets/copy-text";
import { IconButton } from "@/widgets/IconButton";
import { lazyComponent } from "@/widgets/lazy-component";
import { visibleLine } from "@/widgets/visible-text";
import { CopyValue } from "./CopyValue";
import { useSpanActions, type AttributeOwner, type ValueLink } from "./span-actions";
import styles from "./SpanDetail.module.css";
import { valueText } from "./value-text";

const longestKey = 120;
const noLinks: readonly ValueLink[] = [];

const { Component: ValueMenu, preload: loadMenu } = lazyComponent(
  async () => (await import("./ValueMenu")).ValueMenu,
);
const preloadMenu = () => void loadMenu().catch(() => undefined);

interface OpenMenu {
  readonly attribute: Attribute;
  readonly anchor: HTMLElement;
}

export interface ValueMenuState {
  readonly open: OpenMenu | undefined;
  readonly onOpen: (menu: OpenMenu) => void;
  /** The menu, where it is open; has to be drawn somewhere beside the values. */
  readonly element: ReactNode;
}

/** One menu for the values of a list: it belongs to whichever opened it. */
export function useValueMenu(owner: AttributeOwner): ValueMenuState {
  const { copy } = useMessages().spanDetail;
  const [open, setOpen] = useState<OpenMenu>();
  const [copied, setCopied] = useState<boolean>();
  const element = (
    <>
      {open && (
        <Suspense fallback={<Busy />}>
          <ValueMenu
            owner={owner}
            {...open}
            onClose={() => setOpen(undefined)}
            onCopy={(text) => void copyText(text).then(setCopied)}
          />
        </Suspense>
      )}
      <span aria-live="polite" className={styles.offScreen}>
        {copied === undefined ? "" : copied ? copy.copied : copy.failed}
      </span>
    </>
  );
  return { open, onOpen: setOpen, element };
}

interface ValueActionsProps {
  readonly attribute: Attribute;
  readonly menu: ValueMenuState;
}

/** Copies a value, and opens the menu of what else can be done with it. */
export function ValueActions({ attribute, menu }: ValueActionsProps) {
  const { actions, attributes, copy } = useMessages().spanDetail;
  const { key, value } = attribute;
  const shortKey = shortText(key, longestKey) || attributes.emptyKey;
  return (
    <>
      <CopyValue text={() => valueText(value)} label={copy.value(shortKey)} />
      <IconButton
        size="s"
        label={actions.more(shortKey)}
        icon={
          <svg viewBox="0 0 16 16" className={styles.dots}>
            <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" />
          </svg>
        }
        aria-haspopup="menu"
        aria-expanded={menu.open?.attribute === attribute}
        onPointerEnter={preloadMenu}
        onFocus={preloadMenu}
        onClick={(event) => menu.onOpen({ attribute, anchor: event.currentTarget })}
      />
    </>
  );
}

interface PatternLinksProps {
  readonly attribute: Attribute;
  readonly owner: AttributeOwner;
  /** The attributes that it is one of. */
  readonly among: readonly Attribute[];
}

/** The links that the site has configured for a value. */
export function PatternLinks({ attribute, owner, among }: PatternLinksProps) {
  const { linksOf } = useSpanActions();
  const links = linksOf?.(attribute, owner, among) ?? noLinks;
  return links.map(({ url, text }) => (
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
  ));
}
