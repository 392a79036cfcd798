import { Suspense, useEffect, useState } from "react";
import { lazyComponent } from "@/widgets/lazy-component";

const { Component: PaletteDialog } = lazyComponent(
  async () => (await import("./PaletteDialog")).PaletteDialog,
);

/** The command palette behind Ctrl+K. Its code is downloaded when it is first asked for. */
export function Palette({ onShowKeys }: { readonly onShowKeys: () => void }) {
  const [state, setState] = useState<"never" | "open" | "closed">("never");
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
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
    <Suspense>
      <PaletteDialog
        open={state === "open"}
        onOpenChange={(open) => setState(open ? "open" : "closed")}
        onShowKeys={onShowKeys}
      />
    </Suspense>
  );
}
