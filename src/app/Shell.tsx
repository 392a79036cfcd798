import { Outlet } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useState } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { embedding } from "@/state/embedding";
import { siteSettings } from "@/state/site-settings";
import { DropTarget } from "./DropTarget";
import { FilePicker } from "./FilePicker";
import { FilesPanel } from "./FilesPanel";
import { Header } from "./Header";
import { Palette } from "./palette";
import { PagePending } from "./PagePending";
import { lazyComponent } from "@/widgets/lazy-component";
import { Busy } from "@/widgets/Busy";
import styles from "./Shell.module.css";

const { Component: KeysDialog } = lazyComponent(
  async () => (await import("./KeysDialog")).KeysDialog,
);

const { Component: StandaloneLink } = lazyComponent(
  async () => (await import("./StandaloneLink")).StandaloneLink,
);

/** What is around every page: the header, files that are opened, and the list of keys. */
export function Shell() {
  const { app } = useFirstMessages();
  const [keys, setKeys] = useState<"never" | "open" | "closed">("never");
  const showKeys = useCallback(() => setKeys("open"), []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "?" || event.defaultPrevented || takesText(event.target)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setKeys("open");
    };
    globalThis.addEventListener("keydown", onKeyDown);
    return () => globalThis.removeEventListener("keydown", onKeyDown);
  }, []);

  const { embedded } = embedding();
  return (
    <FilePicker>
      {!embedded && (
        <>
          <a className={styles.skip} href="#main" onClick={skipToMain}>
            {app.skipToContent}
          </a>
          <Header onShowKeys={showKeys} />
        </>
      )}
      <main className={styles.main} id="main" tabIndex={-1}>
        <FilesPanel />
        <div className={styles.page}>
          <Suspense fallback={<PagePending />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
      {embedded && (
        <Suspense fallback={<Busy />}>
          <StandaloneLink />
        </Suspense>
      )}
      {siteSettings().files && !embedded && <DropTarget />}
      <Palette onShowKeys={showKeys} />
      {keys !== "never" && (
        <Suspense fallback={<Busy />}>
          <KeysDialog
            open={keys === "open"}
            onOpenChange={(open) => setKeys(open ? "open" : "closed")}
          />
        </Suspense>
      )}
    </FilePicker>
  );
}

/** A link to a place in the page would follow the base address and leave the page. */
function skipToMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** True where a key press is typing. */
function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
