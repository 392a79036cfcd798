import type { RefObject } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { useMessages } from "@/i18n/I18nProvider";
import { LatePopup } from "@/widgets/LatePopup";
import { lazyComponent } from "@/widgets/lazy-component";
import { ChevronIcon } from "@/widgets/Icon";
import styles from "./ExportMenu.module.css";

const { Component: ExportPopup, preload } = lazyComponent(
  async () => (await import("./ExportPopup")).ExportPopup,
);

export interface ExportMenuProps {
  readonly trace: LoadedTrace;
  /** The timeline that is shown, of which pictures are made. */
  readonly timeline?: RefObject<Timeline | undefined>;
}

/** The button that saves the trace as a file. */
export function ExportMenu({ trace, timeline }: ExportMenuProps) {
  const words = useMessages().traceExport;
  const looks = {
    className: styles.trigger,
    children: (
      <>
        {words.button}
        <ChevronIcon />
      </>
    ),
  };
  return (
    <LatePopup kind="menu" trigger={looks} preload={preload}>
      <ExportPopup trace={trace} timeline={timeline} trigger={looks} />
    </LatePopup>
  );
}
