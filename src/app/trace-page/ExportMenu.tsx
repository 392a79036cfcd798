import { Suspense, useState, type KeyboardEvent } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useMessages } from "@/i18n/I18nProvider";
import { lazyComponent } from "@/widgets/lazy-component";
import { ChevronIcon } from "../icons";
import styles from "./ExportMenu.module.css";

const { Component: ExportPopup, preload: load } = lazyComponent(
  async () => (await import("./ExportPopup")).ExportPopup,
);
const preload = () => void load().catch(() => undefined);

/**
 * The button that saves the trace as a file. Its menu is downloaded when the button is pointed at,
 * focused or pressed: a trace can be read without it.
 */
export function ExportMenu({ trace }: { readonly trace: LoadedTrace }) {
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
      <ExportPopup trace={trace} trigger={looks} />
    </Suspense>
  );
}
