import type { ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { hidesSpans } from "@/state/timeline-params";
import { Button } from "@/widgets/Button";
import { IconButton } from "@/widgets/IconButton";
import {
  CauseIcon,
  CollapseAllIcon,
  CollapseLevelIcon,
  ExpandAllIcon,
  ExpandLevelIcon,
  FilterIcon,
  NextErrorIcon,
  PathIcon,
  RepeatsIcon,
  ViewIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from "./icons";
import { PanelButton } from "./PanelButton";
import { runTimelineCommand, type TimelineCommand } from "./timeline-commands";
import styles from "./TimelineTools.module.css";
import { ToolFace } from "./ToolFace";
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
          <PanelButton {...panelOf("cause")} title={cause.button}>
            <ToolFace icon={<CauseIcon />} words={cause.button} />
          </PanelButton>
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
        title={`${look.critical}\n${look.criticalHelp}`}
        onClick={() => change({ critical: params.critical ? undefined : "1" })}
      >
        <ToolFace icon={<PathIcon />} words={look.critical} />
      </Button>
      <Button
        size="s"
        variant="quiet"
        className={styles.panelButton}
        aria-pressed={params.repeats !== undefined}
        aria-keyshortcuts="u"
        title={`${repeats.button}\n${repeats.help}`}
        onClick={() => change({ repeats: params.repeats ? undefined : "1" })}
      >
        <ToolFace icon={<RepeatsIcon />} words={repeats.button} />
      </Button>
      <PanelButton
        {...panelOf("filter")}
        active={hidesSpans(params)}
        keyName="v"
        title={filter.title}
      >
        <ToolFace icon={<FilterIcon />} words={filter.button} short />
      </PanelButton>
      <PanelButton {...panelOf("look")} keyName="y" title={look.title}>
        <ToolFace icon={<ViewIcon />} words={look.button} short />
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
