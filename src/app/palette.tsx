import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { lazyComponent } from "@/widgets/lazy-component";
import { Busy } from "@/widgets/Busy";

const { Component: PaletteDialog, preload } = lazyComponent(
  async () => (await import("./PaletteDialog")).PaletteDialog,
);

/** The command palette behind Ctrl+K. Its code is downloaded when it is first asked for. */
export function Palette({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  const close = useCallback(() => setState("closed"), []);
  const { begin, take } = useTypedAhead(state === "open", close);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // The first of the two keys: by the second one the code may be here.
      if (event.key === "Control" || event.key === "Meta") preload().catch(() => undefined);
      const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      // By its place, too: on a Russian keyboard the key writes another letter.
      if (!held || (event.key.toLowerCase() !== "k" && event.code !== "KeyK")) return;
      event.preventDefault();
      begin();
      setState((before) => (before === "open" ? "closed" : "open"));
    };
    globalThis.addEventListener("keydown", onKeyDown);
    return () => globalThis.removeEventListener("keydown", onKeyDown);
  }, [begin]);
  if (state === "never") return null;
  return (
    <Suspense fallback={<Busy />}>
      <PaletteDialog
        open={state === "open"}
        onOpenChange={(open) => setState(open ? "open" : "closed")}
        onShowKeys={onShowKeys}
        takeTyped={take}
      />
    </Suspense>
  );
}

/**
 * Collects what is typed between Ctrl+K and the moment at which the palette's field has the focus:
 * it is meant for that field, not for the page, where letters are commands. `take` hands it over,
 * and ends the collecting.
 */
function useTypedAhead(isOpen: boolean, onEscape: () => void) {
  const typed = useRef<string>(undefined);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      const before = typed.current;
      if (before === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.length === 1) typed.current = before + event.key;
      else if (event.key === "Backspace") typed.current = before.slice(0, -1);
      else if (event.key === "Escape") onEscape();
      // Nothing is marked yet that Enter could run.
      else if (event.key !== "Enter") return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    globalThis.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      typed.current = undefined;
      globalThis.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, [isOpen, onEscape]);
  const begin = useCallback(() => {
    typed.current = "";
  }, []);
  const take = useCallback(() => {
    const text = typed.current ?? "";
    typed.current = undefined;
    return text;
  }, []);
  return { begin, take };
}
