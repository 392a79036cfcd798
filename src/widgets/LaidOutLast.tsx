import { useLayoutEffect, useRef, type ReactNode } from "react";
import styles from "./LaidOutLast.module.css";

/**
 * For much content below controls that ask for their size as soon as they are there: it has no boxes
 * until they have asked, so that only they are laid out for the answer. All of it is laid out once,
 * for the same frame.
 */
export function LaidOutLast({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  // Effects run in the order of the document, so those of what stands above have run. React never
  // writes an attribute again that it was given unchanged.
  useLayoutEffect(() => box.current?.removeAttribute("hidden"), []);
  return (
    <div ref={box} className={styles.box} hidden>
      {children}
    </div>
  );
}
