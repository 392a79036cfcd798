import type { MouseEvent, ReactNode } from "react";
import styles from "./SpanDetail.module.css";

interface SpanLinkProps {
  readonly href: string;
  /** What a plain click does; with a modifier the browser opens the address as it would any. */
  readonly onFollow: () => void;
  readonly children: ReactNode;
}

/** A real link to a span, followed within the page. */
export function SpanLink({ href, onFollow, children }: SpanLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    onFollow();
  };
  return (
    <a className={styles.spanLink} href={href} onClick={follow}>
      {children}
    </a>
  );
}
