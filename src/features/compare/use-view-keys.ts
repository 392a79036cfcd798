import { useEffect, useRef } from "react";
import { viewCommand, type ViewCommand } from "./view-keys";

/** Where keys are typing, or belong to something that is open above the page. */
const elsewhere =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]";

/** The keys of the rows, wherever on the page the focus is, but in text fields and dialogs. */
export function useViewKeys(run: (command: ViewCommand) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      if (event.target.closest(elsewhere)) return;
      const command = viewCommand(event);
      if (!command) return;
      event.preventDefault();
      latest.current(command);
    };
    globalThis.addEventListener("keydown", onKeyDown);
    return () => globalThis.removeEventListener("keydown", onKeyDown);
  }, []);
}
