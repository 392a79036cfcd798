import { useEffect, useState, type RefObject } from "react";

/** What a preview is of, and where it belongs. */
export interface PreviewTarget {
  /** Place in the list. */
  readonly index: number;
  readonly cell: HTMLElement;
}

/** So long the pointer or the focus rests on a trace before its preview comes. */
const restMs = 350;
/** From one to the next, once there is one. */
const nextMs = 120;
/** So long it stays while the pointer is on its way to it. */
const leaveMs = 160;

/** The cell with the trace's name, of the row that an event is in. */
function targetOf(event: Event): PreviewTarget | undefined {
  const element = event.target instanceof Element ? event.target : null;
  const row = element?.closest<HTMLElement>("[data-index]");
  const cell = element?.closest<HTMLElement>("[data-preview]");
  if (!row || !cell) return undefined;
  return { index: Number(row.dataset["index"]), cell };
}

/**
 * Which row of a list is to be previewed: where the pointer rests, or the keyboard's focus. It goes
 * when either leaves, when the list scrolls, and with `close`; `keep` holds it while the pointer is on
 * the preview itself.
 */
export function useRowPreview(scroller: RefObject<HTMLElement | null>): {
  readonly target: PreviewTarget | undefined;
  readonly keep: () => void;
  readonly leave: () => void;
  readonly close: () => void;
} {
  const [target, setTarget] = useState<PreviewTarget>();
  const [timer] = useState(() => {
    let pending: ReturnType<typeof setTimeout> | undefined;
    return {
      set(next: PreviewTarget | undefined, afterMs: number) {
        clearTimeout(pending);
        pending = setTimeout(() => setTarget(next), afterMs);
      },
      clear: () => clearTimeout(pending),
    };
  });
  const isOpen = target !== undefined;
  useEffect(() => {
    const box = scroller.current;
    if (!box) return undefined;
    const want = (event: Event) => {
      const next = targetOf(event);
      if (next) timer.set(next, isOpen ? nextMs : restMs);
    };
    const onPointerOver = (event: PointerEvent) => {
      if (event.pointerType === "mouse" && event.buttons === 0) want(event);
    };
    const onFocusIn = (event: FocusEvent) => {
      // A press of the mouse gives focus too; that is no wish to look.
      if (event.target instanceof HTMLElement && event.target.matches("a:focus-visible")) {
        want(event);
      }
    };
    const onLeave = (event: Event) => {
      if (targetOf(event)) timer.set(undefined, leaveMs);
    };
    const onGone = () => {
      timer.clear();
      setTarget(undefined);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape") onGone();
    };
    box.addEventListener("pointerover", onPointerOver);
    box.addEventListener("pointerout", onLeave);
    box.addEventListener("focusin", onFocusIn);
    box.addEventListener("focusout", onLeave);
    box.addEventListener("pointerdown", onGone);
    box.addEventListener("scroll", onGone);
    // Also where the focus is elsewhere: what comes by itself has to go when it is in the way.
    document.addEventListener("keydown", onKeyDown);
    return () => {
      box.removeEventListener("pointerover", onPointerOver);
      box.removeEventListener("pointerout", onLeave);
      box.removeEventListener("focusin", onFocusIn);
      box.removeEventListener("focusout", onLeave);
      box.removeEventListener("pointerdown", onGone);
      box.removeEventListener("scroll", onGone);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [scroller, timer, isOpen]);
  useEffect(() => timer.clear, [timer]);
  return {
    target,
    keep: timer.clear,
    leave: () => timer.set(undefined, leaveMs),
    close: () => {
      timer.clear();
      setTarget(undefined);
    },
  };
}
