import type { ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { hidesSpans } from "@/state/timeline-params";
import { Button } from "@/widgets/Button";
import { IconButton } from "@/widgets/IconButton";
import {
  CollapseAllIcon,
  CollapseLevelIcon,
  ExpandAllIcon,
  ExpandLevelIcon,
  NextErrorIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from "./icons";
import { PanelButton } from "./PanelButton";
import { runTimelineCommand, type TimelineCommand } from "./timeline-commands";
import styles from "./TimelineTools.module.css";
import type { PanelName, ViewControls } from "./view-controls";

const zoomKey = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.platform ?? "") ? "⌘" : "Ctrl";

export interface TimelineToolsProps {
  readonly controls: ViewControls;
  /** The panel that is open; keys open them too. */
  readonly panel: PanelName | undefined;
  readonly onPanel: (panel: PanelName | undefined) => void;
}

/** Buttons for what the keys do to the timeline as a whole, and a word on how to zoom. */
export function TimelineTools({ controls, panel, onPanel }: TimelineToolsProps) {
  const { timeline, params, change } = controls;
  const words = useMessages().trace.timeline;
  const { look, filter, cause } = useMessages().timeline;
  const { repeats } = useMessages().rows;
  const button = (command: TimelineCommand, label: string, key: string, icon: ReactNode) => (
    <IconButton
      size="s"
      label={label}
      aria-keyshortcuts={key}
      icon={icon}
      onClick={() => runTimelineCommand(timeline, command)}
    />
  );
  const panelOf = (name: PanelName) => ({
    name,
    controls,
    open: panel === name,
    onOpenChange: (open: boolean) => onPanel(open ? name : undefined),
  });
  return (
    <div role="group" aria-label={words.tools} className={styles.tools}>
      <span className={styles.hint} title={words.hintHelp(zoomKey)}>
        {words.hint(zoomKey)}
      </span>
      {timeline.core.summary.errorCount > 0 && (
        <>
          <PanelButton {...panelOf("cause")}>{cause.button}</PanelButton>
          {button("next-error", cause.next, "e", <NextErrorIcon />)}
          <span className={styles.gap} />
        </>
      )}
      <Button
        size="s"
        variant="quiet"
        className={styles.panelButton}
        aria-pressed={params.critical !== undefined}
        aria-keyshortcuts="c"
        title={look.criticalHelp}
        onClick={() => change({ critical: params.critical ? undefined : "1" })}
      >
        {look.critical}
      </Button>
      <Button
        size="s"
        variant="quiet"
        className={styles.panelButton}
        aria-pressed={params.repeats !== undefined}
        aria-keyshortcuts="u"
        title={repeats.help}
        onClick={() => change({ repeats: params.repeats ? undefined : "1" })}
      >
        {repeats.button}
      </Button>
      <PanelButton {...panelOf("filter")} active={hidesSpans(params)} keyName="v">
        {filter.button}
      </PanelButton>
      <PanelButton {...panelOf("look")} keyName="y">
        {look.button}
      </PanelButton>
      <span className={styles.gap} />
      {button("expand-all", words.expandAll, "[", <ExpandAllIcon />)}
      {button("collapse-all", words.collapseAll, "]", <CollapseAllIcon />)}
      {button("expand-level", words.expandLevel, "o", <ExpandLevelIcon />)}
      {button("collapse-level", words.collapseLevel, "p", <CollapseLevelIcon />)}
      <span className={styles.gap} />
      {button("zoom-in", words.zoomIn, "+", <ZoomInIcon />)}
      {button("zoom-out", words.zoomOut, "-", <ZoomOutIcon />)}
    </div>
  );
}
