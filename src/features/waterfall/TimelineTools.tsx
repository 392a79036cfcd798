import type { ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { IconButton } from "@/widgets/IconButton";
import {
  CollapseAllIcon,
  CollapseLevelIcon,
  ExpandAllIcon,
  ExpandLevelIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from "./icons";
import { runTimelineCommand, type Timeline, type TimelineCommand } from "./timeline-commands";
import styles from "./TimelineTools.module.css";

const zoomKey = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.platform ?? "") ? "⌘" : "Ctrl";

/** Buttons for what the keys do to the timeline as a whole, and a word on how to zoom. */
export function TimelineTools({ timeline }: { readonly timeline: Timeline }) {
  const words = useMessages().trace.timeline;
  const button = (command: TimelineCommand, label: string, key: string, icon: ReactNode) => (
    <IconButton
      size="s"
      label={label}
      aria-keyshortcuts={key}
      icon={icon}
      onClick={() => runTimelineCommand(timeline, command)}
    />
  );
  return (
    <div role="group" aria-label={words.tools} className={styles.tools}>
      <span className={styles.hint} title={words.hintHelp(zoomKey)}>
        {words.hint(zoomKey)}
      </span>
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
