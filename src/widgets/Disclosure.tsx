import { Collapsible } from "@base-ui/react/collapsible";
import type { ReactNode } from "react";
import styles from "./Disclosure.module.css";

interface DisclosureProps {
  readonly title: string;
  readonly headingLevel: 2 | 3 | 4;
  /** A figure after the title, outside the heading so that the heading's name is the title. */
  readonly count?: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Controls at the end of the title row. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A section that folds away under its heading. */
export function Disclosure(props: DisclosureProps) {
  const { title, headingLevel, count, open, onOpenChange, actions, children } = props;
  const Heading = `h${headingLevel}` as const;
  return (
    <Collapsible.Root open={open} onOpenChange={onOpenChange} className={styles.root}>
      <div className={styles.bar}>
        <Heading className={styles.heading}>
          <Collapsible.Trigger className={styles.trigger}>
            <svg
              viewBox="0 0 12 12"
              width="12"
              height="12"
              aria-hidden="true"
              className={styles.chevron}
            >
              <path d="M4 2.5 8 6l-4 3.5" />
            </svg>
            {title}
          </Collapsible.Trigger>
        </Heading>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        {open && actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      <Collapsible.Panel className={styles.panel}>{children}</Collapsible.Panel>
    </Collapsible.Root>
  );
}
