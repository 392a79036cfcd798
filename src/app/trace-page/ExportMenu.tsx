import { Suspense, useState, type KeyboardEvent, type RefObject } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import type { Timeline } from "@/features/waterfall/timeline-commands";
import { useMessages } from "@/i18n/I18nProvider";
import { lazyComponent } from "@/widgets/lazy-component";
import { ChevronIcon } from "../icons";
import styles from "./ExportMenu.module.css";

const { Component: ExportPopup, preload: load } = lazyComponent(
  async () => (await import("./ExportPopup")).ExportPopup,
);
const preload = () => void load().catch(() => undefined);

export interface ExportMenuProps {
  readonly trace: LoadedTrace;
  /** The timeline that is shown, of which pictures are made. */
  readonly timeline?: RefObject<Timeline | undefined>;
}

/**
 * The button that saves the trace as a file. Its menu is downloaded when the button is pointed at,
 * focused or pressed: a trace can be read without it.
 */
export function ExportMenu({ trace, timeline }: ExportMenuProps) {
  const words = useMessages().traceExport;
  const [wanted, setWanted] = useState(false);
  const looks = {
    className: styles.trigger,
    children: (
      <>
        {words.button}
        <ChevronIcon />
      </>
    ),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setWanted(true);
  };
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      {...looks}
      onClick={() => setWanted(true)}
      onKeyDown={onKeyDown}
      onPointerEnter={preload}
      onFocus={preload}
    />
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <ExportPopup trace={trace} timeline={timeline} trigger={looks} />
    </Suspense>
  );
}
