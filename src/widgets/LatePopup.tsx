import { Suspense, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from "react";

export interface LatePopupProps {
  readonly kind: "menu" | "dialog";
  /** What the button looks like and is called, until the popup brings a button of its own. */
  readonly trigger: Pick<
    ComponentProps<"button">,
    "className" | "children" | "title" | "aria-label"
  >;
  /** Downloads the popup's code. */
  readonly preload: () => Promise<void>;
  /** The popup with its button, open when it appears. */
  readonly children: ReactNode;
}

/**
 * A button that opens something whose code is downloaded when the button is pointed at, focused or
 * pressed: a page can be read without it.
 */
export function LatePopup({ kind, trigger, preload, children }: LatePopupProps) {
  const [wanted, setWanted] = useState(false);
  // What fails is tried again, and said, when the button is pressed.
  const prepare = () => void preload().catch(() => undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    if (kind !== "menu" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    setWanted(true);
  };
  const button = (
    <button
      type="button"
      aria-haspopup={kind}
      aria-expanded={false}
      {...trigger}
      onClick={() => setWanted(true)}
      onKeyDown={onKeyDown}
      onPointerEnter={prepare}
      onFocus={prepare}
    />
  );
  return wanted ? <Suspense fallback={button}>{children}</Suspense> : button;
}
