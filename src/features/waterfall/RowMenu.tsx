import { Menu } from "@base-ui/react/menu";
import { useMemo } from "react";
import { formatQuery, type CompareQuery } from "@/derive/span-query";
import { useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { spanIdText, spanName, spanService } from "@/model/span-search";
import type { SpanPin } from "@/state/pinned-params";
import { formatServiceFilter, parseServiceFilter } from "@/state/service-filter-code";
import { closedFoldAt, memberCount, openFoldOf } from "./folds";
import { spanTitle } from "./row-facts";
import styles from "./RowMenu.module.css";
import { closeFold, fitSpan, openFold, runTimelineCommand } from "./timeline-commands";
import type { ViewControls } from "./view-controls";

/** Where a menu was asked for, in the window's pixels. */
export interface MenuPlace {
  readonly span: SpanIndex;
  readonly x: number;
  readonly y: number;
}

export interface RowMenuProps {
  readonly controls: ViewControls;
  readonly place: MenuPlace;
  /** The text that names a span in a URL. */
  readonly nameOf: (span: SpanIndex) => string;
  readonly hrefOf: (span: SpanIndex) => string;
  /** The span's place among those that are pinned side by side. */
  readonly pinOf: (span: SpanIndex) => SpanPin;
  /** Leads to a comparison of a span with all below it. */
  readonly onCompare: (span: SpanIndex) => void;
  readonly onClose: () => void;
  /** Gives the focus back to the rows. */
  readonly returnFocus: () => void;
}

/** What can be done with the span of a row. */
export function RowMenu(props: RowMenuProps) {
  const { controls, place, nameOf, hrefOf, pinOf, onClose, returnFocus } = props;
  const { timeline, change, step, goTo, params } = controls;
  const { core } = timeline;
  const { span, x, y } = place;
  const words = useMessages().timeline.menu;
  const rowWords = useMessages().trace.timeline;
  const { service, name } = spanTitle(core, span, rowWords);
  const anchor = useMemo(() => ({ getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }), [x, y]);
  const compare = (field: "service" | "name", value: string): CompareQuery => ({
    type: "compare",
    field,
    key: "",
    operator: "=",
    value,
  });
  const sameService = compare("service", spanService(core, span));
  const sameName = compare("name", spanName(core, span));
  const copy = (text: string) => void navigator.clipboard?.writeText(text).catch(() => undefined);
  const services = core.summary.services.map((one) => one.name);
  const { repeats } = useMessages().rows;
  const pinWords = useMessages().pinned;
  const pin = pinOf(span);
  const state = timeline.view.getState();
  const fold = closedFoldAt(state, span);
  const inFold = openFoldOf(state, span);
  const { folds } = state.layout;
  const foldSize = folds ? memberCount({ folds, fold: folds.ofSpan[span] ?? 0 }) : 0;
  const isRootService = spanService(core, span) === core.summary.rootService;
  const item = (label: string, act: () => void) => (
    <Menu.Item className={styles.item} onClick={act}>
      <span>{label}</span>
    </Menu.Item>
  );
  return (
    <Menu.Root
      open
      modal={false}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align="start" side="bottom" className={styles.positioner}>
          <Menu.Popup
            className={styles.popup}
            aria-label={words.label(`${service}: ${name}`)}
            finalFocus={() => {
              returnFocus();
              return false;
            }}
            onContextMenu={(event) => event.preventDefault()}
          >
            {fold && item(repeats.open(memberCount(fold)), () => openFold(timeline, span))}
            {inFold !== undefined &&
              item(repeats.close(foldSize), () => closeFold(timeline, spanIndex(inFold)))}
            {item(words.details, () => goTo(span))}
            {(pin.isPinned || !pin.isFull) &&
              item(pin.isPinned ? pinWords.unpin : pinWords.pin, pin.toggle)}
            {item(words.zoom, () => fitSpan(timeline, span))}
            {item(words.focus, () => step({ focus: nameOf(span) }))}
            {item(words.compareSubtree, () => props.onCompare(span))}
            {item(words.collapseSiblings, () => runTimelineCommand(timeline, "collapse-siblings"))}
            <Menu.Separator className={styles.rule} />
            {spanService(core, span) !== "" &&
              item(words.onlyService(service), () =>
                change({ uiFind: formatQuery(sameService), only: "1" }),
              )}
            {!isRootService &&
              item(words.hideService(service), () => {
                const hidden = new Set(parseServiceFilter(services, params.svcFilter));
                hidden.add(spanService(core, span));
                change({ svcFilter: formatServiceFilter(services, hidden) });
              })}
            {spanName(core, span) !== "" && (
              <>
                {item(words.sameName, () => change({ uiFind: formatQuery(sameName), only: "1" }))}
                {spanService(core, span) !== "" &&
                  item(words.like, () =>
                    change({ uiFind: formatQuery({ type: "and", of: [sameService, sameName] }) }),
                  )}
              </>
            )}
            <Menu.Separator className={styles.rule} />
            {spanIdText(core, span) !== "" &&
              item(words.copyId, () => copy(spanIdText(core, span)))}
            {item(words.copyLink, () => copy(hrefOf(span)))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
