import { useEffect } from "react";
import { runTimelineCommand, type Timeline } from "@/features/waterfall/timeline-commands";
import { viewCommand, type ViewCommand } from "@/features/waterfall/view-commands";
import { latinKey, timelineCommand } from "@/features/waterfall/waterfall-keys";

export interface TimelineKeyHandlers {
  /** False while another view of the trace is shown. */
  readonly active?: boolean;
  readonly focusFind: () => void;
  /** Escape outside of any panel, field or dialog; false when there was nothing to close. */
  readonly close: () => boolean;
  /** Undefined where there is nothing to read again. */
  readonly refresh: (() => void) | undefined;
  readonly runView: (command: ViewCommand) => void;
}

/** The timeline's keys, wherever on the page the focus is, but in text fields and dialogs. */
export function useTimelineKeys(timeline: Timeline, handlers: TimelineKeyHandlers): void {
  const { active = true, focusFind, close, refresh, runView } = handlers;
  useEffect(() => {
    if (!active) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      if (event.target.closest(elsewhere)) return;
      if (event.key === "Escape") {
        if (close()) event.preventDefault();
        return;
      }
      if (isFindKey(event)) {
        event.preventDefault();
        focusFind();
        return;
      }
      if (refresh && isPlain(event) && latinKey(event) === "r") {
        event.preventDefault();
        refresh();
        return;
      }
      const ofView = viewCommand(event);
      if (ofView) {
        event.preventDefault();
        runView(ofView);
        return;
      }
      const nothingFocused = event.target.matches("body, main");
      const command = timelineCommand(event, nothingFocused);
      if (!command) return;
      event.preventDefault();
      runTimelineCommand(timeline, command);
    };
    globalThis.addEventListener("keydown", onKeyDown);
    return () => globalThis.removeEventListener("keydown", onKeyDown);
  }, [active, timeline, focusFind, close, refresh, runView]);
}

const isPlain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey;

/** "/", and Jaeger UI's Ctrl+B. */
const isFindKey = (event: KeyboardEvent): boolean =>
  isPlain(event)
    ? latinKey(event) === "/"
    : event.ctrlKey && !event.altKey && !event.metaKey && latinKey(event) === "b";

/** Where keys are typing, or belong to something that is open above the page. */
const elsewhere =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";
