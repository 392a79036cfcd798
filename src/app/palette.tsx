import { Suspense, useEffect, useState } from "react";
import { lazyComponent } from "@/widgets/lazy-component";
import { Busy } from "@/widgets/Busy";

const { Component: PaletteDialog, preload } = lazyComponent(
  async () => (await import("./PaletteDialog")).PaletteDialog,
);

/** The command palette behind Ctrl+K. Its code is downloaded when it is first asked for. */
export function Palette({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // The first of the two keys: by the second one the code may be here.
      if (event.key === "Control" || event.key === "Meta") preload().catch(() => undefined);
      const held = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      // By its place, too: on a Russian keyboard the key writes another letter.
      if (!held || (event.key.toLowerCase() !== "k" && event.code !== "KeyK")) return;
      event.preventDefault();
      setState((before) => (before === "open" ? "closed" : "open"));
    };
    globalThis.addEventListener("keydown", onKeyDown);
    return () => globalThis.removeEventListener("keydown", onKeyDown);
  }, []);
  if (state === "never") return null;
  return (
    <Suspense fallback={<Busy />}>
      <PaletteDialog
        open={state === "open"}
        onOpenChange={(open) => setState(open ? "open" : "closed")}
        onShowKeys={onShowKeys}
      />
    </Suspense>
  );
}
